// Elements, packed data, and what the reader has chosen. Parts share one scope and stand in the order of page.py.

const find = (selector, root = document) => root.querySelector(selector);

/** An element. Text enters as text, and a link leads within this page or to the web, never to a script. */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else if (name === "href" && !/^(#|https?:\/\/)/.test(value)) continue;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// ---- blocks: gzip in base64, opened when asked for

const opened = new Map();
const KEPT = 60; // blocks kept open; texts are read in passing

function open(name) {
  const found = opened.get(name) ?? unpack(name);
  opened.delete(name);
  opened.set(name, found);
  if (opened.size > KEPT) opened.delete(opened.keys().next().value);
  return found;
}

async function unpack(name) {
  const element = await arrived(`block-${name}`);
  if (!element) return null;
  const packed = atob(element.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The element with this id, once the browser has read it in whole: a large page is shown before its end has come. */
async function arrived(id) {
  const whole = () => {
    const element = document.getElementById(id);
    return element && (element.nextElementSibling || document.readyState !== "loading") ? element : null;
  };
  if (!whole() && document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  return whole();
}

// ---- choices of the reader

const chosen = { lang: document.documentElement.lang === "en" ? "en" : "vi", system: "34", theme: "auto" };

function remember(name, value) {
  chosen[name] = value;
  try {
    localStorage.setItem(`thidua-${name}`, value);
  } catch {
    // a browser may forbid storage to pages from a folder; the choice then holds until the page is closed
  }
}

function recall(name, allowed) {
  try {
    const value = localStorage.getItem(`thidua-${name}`);
    if (allowed.includes(value)) chosen[name] = value;
  } catch {
    // as above
  }
}

// ---- addresses: #/view/argument?name=value

function address(view, parameters = {}) {
  const pairs = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
  return `#/${view}${query ? `?${query}` : ""}`;
}

function where() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, argument] = path.split("/").map(decoded);
  const parameters = {};
  for (const pair of (query ?? "").split("&").filter(Boolean)) {
    const [name, ...value] = pair.split("=");
    parameters[decoded(name)] = decoded(value.join("="));
  }
  return { view: view || "", argument: argument ?? "", parameters };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let head; // the first block: everything that the opening shows
