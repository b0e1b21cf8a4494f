// One directive and the campaigns that carry it out, those that carry out their plans, and the days between.

let directive = null; // number and place of the chosen one

function cascade() {
  const all = head.cascades;
  if (!all.length) return el("p", { class: "quiet" }, say("nothing"));
  const key = (found) => `${found.number}|${found.place}`;
  const box = el("div");
  const fill = () => {
    const found = all.find((one) => key(one) === directive) ?? all[0];
    directive = key(found);
    box.replaceChildren(...spread(found));
  };
  fill();
  const words = (found) => [found.number, found.place ? placeName(found.place, "34") : "", say("cascade.count", { count: number(found.steps.length) })].filter(Boolean).join(" · ");
  return [el("div", { class: "controls" }, choice(say("directive"), all.map((found) => [key(found), words(found)]), directive, (value) => {
    directive = value;
    fill();
  })), box];
}

const STEP = ["campaign", "depth", "parent", "day", "after_directive", "after_parent"];

function spread(found) {
  const steps = found.steps.map((cells) => Object.fromEntries(STEP.map((name, i) => [name, cells[i]]))).map((step) => ({ ...step, row: campaign(step.campaign) }));
  const drawn = steps.map((step) => ({ ...step, before: step.parent === null ? found.issued_on : steps[step.parent].day }));
  const told = [labelled("document_types", found.document_type), found.number, found.title].filter(Boolean).join(" ");
  return [
    el("p", { class: "told" }, el("b", {}, capital(told)), el("br"),
      [found.issuer, found.level ? labelled("levels", found.level) : "", found.issued_on ? day(found.issued_on) : say("cascade.undated")].filter(Boolean).join(" · ")),
    paged(drawn.length, LINES, (first, last) => {
      const box = el("div", { class: "chart" });
      const some = drawn.slice(first, last);
      const days = [found.issued_on, ...some.map((step) => step.day)].filter(Boolean).map(at);
      draw(box, (width) => lines(say("cascade.title"), width, some, {
        label: (step) => `${lag(step)} · ${placed(step.row)} · ${titleOf(step.row)}`,
        indent: (step) => step.depth - 1,
        href: (step) => address(`campaign/${step.row.campaign_id}`),
        tell: (step) => [titleOf(step.row), `${placed(step.row)} · ${labelled("levels", step.row.level)}`, `${day(step.day) || say("cascade.undated")} · ${lag(step)}`, step.parent === null ? "" : say("cascade.through", { name: cut(titleOf(steps[step.parent].row), 80) })].filter(Boolean).join("\n"),
        x: { type: "utc", label: null, tickFormat: tick, ticks: Math.max(2, width / 130), domain: span(days) },
        marks: (shared) => [
          found.issued_on ? Plot.ruleX([at(found.issued_on)], { stroke: "var(--kind-directives)", strokeWidth: 2 }) : null,
          Plot.ruleY(some.filter((step) => step.day && step.before), { ...shared, x1: (step) => at(step.before), x2: (step) => at(step.day), stroke: "var(--shade-3)", strokeWidth: 2 }),
          Plot.dot(some.filter((step) => step.day), { ...shared, x: (step) => at(step.day), r: 5, fill: (step) => `var(--level-${Math.max(0, LEVELS.indexOf(step.row.level))})`, stroke: "var(--paper)" }),
        ],
      }));
      return box;
    }),
    byLevel(steps),
  ];
}

const LEVELS = ["", "trung_uong", "tinh", "so_nganh", "huyen", "phong_ban", "xa", "don_vi"];
const lag = (step) => (step.after_directive === null ? say("cascade.undated") : say("cascade.days", { days: number(step.after_directive) }));

/** First and last day with some room, also where there is but one. */
function span(days) {
  if (!days.length) return [at("2020-01-01"), at("2026-01-01")];
  const [first, last] = d3.extent(days);
  const room = Math.max(15, d3.utcDay.count(first, last) * 0.04);
  return [d3.utcDay.offset(first, -room), d3.utcDay.offset(last, room)];
}

/** How many campaigns of each level, in how many provinces, and how long it took. */
function byLevel(steps) {
  const rows = d3.groups(steps, (step) => step.row.level).sort((a, b) => LEVELS.indexOf(a[0]) - LEVELS.indexOf(b[0])).map(([level, some]) => {
    const days = some.map((step) => step.after_directive).filter((value) => value !== null);
    const told = (value) => (value === undefined ? "" : number(value, 0));
    return [
      [el("i", { class: `dot level-${Math.max(0, LEVELS.indexOf(level))}`, "aria-hidden": "true" }), level ? labelled("levels", level) : say("unknown")],
      number(some.length), number(new Set(some.map((step) => step.row.place34).filter(Boolean)).size), told(d3.min(days)), told(d3.median(days)), told(d3.max(days)),
    ];
  });
  return grid(["level", "campaigns", "provinces", "first", "median", "last"].map((name) => say(`cascade.${name}`)), rows);
}
