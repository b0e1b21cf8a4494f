// Award forms and participants by province: in how many campaigns, or in which share of the province's campaigns, each is named.

let measure = "count";

const heatSwitch = () => switchOf(say("measure"), [["count", say("measure.count")], ["share", say("measure.share")]], measure, (value) => {
  measure = value;
  refresh();
});

function heat(kind) {
  const system = chosen.system;
  const campaigns = countBy(head.campaigns.map((_, i) => campaign(i)), (row) => placeOf(row));
  const cells = head.heat[kind][system].map(([place, code, count]) => ({ place, code, count, share: count / campaigns.get(place) }));
  const order = [...head.tiles[system].map((tile) => tile[0]), ""];
  const places = order.filter((place) => cells.some((cell) => cell.place === place));
  const codes = [...new Set([...Object.keys(head.codes[kind]), ...cells.map((cell) => cell.code)])].filter((code) => cells.some((cell) => cell.code === code));
  const most = measure === "share" ? 1 : Math.max(1, ...cells.map((cell) => cell.count));
  const level = (cell) => cell[measure] / most;
  const box = el("div", { class: "wide", role: "group", "aria-label": say(`${kind}.title`) });
  draw(box, (width) => {
    if (!cells.length) return null;
    const labels = width > 640 ? 262 : 138;
    const step = Math.max(22, Math.min(44, (width - labels - 20) / places.length));
    const name = (code) => cut(labelled(kind, code), width > 640 ? 38 : 19);
    return plot(say(`${kind}.title`), {
      width: labels + places.length * step + 20, height: codes.length * 24 + 124, marginLeft: labels, marginTop: 116, marginRight: 18, marginBottom: 6,
      x: { type: "band", domain: places, axis: "top", tickSize: 0, tickRotate: -60, label: null, tickFormat: (place) => cut(place ? placeName(place) : say("no_place.short"), 18), padding: 0.06 },
      y: { type: "band", domain: codes, tickSize: 0, label: null, tickFormat: name, padding: 0.06 },
      marks: [
        Plot.cell(d3.cross(places, codes), { x: "0", y: "1", fill: "var(--shade-0)" }),
        Plot.cell(cells, {
          x: "place", y: "code", fill: (cell) => shade(level(cell)), rx: 2,
          href: (cell) => address(`rows/${kind}`, { code: cell.code, system, place: cell.place || "none", campaigns: 1, basis: kind === "participants" ? "part" : "" }),
          ariaLabel: (cell) => say("heat.label", { code: labelled(kind, cell.code), place: placeName(cell.place), count: number(cell.count), total: number(campaigns.get(cell.place)), share: number(cell.share * 100, 0) }),
        }),
        Plot.text(cells, { x: "place", y: "code", text: (cell) => (measure === "share" ? number(cell.share * 100, 0) : number(cell.count)), fill: (cell) => shadeInk(level(cell)), fontSize: 10, pointerEvents: "none" }),
      ],
    });
  });
  return box;
}
