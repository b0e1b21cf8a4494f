// Words, numbers and days in the reader's language.

const language = () => (chosen.lang === "en" ? 1 : 0);
const locale = () => (chosen.lang === "en" ? "en-GB" : "vi-VN");

/** A word of the page; {name} in it is replaced. */
function say(key, values = {}) {
  const pair = head.words[key];
  return (pair ? pair[language()] : key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const labelled = (list, code) => head.codes[list]?.[code]?.[language()] ?? code;
const columnOf = (table, name) => head.columns[table].find((column) => column.name === name);
/** What a column is called: shortly where the page has a short word for it, else as the tables describe it. */
const heading = (table, name) => (head.words[`column.${name}`] ? say(`column.${name}`) : capital(columnOf(table, name)?.words[language()] ?? name));
const capital = (text) => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);

function number(value, digits = 6) {
  return Number(value).toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** A day as people write it: 04/06/2024, or 4 Jun 2024. */
function day(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(iso ?? "");
  if (!match) return iso ?? "";
  const time = match[4] ? ` ${match[4]}` : "";
  if (chosen.lang === "vi") return `${match[3]}/${match[2]}/${match[1]}${time}`;
  return at(iso).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) + time;
}

const at = (iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`);
const iso = (date) => date.toISOString().slice(0, 10);

/** A tick of a time axis. */
function tick(date) {
  const month = date.getUTCMonth() + 1;
  if (date.getUTCDate() !== 1) return day(iso(date)).slice(0, chosen.lang === "vi" ? 5 : -5);
  if (month === 1) return String(date.getUTCFullYear());
  return chosen.lang === "vi" ? `T${month}/${date.getUTCFullYear()}` : `${date.toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" })} ${date.getUTCFullYear()}`;
}

/** A cell of a table as people read it. */
function shown(table, name, cell) {
  if (cell === "" || cell === null || cell === undefined) return "";
  const column = columnOf(table, name);
  if (name === "confidence") return `${number(cell * 100, 0)}%`;
  if (column.codes) return capital(labelled(column.codes, cell));
  if (column.type === "date" || column.type === "datetime" || name === "published_at") return day(cell);
  if (name === "year") return cell;
  if (column.type === "number" || column.type === "integer") return Number.isFinite(Number(cell)) ? number(cell) : cell;
  if (column.type === "boolean") return say(cell === "true" ? "yes" : "no");
  return head.words[`${name}.${cell}`] ? say(`${name}.${cell}`) : cell;
}

/** What a target asks for, in one phrase: "giảm 4 – 5 %". */
function amount(target) {
  const low = target.value_min, high = target.value_max;
  const values = low && high && low !== high ? `${number(low)} – ${number(high)}` : number(low || high);
  const sign = { ge: "≥ ", gt: "> ", le: "≤ ", lt: "< ", approx: "≈ " }[target.comparator] ?? "";
  const way = target.direction === "increase" || target.direction === "decrease" ? `${say(`direction.${target.direction}`).toLowerCase()} ` : "";
  const unit = target.unit && target.unit !== "khac" ? labelled("units", target.unit) : target.unit_label ?? "";
  return `${way}${sign}${values}${unit === "%" || unit === "percent" ? "%" : ` ${unit}`}`.trim();
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "").trimEnd()}…` : text);

// ---- rows of the first block as objects

const names = {};
const asObject = (table, cells, extra) => {
  names[table] ??= head.columns[table].map((column) => column.name);
  return Object.fromEntries([...names[table], ...extra].map((name, i) => [name, cells[i]]));
};
const campaign = (index) => ({ index, ...asObject("campaigns", head.campaigns[index], ["place63", "place34", "day"]) });
const paper = (index) => ({
  index,
  ...asObject("documents", head.documents[index], ["place63", "place34", "campaign", ...KINDS.map((kind) => `n_${kind}`)]),
});
const KINDS = ["directives", "dates", "targets", "participants", "awards"];

/** A fact of a block as an object; `table` and `position` tell it from the others of its document. */
function fact(kind, position, cells) {
  names[`fact-${kind}`] ??= head.columns[kind].map((column) => column.name).filter((name) => name !== "document_id" && name !== "quote");
  const made = Object.fromEntries(names[`fact-${kind}`].map((name, i) => [name, cells[i]]));
  return { ...made, table: kind, position, start: Number(made.start), end: Number(made.end) };
}

/** Name of a province in the chosen system; of none, words for it. */
function placeName(code, system = chosen.system) {
  if (!code) return say("no_place");
  return head.tiles[system].find((tile) => tile[0] === code)?.[1] ?? code;
}
/** Where a row lies, in words; what has no province in the chosen system has the name it was given. */
const placed = (row, system = chosen.system) => (placeOf(row, system) ? placeName(placeOf(row, system), system) : row.province_name || say("no_place"));
const placeOf = (row, system = chosen.system) => row[`place${system}`];
const titleOf = (row) => row.name || row.theme || row.title || row.document_number || row.source || say("unnamed");
