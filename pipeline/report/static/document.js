// One document: what is known of it, its text with marks, its facts as rows.

const hidden = new Set(); // kinds that the reader does not want to see

async function documentView(id, given) {
  const index = head.documents.findIndex((cells) => cells[0] === id);
  if (index < 0) return lost();
  const row = paper(index), found = await reading(index);
  const facts = KINDS.flatMap((kind) => found.facts[kind].map((cells, position) => {
    const one = fact(kind, position, cells);
    return { ...one, from: found.turned(one.start), to: found.turned(one.end), marks: [] };
  })).sort((a, b) => a.from - b.from || b.to - a.to);
  const text = el("div", { class: "text", lang: "vi" });
  const place = el("span", { class: "place" });
  let current = null;

  const seen = () => facts.filter((one) => !hidden.has(one.table) && one.to > one.from);
  const fill = () => {
    hideTip();
    for (const one of facts) one.marks = [];
    text.replaceChildren(marked(found.text, seen(), reach));
    if (current && hidden.has(current.table)) current = null;
    point();
  };
  const point = () => {
    for (const mark of text.querySelectorAll("[data-current]")) mark.removeAttribute("data-current");
    current?.marks.forEach((mark) => mark.setAttribute("data-current", ""));
    const all = seen();
    place.textContent = say("marks.place", { at: current ? number(all.indexOf(current) + 1) : "–", total: number(all.length) });
  };
  const reach = (covering, anchor, chosenByReader) => {
    // Stepping focuses a mark that may carry several facts: the one stepped to stays the current one.
    if (chosenByReader && !covering.includes(current)) current = covering[0];
    if (chosenByReader) point();
    showTip(anchor, covering.map(values));
  };
  const go = (one) => {
    if (!one) return;
    current = one;
    point();
    one.marks[0].scrollIntoView({ block: "center" });
    const stop = one.marks[0];
    if (!stop.hasAttribute("tabindex")) stop.setAttribute("tabindex", "-1");
    stop.focus({ preventScroll: true });
    showTip(stop, [values(one), ...seen().filter((other) => other !== one && other.marks.includes(stop)).map(values)]);
    find("#said").textContent = `${say(`kind.${one.table}`)}: ${told(one).map((pair) => pair.join(" ")).join("; ")}`;
  };
  const step = (by) => {
    const all = seen(), at = all.indexOf(current);
    go(current ? all[(at + by + all.length) % all.length] : by > 0 ? all[0] : all.at(-1));
  };
  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "Escape") hideTip();
  };
  document.addEventListener("keydown", keys);
  until(text, () => document.removeEventListener("keydown", keys));

  const kinds = el("div", { class: "kinds", role: "group", "aria-label": say("marks.filter") }, KINDS.map((kind) =>
    el("label", { class: `kind kind-${kind}` }, el("input", {
      type: "checkbox", checked: !hidden.has(kind), change: (event) => {
        if (event.target.checked) hidden.delete(kind);
        else hidden.add(kind);
        fill();
      },
    }), el("span", {}, `${say(`kind.${kind}`)} `, el("b", {}, number(row[`n_${kind}`]))))));
  fill();
  const asked = /^(\w+)\.(\d+)$/.exec(given.fact ?? "");
  if (asked && KINDS.includes(asked[1])) {
    hidden.delete(asked[1]);
    const one = facts.find((other) => other.table === asked[1] && other.position === Number(asked[2]));
    arriving.push(() => {
      kinds.querySelector(`.kind-${asked[1]} input`).checked = true;
      fill();
      go(one?.marks.length ? one : null);
    });
  }
  const belongs = row.campaign >= 0 ? el("p", {}, `${say("document.campaign")}: `, campaignLink(campaign(row.campaign))) : null;
  return listing(titleOf(row), [], belongs,
    el("details", { class: "about" }, el("summary", {}, say("document.about")), properties("documents", row, ["title", "campaign_id", "document_id"])),
    el("div", { class: "bar", role: "toolbar", "aria-label": say("marks") }, kinds, el("div", { class: "steps" },
      el("button", { type: "button", click: () => step(-1), title: "p" }, say("marks.before")), place,
      el("button", { type: "button", click: () => step(1), title: "n" }, say("marks.after")))),
    text, el("h2", {}, say("document.facts")), factTables(row, facts, found.text));
}

const arriving = []; // what to do when the view stands in the page

const UNTOLD = new Set(["start", "end", "same_as", "locator", "method", "value_min", "value_max", "quantity_max", "date_to"]);
const ENDS = { quantity_min: ["quantity", "quantity_max"], date_from: ["date", "date_to"] };
const LAST = ["section", "confidence"];

/** Names and values of a fact, those that it states; two ends of one thing are one value. */
function told(one) {
  const stated = names[`fact-${one.table}`].filter((name) => !UNTOLD.has(name) && !LAST.includes(name));
  const pairs = [...stated, ...LAST].map((name) => {
    const [word, other] = ENDS[name] ?? [name, name];
    const cells = [...new Set([one[name], one[other]])].filter((cell) => cell !== "" && cell !== undefined);
    return [heading(one.table, word), cells.map((cell) => shown(one.table, name, cell)).join(" – ")];
  }).filter(([, value]) => value);
  return one.table === "targets" && (one.value_min || one.value_max) ? [[say("amount"), amount(one)], ...pairs] : pairs;
}

function values(one) {
  return el("div", { class: `fact kind-${one.table}` }, el("b", {}, say(`kind.${one.table}`)), el("dl", {}, told(one).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    el("small", {}, `${say("found.by")} ${one.method}`));
}

function factTables(row, facts, text) {
  return KINDS.map((kind) => {
    const some = facts.filter((one) => one.table === kind);
    if (!some.length) return null;
    return el("details", { class: "rows" }, el("summary", {}, `${say(`figure.${kind}`)} (${number(some.length)})`),
      grid([say("evidence"), ...(kind === "targets" ? [say("amount")] : []), ...SHOWN[kind].map((name) => heading(kind, name)), heading(kind, "section"), heading(kind, "confidence"), el("span", { class: "locator" }, heading(kind, "locator"))], some.map((one) => [
        documentLink(row, { fact: `${kind}.${one.position}` }, `“${cut(text.slice(one.from, one.to).replace(/\s+/g, " "), 120)}”`), ...(kind === "targets" ? [amount(one)] : []),
        ...SHOWN[kind].map((name) => shown(kind, name, one[name])), shown(kind, "section", one.section), shown(kind, "confidence", one.confidence), el("span", { class: "locator" }, one.locator),
      ])));
  });
}
