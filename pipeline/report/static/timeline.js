// Campaigns over time: how many were launched in each month, quarter or year, and how long each of them lasts.

const LINES = 30; // campaigns, targets or steps drawn at once
const filter = { place: "", level: "", type: "" };

function timeline() {
  const all = head.campaigns.map((_, i) => campaign(i));
  const distinct = (name) => [...new Set(all.map((row) => row[name]).filter(Boolean))];
  const pick = (list, codes) => [["", say("all")], ...Object.keys(head.codes[list]).filter((code) => codes.includes(code)).map((code) => [code, capital(labelled(list, code))])];
  const box = el("div");
  const show = (name) => (value) => {
    filter[name] = value;
    fill();
  };
  const fill = () => {
    const rows = all.filter((row) => (!filter.place || placeOf(row) === filter.place) && (!filter.level || row.level === filter.level) && (!filter.type || row.campaign_type === filter.type));
    box.replaceChildren(launches(rows), durations(rows));
  };
  const withRows = new Set(all.map((row) => placeOf(row)));
  if (!withRows.has(filter.place)) filter.place = "";
  fill();
  return [
    el("div", { class: "controls" },
      choice(say("place"), [["", say("all")], ...head.tiles[chosen.system].filter((tile) => withRows.has(tile[0])).map((tile) => [tile[0], tile[1]])], filter.place, show("place")),
      choice(say("level"), pick("levels", distinct("level")), filter.level, show("level")),
      choice(say("type"), pick("campaign_types", distinct("campaign_type")), filter.type, show("type"))),
    box,
  ];
}

function launches(rows) {
  const dated = rows.filter((row) => row.launched_on);
  const box = el("div", { class: "chart" });
  const [first, last] = d3.extent(dated, (row) => row.launched_on);
  const years = first ? Number(last.slice(0, 4)) - Number(first.slice(0, 4)) : 0;
  const unit = years > 12 ? d3.utcYear : years > 3 ? d3.utcMonth.every(3) : d3.utcMonth;
  const counts = [...countBy(dated, (row) => iso(unit.floor(at(row.launched_on))))].map(([from, count]) => {
    const end = unit.offset(at(from), 1);
    return { from, to: iso(d3.utcDay.offset(end, -1)), x1: at(from), x2: end, count };
  });
  draw(box, (width) => counts.length ? plot(say("timeline.launches"), {
    width, height: 150, marginLeft: 34, marginBottom: 24, x: { type: "utc", label: null, tickFormat: tick, ticks: Math.max(2, width / 120) },
    y: { label: null, grid: true, ticks: 4, tickFormat: (value) => (Number.isInteger(value) ? number(value) : "") },
    marks: [
      Plot.rectY(counts, {
        x1: "x1", x2: "x2", y: "count", fill: "var(--shade-4)", insetLeft: 0.5, insetRight: 0.5,
        href: (d) => address("campaigns", { from: d.from, to: d.to, ...(filter.place ? { system: chosen.system, place: filter.place } : {}), level: filter.level, type: filter.type }),
        ariaLabel: (d) => say("timeline.label", { from: day(d.from), to: day(d.to), count: number(d.count) }),
      }),
      Plot.ruleY([0], { stroke: "var(--line)" }),
    ],
  }) : null);
  const without = rows.length - dated.length;
  return el("div", {}, el("h3", {}, say("timeline.launches")), box, without ? el("p", { class: "quiet" }, say("timeline.undated", { count: number(without) })) : null);
}

function durations(rows) {
  const known = rows.map((row) => ({ ...row, from: row.start_from || row.launched_on, to: row.end_to })).filter((row) => row.from || row.to)
    .sort((a, b) => (b.from || b.to).localeCompare(a.from || a.to));
  return el("div", {}, el("h3", {}, say("timeline.durations")), paged(known.length, LINES, (first, last) => {
    const box = el("div", { class: "chart" });
    const some = known.slice(first, last);
    draw(box, (width) => lines(say("timeline.durations"), width, some, {
      label: (row) => `${placed(row)} · ${titleOf(row)}`,
      href: (row) => address(`campaign/${row.campaign_id}`),
      tell: (row) => say("timeline.campaign", { name: titleOf(row), place: placed(row), from: day(row.from) || "…", to: day(row.to) || "…" }),
      x: { type: "utc", label: null, tickFormat: tick, ticks: Math.max(2, width / 120) },
      marks: (shared) => [
        Plot.ruleY(some.filter((row) => row.from && row.to), { ...shared, x1: (row) => at(row.from), x2: (row) => d3.utcDay.offset(at(row.to), 1), stroke: "var(--shade-4)", strokeWidth: 7, strokeLinecap: "round" }),
        Plot.dot(some.filter((row) => !(row.from && row.to)), { ...shared, x: (row) => at(row.from || row.to), r: 4, symbol: (row) => (row.from ? "circle" : "square"), fill: "var(--paper)", stroke: "var(--shade-5)", strokeWidth: 2 }),
      ],
    }));
    return box;
  }));
}

/** Rows one below the other, each with its words above its mark, so that they can be read on a phone as well. */
function lines(title, width, rows, { label, href, tell, x, marks, indent = () => 0 }) {
  const order = rows.map((_, i) => i);
  const position = new Map(rows.map((row, i) => [row, i]));
  const shared = { y: (row) => position.get(row), dy: 7 };
  return plot(title, {
    width, height: rows.length * (onPaper() ? 27 : 36) + 30, marginLeft: 18, marginRight: 24, marginTop: 22, marginBottom: 4,
    x: { axis: null, ...x }, y: { type: "band", domain: order, axis: null, padding: 0 },
    marks: [
      Plot.cell(rows, { y: shared.y, fill: (row) => (position.get(row) % 2 ? "var(--panel)" : "var(--paper)"), href, ariaLabel: tell }),
      Plot.gridX({ ticks: x.ticks, stroke: "var(--line)", strokeOpacity: 1, pointerEvents: "none" }),
      Plot.axisX({ anchor: "top", ticks: x.ticks, tickFormat: x.tickFormat, label: null }),
      Plot.text(rows, { y: shared.y, frameAnchor: "left", textAnchor: "start", dy: -9, text: (row) => "\u2003".repeat(indent(row)) + cut(label(row), Math.floor((width - 44) / 6.6) - indent(row)), fill: ink, pointerEvents: "none" }),
      ...marks({ ...shared, pointerEvents: "none" }),
    ],
  });
}
