// Facts marked where they stand in a text, also where they overlap.

/** A function from offsets in code points, as the tables count, to offsets in UTF-16, as JavaScript does. */
function offsets(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => Math.min(offset, text.length);
  const at = [];
  let unit = 0;
  for (const character of text) {
    at.push(unit);
    unit += character.length;
  }
  at.push(unit);
  return (offset) => at[Math.min(offset, at.length - 1)];
}

/** Give each fact the lowest line that no fact overlapping it has, so that its underline stays in one line. */
function settle(facts) {
  const ends = [];
  for (const one of facts.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    let line = ends.findIndex((end) => end <= one.from);
    if (line < 0) line = ends.length;
    ends[line] = one.to;
    one.line = line;
  }
}

/** Cut a text at every start and end: [from, to, facts that cover it, innermost first]. */
function pieces(length, facts) {
  const cuts = [...new Set([0, length, ...facts.flatMap((one) => [one.from, one.to])])].sort((a, b) => a - b);
  const starting = d3.group(facts, (one) => one.from);
  let covering = [];
  return d3.pairs(cuts).map(([from, to]) => {
    covering = [...covering.filter((one) => one.to > from), ...(starting.get(from) ?? [])];
    return [from, to, covering.toSorted((a, b) => a.to - a.from - (b.to - b.from))];
  });
}

const MOST_LINES = 5;

/** The text with its marks; `reach` is told which mark the reader has come to. */
function marked(text, facts, reach) {
  settle(facts);
  const begun = new Set();
  const box = document.createDocumentFragment();
  for (const [from, to, covering] of pieces(text.length, facts)) {
    const words = text.slice(from, to);
    if (!covering.length) {
      box.append(words);
      continue;
    }
    const fresh = covering.filter((one) => !begun.has(one));
    fresh.forEach((one) => begun.add(one));
    const mark = el("mark", {
      class: `kind-${covering[0].table}`, tabindex: fresh.length ? "0" : null,
      pointerenter: (event) => reach(covering, event.currentTarget, false), pointerleave: hideTip,
      focus: (event) => reach(fresh.length ? fresh.concat(covering.filter((one) => !fresh.includes(one))) : covering, event.currentTarget, true), blur: hideTip,
      click: (event) => reach(covering, event.currentTarget, true),
    }, words);
    mark.style.boxShadow = underlines(covering);
    for (const one of covering) one.marks.push(mark);
    box.append(mark);
  }
  return box;
}

/** One stripe for each fact that covers a piece, each in the line it was given. */
function underlines(covering) {
  const lines = [];
  for (const one of covering) lines[Math.min(one.line, MOST_LINES - 1)] = `var(--kind-${one.table})`;
  return Array.from(lines, (color, i) => [`0 ${3 * i + 2}px 0 ${color ?? "var(--paper)"}`, `0 ${3 * i + 3}px 0 var(--paper)`]).flat().join(",");
}
