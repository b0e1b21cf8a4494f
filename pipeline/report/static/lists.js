// The rows behind the charts: campaigns, documents, facts, problems; and one campaign with all its documents.

const PAGE = 40;

/** A table; its first column heads each row. */
function grid(header, rows) {
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": header[0] ?? "" }, el("table", {},
    el("thead", {}, el("tr", {}, header.map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, i) => el(i ? "td" : "th", i ? {} : { scope: "row" }, cell)))))));
}

function listing(title, notes, ...content) {
  return [
    el("p", { class: "back" }, el("a", { href: "#/" }, say("back"))),
    el("h1", { tabindex: "-1" }, title),
    notes.length ? el("p", { class: "lead" }, notes.join(" · ")) : null,
    content,
  ];
}

const documentLink = (row, parameters, words) => el("a", { href: address(`document/${row.document_id}`, parameters) }, words ?? cut(titleOf(row), 110));
const campaignLink = (row) => el("a", { href: address(`campaign/${row.campaign_id}`) }, titleOf(row));
const lies = (row, { system, place }) => !place || placeOf(row, system) === (place === "none" ? "" : place);

function filterNotes({ system, place, code, from, to, level, type }, list) {
  return [
    place ? (place === "none" ? say("no_place") : placeName(place, system)) : "",
    place ? say(`system.${system === "63" ? 63 : 34}`) : "",
    code && list ? capital(code === "none" ? say("unknown") : labelled(list, code)) : "",
    level ? labelled("levels", level) : "", type ? labelled("campaign_types", type) : "",
    from ? `${day(from)} – ${day(to)}` : "",
  ].filter(Boolean);
}

function campaignList(given) {
  const rows = head.campaigns.map((_, i) => campaign(i)).filter((row) => lies(row, given)
    && (!given.from || (row.launched_on >= given.from && row.launched_on <= given.to))
    && (!given.level || row.level === given.level) && (!given.type || row.campaign_type === given.type))
    .sort((a, b) => b.day.localeCompare(a.day));
  return listing(say("figure.campaigns"), [say("rows.count", { count: number(rows.length) }), ...filterNotes(given)], searched(rows, (row) => `${titleOf(row)} ${row.theme} ${row.launched_by} ${row.instrument}`, (some) =>
    grid([heading("campaigns", "name"), say("place"), heading("campaigns", "launched_by"), heading("campaigns", "launched_on"), heading("campaigns", "end_to"), heading("campaigns", "instrument"), heading("campaigns", "documents")],
      some.map((row) => [campaignLink(row), placed(row, given.system), row.launched_by, day(row.launched_on), day(row.end_to), row.instrument, shown("campaigns", "documents", row.documents)]))));
}

function documentList(given) {
  const rows = head.documents.map((_, i) => paper(i)).filter((row) => lies(row, given));
  return listing(say("figure.documents"), [say("rows.count", { count: number(rows.length) }), ...filterNotes(given)], searched(rows, (row) => `${titleOf(row)} ${row.source} ${row.document_number} ${row.issuer}`, (some) =>
    grid([heading("documents", "title"), heading("documents", "document_type"), heading("documents", "document_number"), heading("documents", "issued_on"), say("place"), say("facts")],
      some.map((row) => [documentLink(row), shown("documents", "document_type", row.document_type), row.document_number, day(row.issued_on || row.published_at), placed(row), number(d3.sum(KINDS, (kind) => row[`n_${kind}`]))]))));
}

/** A list with a field that narrows it, accents or not. */
function searched(rows, words, make) {
  const box = el("div");
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const folded = [];
  const fill = (query) => {
    const asked = plain(query).split(/\s+/).filter(Boolean);
    const some = asked.length ? rows.filter((row, i) => asked.every((word) => (folded[i] ??= plain(words(row))).includes(word))) : rows;
    box.replaceChildren(paged(some.length, PAGE, (first, last) => make(some.slice(first, last))));
  };
  fill("");
  return [el("label", { class: "choice search" }, el("span", {}, say("search")), el("input", { type: "search", input: (event) => fill(event.target.value) })), box];
}

// ---- rows of facts

const SHOWN = {
  directives: ["number", "role", "title", "issued_on", "issuer"],
  dates: ["role", "edtf", "date_from", "date_to", "recurrence"],
  targets: ["indicator", "sector", "deadline"],
  participants: ["participant_code", "basis", "kind", "scope"],
  awards: ["award_code", "grantor", "recipient", "quantity_min", "quantity_max", "occasion"],
};
const LISTS = { directives: "citation_roles", dates: "date_roles", targets: "sectors", participants: "participants", awards: "awards" };

async function rowsOf(kind, given) {
  const code = given.code === "none" ? "" : given.code;
  const codes = code === undefined ? Object.keys(head.rows[kind]) : [code];
  const found = [];
  const all = kind === "targets" ? null : await open(`rows-${kind}`);
  for (const one of codes) {
    for (const row of (kind === "targets" ? await open(`rows-targets-${one}`) : all[one]) ?? []) found.push(row);
  }
  const same = (value, wish) => wish === undefined || value === (wish === "none" ? "" : wish);
  return found.filter(([index, , , , , , unit, direction]) => {
    const row = paper(index);
    return lies(row, given) && (!given.campaigns || row.campaign >= 0) && (kind !== "targets" || (same(unit, given.unit) && same(direction, given.direction)));
  }).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

async function factList(kind, given) {
  const refs = await rowsOf(kind, given);
  const facts = given.basis === "part" ? (await Promise.all(refs.map((ref) => factAt(kind, ref)))).map((one, i) => [one.basis !== "eligible", refs[i]]).filter(([part]) => part).map(([, ref]) => ref) : refs;
  const columns = SHOWN[kind];
  const header = [say("evidence"), ...(kind === "targets" ? [say("amount")] : []), ...columns.map((name) => heading(kind, name)), say("place"), say("document")];
  const notes = [say("rows.count", { count: number(facts.length) }), ...filterNotes(given, LISTS[kind]),
    given.unit ? (given.unit === "none" ? say("unknown") : labelled("units", given.unit)) : "", given.direction && given.direction !== "none" ? say(`direction.${given.direction}`) : ""].filter(Boolean);
  return listing(say(`figure.${kind}`), notes, paged(facts.length, PAGE, async (first, last) => grid(header, await Promise.all(facts.slice(first, last).map(async (ref) => {
    const one = await factAt(kind, ref), row = paper(ref[0]);
    return [
      documentLink(row, { fact: `${kind}.${one.position}` }, `“${cut(one.quote, 120)}”`), ...(kind === "targets" ? [amount(one)] : []),
      ...columns.map((name) => shown(kind, name, one[name])), placed(row), cut(titleOf(row), 80),
    ];
  })))));
}

/** Text and facts of a document, from the block it lies in. */
async function reading(index) {
  const block = await open(`texts-${Math.floor(index / head.block)}`);
  const found = block[index % head.block];
  found.turned ??= offsets(found.text);
  return found;
}

async function factAt(kind, [index, position]) {
  const found = await reading(index);
  const one = fact(kind, position, found.facts[kind][position]);
  return { ...one, quote: found.text.slice(found.turned(one.start), found.turned(one.end)).replace(/\s+/g, " ") };
}

// ---- one campaign

function campaignView(id) {
  const index = head.campaigns.findIndex((cells) => cells[0] === id);
  if (index < 0) return lost();
  const row = campaign(index);
  const papers = head.documents.map((_, i) => paper(i)).filter((one) => one.campaign === index);
  return listing(titleOf(row), [], properties("campaigns", row, ["name", "campaign_id"]), el("h2", {}, say("figure.documents")),
    grid([heading("documents", "title"), heading("documents", "document_type"), heading("documents", "document_number"), heading("documents", "issued_on"), ...KINDS.map((kind) => say(`figure.${kind}`))],
      papers.map((one) => [documentLink(one), shown("documents", "document_type", one.document_type), one.document_number, day(one.issued_on || one.published_at), ...KINDS.map((kind) => number(one[`n_${kind}`]))])));
}

/** Everything known of a row, as terms and values. */
function properties(table, row, without) {
  const cells = head.columns[table].map((column) => column.name).filter((name) => !without.includes(name) && row[name]);
  return el("dl", {}, cells.map((name) => [el("dt", {}, heading(table, name)), el("dd", {}, valueOf(table, name, row[name]))]));
}

function valueOf(table, name, value) {
  if (name === "source" && /^https?:\/\//i.test(value)) return el("a", { href: value, rel: "noopener noreferrer" }, value);
  return shown(table, name, value);
}

const lost = () => listing(say("lost"), []);

async function problemList() {
  const rows = await open("problems");
  const known = new Set(head.documents.map((cells) => cells[0]));
  return listing(say("figure.problems"), [say("rows.count", { count: number(rows.length) })], paged(rows.length, PAGE, (first, last) =>
    grid(["source", "severity", "code", "message"].map((name) => say(`problems.${name}`)), rows.slice(first, last).map(([source, id, , severity, code, message]) =>
      [known.has(id) ? el("a", { href: address(`document/${id}`) }, source) : source, say(`severity.${severity}`), code, message]))));
}
