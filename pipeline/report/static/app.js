// Puts the page together: its head and foot, the view that the address names, and what follows when the reader chooses anew.

const NAV = ["provinces", "timeline", "awards", "participants", "targets", "cascade"];
const THEMES = ["auto", "light", "dark"];
const dim = matchMedia("(prefers-color-scheme: dark)");

function frame() {
  document.documentElement.lang = chosen.lang;
  document.documentElement.dataset.theme = chosen.theme !== "auto" ? chosen.theme : dim.matches ? "dark" : "light";
  document.title = say("title");
  find(".skip").textContent = say("skip");
  const theme = switchOf(say("theme"), THEMES.map((name) => [name, say(`theme.${name}`)]), chosen.theme, (value) => {
    remember("theme", value);
    refresh();
  });
  const lang = switchOf(say("language"), [["vi", "Tiếng Việt", "vi"], ["en", "English", "en"]], chosen.lang, (value) => {
    remember("lang", value);
    refresh();
  });
  find(".top").replaceChildren(
    el("a", { class: "name", href: "#/" }, "thidua"),
    el("nav", { "aria-label": say("sections") }, el("ul", {}, [...NAV, ...(head.health ? ["health"] : [])].map((name) => el("li", {}, el("a", { href: `#/?at=${name}` }, say(`${name}.nav`)))), el("li", {}, el("a", { href: address("documents") }, say("figure.documents"))))),
    el("div", { class: "switches" }, lang, theme));
  find(".bottom").replaceChildren(el("p", {}, say("footer")));
}

async function view() {
  const { view: name, argument, parameters } = where();
  if (!Object.hasOwn(head.tiles, parameters.system)) delete parameters.system; // the address is anybody's
  if (name === "campaigns") return campaignList(parameters);
  if (name === "documents") return documentList(parameters);
  if (name === "problems") return problemList();
  if (name === "campaign") return campaignView(argument);
  if (name === "document") return documentView(argument, parameters);
  if (name === "rows" && KINDS.includes(argument)) return factList(argument, parameters);
  return overview();
}

let turn = 0;

/** Put the view into the page, unless the reader has gone on in the meantime. */
async function show() {
  const mine = ++turn;
  hideTip();
  arriving.length = 0;
  const made = await view().catch((error) => listing(say("broken"), [error.message]));
  if (mine !== turn) return false;
  find("#main").replaceChildren(...[made].flat(9).filter(Boolean));
  find("#main").dataset.address = location.hash;
  tidy();
  return true;
}

/** The same view anew, in another language or system, where the reader stands. */
async function refresh() {
  const focused = document.activeElement, spot = focused && path(focused), y = window.scrollY;
  frame();
  await show();
  window.scrollTo(0, y);
  if (spot) find(spot)?.focus({ preventScroll: true });
}

/** Where an element stands in the page, so that focus can come back to what replaces it. */
function path(element) {
  const steps = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) steps.unshift(`:nth-child(${1 + [...one.parentElement.children].indexOf(one)})`);
  return steps.length ? `body > ${steps.join(" > ")}` : null;
}

async function follow() {
  if (!await show()) return;
  const { view: name, parameters } = where();
  arriving.splice(0).forEach((act) => act());
  const goal = parameters.at && find(`#h-${CSS.escape(parameters.at)}`);
  if (goal) {
    goal.scrollIntoView({ block: "start" });
    goal.focus({ preventScroll: true });
  } else if (!parameters.fact) {
    window.scrollTo(0, 0);
    if (name || started) find("#main h1")?.focus({ preventScroll: true });
  }
  started = true;
}
let started = false;

async function start() {
  head = await open("head");
  recall("lang", ["vi", "en"]);
  recall("theme", THEMES);
  recall("system", ["63", "34"]);
  frame();
  await follow();
  window.addEventListener("hashchange", follow);
  dim.addEventListener("change", frame);
  window.addEventListener("scroll", placeTip, { passive: true, capture: true });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((one) => (one.open = true));
    forPaper(true);
  });
  window.addEventListener("afterprint", () => forPaper(false));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    performance.mark("thidua-shown");
    document.documentElement.dataset.shown = "";
  }));
}

start().catch((error) => find("#main").replaceChildren(el("p", { class: "notice" },
  "Trình duyệt này không mở được dữ liệu trong tệp. Cần Chrome hoặc Edge từ 80, Firefox từ 113, Safari từ 16.4, và tệp phải nguyên vẹn. / ",
  "This browser cannot open the data in the file. Chrome or Edge from 80, Firefox from 113 or Safari from 16.4 can, if the file is whole. ", `(${error.message})`)));
