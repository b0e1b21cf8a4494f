// The opening: figures, and the provinces on their grid.

function overview() {
  return [
    figures(),
    section("provinces", [systemSwitch()], provinces()),
    section("timeline", [], timeline()),
    section("awards", [systemSwitch(), heatSwitch()], heat("awards")),
    section("participants", [systemSwitch(), heatSwitch()], heat("participants")),
    section("targets", [], targets()),
    section("cascade", [], cascade()),
    head.health ? section("health", [], health()) : null,
  ];
}

function section(name, controls, ...content) {
  return el("section", { id: name, "aria-labelledby": `h-${name}` },
    el("div", { class: "heading" }, el("h2", { id: `h-${name}`, tabindex: "-1" }, say(`${name}.title`)), el("div", { class: "controls" }, controls)),
    el("p", { class: "lead" }, say(`${name}.lead`)), content);
}

function figures() {
  const known = head.campaigns.map((_, i) => campaign(i));
  const years = known.map((row) => row.day.slice(0, 4)).filter(Boolean).sort();
  const places = new Set(known.map((row) => placeOf(row)).filter(Boolean));
  const cards = [
    ["documents", head.counts.documents, address("documents")],
    ["campaigns", head.counts.campaigns, address("campaigns")],
    ["places", places.size, "#/?at=provinces", say("figure.places.of", { total: head.tiles[chosen.system].length })],
    ...KINDS.map((kind) => [kind, head.counts[kind], address("rows/" + kind)]),
    ["problems", head.counts.problems, address("problems")],
  ];
  return el("section", { class: "figures", "aria-label": say("figures") },
    el("h1", { tabindex: "-1" }, say("title")),
    el("p", { class: "lead" }, years.length ? say("figures.lead", { from: years[0], to: years.at(-1) }) : say("figures.none")),
    el("ul", {}, cards.map(([name, count, href, note]) =>
      el("li", {}, el("a", { href, class: `figure figure-${name}` }, el("b", {}, number(count)), el("span", {}, say(`figure.${name}`)), note ? el("small", {}, note) : null)))));
}

function countBy(rows, key) {
  const counts = new Map();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}

function provinces() {
  const counts = countBy(head.campaigns.map((_, i) => campaign(i)), (row) => placeOf(row));
  const tiles = head.tiles[chosen.system].map(([code, name, column, row]) => ({ code, name, column, row, count: counts.get(code) ?? 0 }));
  const most = Math.max(1, ...tiles.map((tile) => tile.count));
  const label = (tile) => say("provinces.label", { name: tile.name, count: number(tile.count) });
  const href = (tile) => address("campaigns", { system: chosen.system, place: tile.code });
  const grid = el("div", { class: "grid" }), ranks = el("div", { class: "ranks" });
  const rows = 1 + Math.max(0, ...tiles.map((tile) => tile.row)), columns = 1 + Math.max(0, ...tiles.map((tile) => tile.column));
  const widths = { type: "band", axis: null, padding: 0.05 };
  draw(grid, (width) => {
    const wide = Math.min(width, columns * 84);
    const shared = { x: "column", y: "row" };
    return plot(say("provinces.title"), {
      width: wide, height: rows * (onPaper() ? 36 : 42), margin: 1, x: { ...widths, domain: d3.range(columns) }, y: { ...widths, domain: d3.range(rows) },
      marks: [
        Plot.cell(tiles, { ...shared, fill: (tile) => shade(tile.count / most), stroke: "var(--line)", rx: 4, href, ariaLabel: label }),
        Plot.text(tiles, { ...shared, text: "name", fill: (tile) => shadeInk(tile.count / most), fontSize: 10, lineWidth: wide / columns / 11, dy: -7, pointerEvents: "none" }),
        Plot.text(tiles.filter((tile) => tile.count), { ...shared, text: (tile) => number(tile.count), fill: (tile) => shadeInk(tile.count / most), fontWeight: 700, dy: 9, pointerEvents: "none" }),
      ],
    });
  });
  const ranked = tiles.filter((tile) => tile.count).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "vi"));
  draw(ranks, (width) => ranked.length ? plot(say("provinces.ranks"), {
    width, height: ranked.length * (onPaper() ? 13 : 21) + 10, marginLeft: 118, marginRight: 34, marginTop: 4, marginBottom: 4,
    x: { axis: null, domain: [0, most] }, y: { label: null, domain: ranked.map((tile) => tile.name), tickSize: 0 },
    marks: [
      Plot.barX(ranked, { y: "name", x: "count", fill: "var(--shade-4)", href, ariaLabel: label, rx: 2 }),
      Plot.text(ranked, { y: "name", x: "count", text: (tile) => number(tile.count), textAnchor: "start", dx: 5, fill: ink }),
    ],
  }) : null);
  const left = counts.get("") ?? 0;
  return [
    el("div", { class: "pair" }, grid, ranks),
    left ? el("p", {}, el("a", { href: address("campaigns", { system: chosen.system, place: "none" }) },
      say(chosen.system === "63" ? "provinces.left.63" : "provinces.left.34", { count: number(left) }))) : null,
  ];
}

/** Sources as a nightly run left them. */
function health() {
  const [header, rows] = head.health;
  const named = (name) => (head.words[`health.${name}`] ? say(`health.${name}`) : name);
  return grid(header.map(named), rows.map((row) => row.map((cell) => (/^\d{4}-\d{2}-\d{2}/.test(cell) ? day(cell) : cell))));
}
