// What all charts share: colours that follow the theme, marks that are links, arrows that go from mark to mark, and tips.

const ink = "var(--ink)";
const shade = (share) => `var(--shade-${share <= 0 ? 0 : Math.min(6, 1 + Math.floor(share * 5.999))})`;
const shadeInk = (share) => (share > 0.5 ? "var(--shade-ink-dark)" : "var(--shade-ink-light)");

/** Draw into `box` as wide as it is, when it enters the page, when its width changes, and for paper. */
function draw(box, make) {
  let last = 0;
  const again = (anyway = false) => {
    const width = Math.floor(box.clientWidth);
    if (!width || (width === last && !anyway)) return;
    last = width;
    const chart = make(width);
    box.replaceChildren(chart ? walkable(chart) : el("p", { class: "quiet" }, say("nothing")));
  };
  const watch = new ResizeObserver(() => requestAnimationFrame(() => again()));
  watch.observe(box);
  charts.set(box, again);
  until(box, () => {
    watch.disconnect();
    charts.delete(box);
  });
}
const charts = new Map();
const onPaper = () => document.documentElement.classList.contains("paper");

/** Make the page as wide as paper, and back: a chart drawn for a window is too small to read when it is shrunk. */
function forPaper(printing) {
  document.documentElement.classList.toggle("paper", printing);
  for (const again of charts.values()) again(true);
}

// ---- what to undo when an element has left the page

const held = [];
const until = (element, undo) => held.push([element, undo]);

function tidy() {
  for (const [element, undo] of held.splice(0)) {
    if (element.isConnected) held.push([element, undo]);
    else undo();
  }
}

function plot(label, options) {
  const chart = Plot.plot({ className: "plot", ariaLabel: label, style: { background: "transparent", color: "inherit", fontSize: "12px", fontFamily: "inherit" }, ...options });
  chart.setAttribute("role", "group");
  return chart;
}

/** Let each link of a chart carry its mark's label, show it on hover and focus, and let arrow keys lead to the next one. */
function walkable(chart) {
  for (const group of chart.querySelectorAll("g[aria-label]")) {
    group.removeAttribute("aria-label"); // "rule", "tick": Plot's words, not the reader's
    if (!group.querySelector("a")) group.setAttribute("aria-hidden", "true"); // the links say it in full
  }
  const links = [...chart.querySelectorAll("a")];
  for (const [i, link] of links.entries()) {
    const mark = link.querySelector("[aria-label]");
    if (mark) {
      link.setAttribute("aria-label", mark.getAttribute("aria-label"));
      mark.removeAttribute("aria-label");
    }
    link.setAttribute("tabindex", i === 0 ? "0" : "-1");
    const tell = () => showTip(link, [el("p", {}, ...link.getAttribute("aria-label").split("\n").flatMap((line, n) => (n ? [el("br"), line] : [line])))]);
    link.addEventListener("pointerenter", tell);
    link.addEventListener("focus", tell);
    link.addEventListener("pointerleave", hideTip);
    link.addEventListener("blur", hideTip);
  }
  chart.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = links.indexOf(document.activeElement);
    if (!way || from < 0) return;
    event.preventDefault();
    const next = nearest(links, from, way);
    if (next === null) return;
    links[from].setAttribute("tabindex", "-1");
    links[next].setAttribute("tabindex", "0");
    links[next].focus();
  });
  return chart;
}

/** Index of the mark that lies nearest in a direction; a step aside counts three times a step ahead. */
function nearest(links, from, [dx, dy]) {
  const middle = (link) => {
    const box = link.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = middle(links[from]);
  let best = null, least = Infinity;
  for (const [i, link] of links.entries()) {
    const [u, v] = middle(link);
    const ahead = (u - x) * dx + (v - y) * dy, aside = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
    if (i !== from && ahead > 0.5 && ahead + 3 * aside < least) [best, least] = [i, ahead + 3 * aside];
  }
  return best;
}

// ---- the tip: one for the page, for charts and for marks in texts

let tipped = null; // what the tip tells of

function showTip(anchor, content) {
  tipped?.removeAttribute("aria-describedby");
  tipped = anchor;
  anchor.setAttribute("aria-describedby", "tip");
  find("#tip").replaceChildren(...content);
  find("#tip").hidden = false;
  placeTip();
}

/** Below what it tells of, or above, where there is more room; beside a text whose margin is wide enough. */
function placeTip() {
  if (!tipped) return;
  const tip = find("#tip"), gap = 10;
  const box = tipped.getClientRects()[0];
  if (!box || box.bottom < 0 || box.top > innerHeight) return hideTip();
  const edge = tipped.closest(".text")?.getBoundingClientRect().right ?? innerWidth;
  tip.style.maxHeight = `${innerHeight - 2 * gap}px`;
  if (innerWidth - edge > 330) {
    tip.style.maxWidth = `${innerWidth - edge - 3 * gap}px`;
    tip.style.left = `${edge + 2 * gap}px`;
    tip.style.top = `${Math.max(gap, Math.min(box.top, innerHeight - tip.offsetHeight - gap))}px`;
    return;
  }
  tip.style.maxWidth = "";
  const under = innerHeight - box.bottom - 2 * gap, over = box.top - 2 * gap;
  const below = under > tip.offsetHeight || under > over;
  tip.style.maxHeight = `${below ? under : over}px`;
  tip.style.left = `${Math.max(gap, Math.min(box.left, innerWidth - tip.offsetWidth - gap))}px`;
  tip.style.top = `${below ? box.bottom + gap : box.top - gap - tip.offsetHeight}px`;
}

function hideTip() {
  find("#tip").hidden = true;
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
}

// ---- controls

/** A labelled choice; `options` are pairs of value and words. */
function choice(label, options, value, change) {
  const select = el("select", { change: (event) => change(event.target.value) });
  for (const [key, words] of options) select.append(el("option", { value: key, selected: key === value }, words));
  return el("label", { class: "choice" }, el("span", {}, label), select);
}

/** A few values side by side, one of which holds. */
function switchOf(label, options, value, change) {
  return el("div", { class: "switch", role: "group", "aria-label": label }, options.map(([key, words, lang]) =>
    el("button", { type: "button", lang, "aria-pressed": String(key === value), click: () => change(key) }, words)));
}

const systemSwitch = () => switchOf(say("system"), [["63", say("system.63")], ["34", say("system.34")]], chosen.system, (value) => {
  remember("system", value);
  refresh();
});

/** Pages of a long list: shows `make(first, last)` and buttons to go on. */
function paged(total, size, make) {
  const box = el("div"), controls = el("p", { class: "pages" });
  const turn = async (first) => {
    box.replaceChildren(...[await make(first, Math.min(first + size, total))].flat());
    controls.replaceChildren(
      el("button", { type: "button", disabled: first === 0, click: () => turn(Math.max(0, first - size)) }, say("page.before")),
      el("span", {}, say("page.of", { first: number(first + 1), last: number(Math.min(first + size, total)), total: number(total) })),
      el("button", { type: "button", disabled: first + size >= total, click: () => turn(first + size) }, say("page.after")),
    );
  };
  if (total) turn(0);
  else box.append(el("p", { class: "quiet" }, say("nothing")));
  return el("div", {}, box, total > size ? controls : null);
}
