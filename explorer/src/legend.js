// Tells what the shapes, lines and colours on the map mean, of those that are on it.

import { el, fill, svg } from "./dom.js";
import { KINDS, points } from "./shapes.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */

const NARROW = "(width < 45rem)";

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function legend(root, app) {
  const list = el("ul", {});
  const fold = el(
    "details",
    { class: "legend", open: !matchMedia(NARROW).matches },
    el("summary", {}, "Legend"),
    list,
  );
  root.append(fold);
  let told = "";
  return {
    update(/** @type {State} */ state, /** @type {View} */ view) {
      const [shapes, lines] = [shapesOf(app, view), linesOf(state, view)];
      const now = JSON.stringify([shapes, lines]);
      if (now === told) return;
      told = now;
      fill(
        list,
        ...shapes.map(([shape, words]) => shapeRow(shape, words)),
        ...lines.map((line) => row(LINES[line], line)),
      );
    },
  };
}

/** @type {Record<string, {words: string, drawn: () => SVGElement[]}>} In the order of the legend. */
const LINES = {
  asserted: { words: "asserted", drawn: () => [stroke("asserted"), arrow("full")] },
  disputed: { words: "disputed: somebody denies it", drawn: () => [stroke("disputed"), arrow("full")] },
  denied: { words: "denied", drawn: () => [stroke("denied"), svg("path", { class: "tee", d: "M38 2v12" })] },
  retracted: { words: "retracted", drawn: () => [stroke("retracted"), arrow("full retracted")] },
  possible: { words: "possible in the window", drawn: () => [stroke("possible"), arrow("hollow")] },
  derived: { words: "derived by a rule", drawn: () => [stroke("derived"), arrow("full")] },
  path: { words: "on the path", drawn: () => [stroke("path"), arrow("full path")] },
};

/**
 * @param {App} app
 * @param {View} view
 * @returns {[string, string][]} each shape that is on the map, and the kinds that it stands for
 */
function shapesOf(app, { entities }) {
  const found = new Set(entities.map(({ kind }) => kind));
  const kinds = app.store.content.kinds.filter(({ id }) => found.has(id));
  /** @type {Map<string, string[]>} */
  const shapes = new Map();
  for (const { id, label } of kinds) {
    const shape = KINDS.includes(id) ? id : "other";
    shapes.set(shape, [...(shapes.get(shape) ?? []), label]);
  }
  return [...shapes].map(([shape, labels]) => [shape, labels.join(", ")]);
}

/**
 * @param {State} state
 * @param {View} view
 * @returns {string[]} the keys of LINES that are on the map
 */
function linesOf({ t }, { facts, path }) {
  const lines = facts.filter(({ fact }) => fact.to !== undefined);
  const found = new Set(lines.map(({ fact }) => fact.status));
  if (t && lines.some(({ certainty }) => certainty === "possible")) found.add("possible");
  if (lines.some(({ fact }) => fact.derived?.length)) found.add("derived");
  if (path) found.add("path");
  return Object.keys(LINES).filter((line) => found.has(line));
}

/**
 * @param {string} shape
 * @param {string} words
 */
function shapeRow(shape, words) {
  const corners = points(shape, 10, 10, 9);
  const drawn = corners ? svg("polygon", { points: corners }) : svg("circle", { cx: 10, cy: 10, r: 9 });
  const sample = svg(
    "svg",
    { class: `sample kind ${shape}`, viewBox: "0 0 20 20", "aria-hidden": "true" },
    drawn,
  );
  return el("li", {}, sample, words);
}

/**
 * @param {typeof LINES[string]} line
 * @param {string} name
 */
function row({ words, drawn }, name) {
  const sample = svg(
    "svg",
    { class: `sample line ${name}`, viewBox: "0 0 44 16", "aria-hidden": "true" },
    ...drawn(),
  );
  return el("li", {}, sample, words);
}

/** @param {string} kind */
function stroke(kind) {
  return svg("path", { class: `stroke ${kind}`, d: "M2 8h36" });
}

/** @param {string} kind */
function arrow(kind) {
  return svg("path", { class: `arrow ${kind}`, d: "M34 3l8 5-8 5z" });
}
