// Targets of one sector, unit and direction side by side: a bar for a range, an open end for "at least" and "at most".

const wanted = { sector: "", unit: "" };

function targets() {
  const box = el("div"), controls = el("div", { class: "controls" });
  const total = (test) => d3.sum(head.targets.filter(test), (group) => group[3]);
  const sectors = Object.keys(head.rows.targets).filter((sector) => total((group) => group[0] === sector));
  if (!sectors.length) return el("p", { class: "quiet" }, say("nothing"));
  if (!sectors.includes(wanted.sector)) wanted.sector = d3.greatest(sectors, (sector) => total((group) => group[0] === sector));
  const fill = async () => {
    const groups = head.targets.filter((group) => group[0] === wanted.sector);
    const keys = groups.map((group) => `${group[1]} ${group[2]}`);
    if (!keys.includes(wanted.unit)) wanted.unit = keys[0];
    const ordered = sectors.toSorted((a, b) => labelled("sectors", a).localeCompare(labelled("sectors", b), "vi"));
    controls.replaceChildren(
      choice(say("sector"), ordered.map((sector) => [sector, `${labelled("sectors", sector) || say("unknown")} (${number(total((group) => group[0] === sector))})`]), wanted.sector, (value) => {
        Object.assign(wanted, { sector: value, unit: "" });
        fill();
      }),
      choice(say("unit"), groups.map((group) => [`${group[1]} ${group[2]}`, `${group[2] ? say(`direction.${group[2]}`) : say("unknown")} · ${labelled("units", group[1]) || say("unknown")} (${number(group[3])})`]), wanted.unit, (value) => {
        wanted.unit = value;
        fill();
      }));
    const [unit, direction] = wanted.unit.split(" ");
    const rows = (await sectorRows(wanted.sector)).filter((row) => row.unit === unit && row.direction === direction && (row.value_min || row.value_max));
    box.replaceChildren(ranges(rows), el("p", {}, el("a", { href: address("rows/targets", { code: wanted.sector || "none", unit: unit || "none", direction: direction || "none" }) }, say("rows.behind", { count: number(rows.length) }))));
  };
  fill();
  return [controls, box];
}

const CHARTED = ["document", "position", "indicator", "comparator", "value_min", "value_max", "unit", "direction", "deadline"];

async function sectorRows(sector) {
  const rows = (await open(`rows-targets-${sector}`)) ?? [];
  return rows.map((cells) => Object.fromEntries(CHARTED.map((name, i) => [name, cells[i]])));
}

function ranges(rows) {
  const sorted = rows.map((row) => {
    const low = Number(row.value_min || row.value_max), high = Number(row.value_max || row.value_min);
    return { ...row, low: Math.min(low, high), high: Math.max(low, high), paper: paper(row.document) };
  }).sort((a, b) => b.high - a.high || b.low - a.low || a.document - b.document || a.position - b.position);
  const [least, most] = [d3.min(sorted, (row) => row.low), d3.max(sorted, (row) => row.high)];
  const logarithmic = least > 0 && most / least > 500;
  return el("div", {}, logarithmic ? el("p", { class: "quiet" }, say("targets.log")) : null, paged(sorted.length, LINES, (first, last) => {
    const box = el("div", { class: "chart" });
    const some = sorted.slice(first, last);
    const bound = (...signs) => some.filter((row) => signs.includes(row.comparator));
    draw(box, (width) => lines(say("targets.title"), width, some, {
      label: (row) => `${amount(row)} · ${placed(row.paper)} · ${row.indicator || "…"}`,
      href: (row) => address(`document/${row.paper.document_id}`, { fact: `targets.${row.position}` }),
      tell: (row) => [capital(row.indicator || "…"), amount(row), `${placed(row.paper)}${row.deadline ? ` · ${say("by", { day: day(row.deadline) })}` : ""}`, cut(titleOf(row.paper), 110)].join("\n"),
      x: { type: logarithmic ? "log" : "linear", label: null, ticks: Math.max(2, width / 110), tickFormat: (value) => number(value), domain: logarithmic ? [least * 0.8, most * 1.25] : [Math.min(0, least), most * 1.04 || 1] },
      marks: (shared) => [
        Plot.ruleY(some.filter((row) => row.low !== row.high), { ...shared, x1: "low", x2: "high", stroke: "var(--kind-targets)", strokeWidth: 7, strokeLinecap: "round" }),
        Plot.dot(some.filter((row) => row.low === row.high), { ...shared, x: "low", r: 5, fill: "var(--kind-targets)" }),
        Plot.text(bound("ge", "gt"), { ...shared, x: "high", text: () => "▶", dx: 12, fill: "var(--kind-targets)" }),
        Plot.text(bound("le", "lt"), { ...shared, x: "low", text: () => "◀", dx: -12, fill: "var(--kind-targets)" }),
      ],
    }));
    return box;
  }));
}
