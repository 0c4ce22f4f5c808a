// Draws what is shown as SVG, from the positions on the map: a picture to print, so always dark on white.

import { escaped } from "./graphml.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./parts.js").Shown} Shown */
/** @typedef {{x: number, y: number}} Point */

const RADIUS = 11;
const MARGIN = 60;
const LONGEST = 60; // characters of a name

// The colours of the map on white. A map: a kind may be called "constructor", which every object has.
const FILLS = new Map([
  ["person", "#0072b2"],
  ["group", "#b45300"],
  ["event", "#a6427f"],
  ["place", "#00795a"],
]);
const OTHER = "#5d636c";

/** How a relation stands is told by its stroke, never by colour alone. @type {Record<string, string>} */
const STROKES = {
  asserted: 'stroke="#555" stroke-width="1.5"',
  disputed: 'stroke="#555" stroke-width="1.5" stroke-dasharray="7 4"',
  denied: 'stroke="#555" stroke-width="1.5" stroke-dasharray="1.5 3.5"',
  retracted: 'stroke="#aaa" stroke-width="0.75"',
};

/** @type {Map<string, (point: Point) => string>} */
const SHAPES = new Map([
  ["person", ({ x, y }) => `<circle cx="${x}" cy="${y}" r="${RADIUS}"`],
  ["group", (at) => polygon(at, [-1, -1, 1, -1, 1, 1, -1, 1])],
  ["event", (at) => polygon(at, [0, -1.15, 1.15, 0.95, -1.15, 0.95])],
  ["place", (at) => polygon(at, [0, 1.15, 1.15, -0.95, -1.15, -0.95])],
]);
const HEXAGON = [-0.6, -1, 0.6, -1, 1.2, 0, 0.6, 1, -0.6, 1, -1.2, 0];

/**
 * @param {App} app
 * @param {string} title
 * @returns {string}
 */
export function picture(app, title) {
  const points = new Map(app.view.entities.flatMap((entity) => placed(app, entity)));
  const [left, top, width, height] = frame([...points.values()]);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    "<defs>",
    marker("to", '<path d="M0 0 10 5 0 10z" fill="#555"/>'),
    marker("maybe", '<path d="M1 1 9 5 1 9z" fill="#fff" stroke="#555"/>'),
    marker("tee", '<path d="M8 0v10" stroke="#555" stroke-width="2"/>'),
    "</defs>",
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left + 12}" y="${top + 22}" font-size="13">${escaped(title)}</text>`,
    ...edges(app, points),
    ...app.view.entities.flatMap((entity) => node(entity, points.get(entity.id))),
    ...legend(app, left + 12, top + height - 14),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {[string, Point][]}
 */
function placed(app, { id }) {
  const at = app.canvas.position(id);
  return at ? [[id, { x: Math.round(at.x * 10) / 10, y: Math.round(at.y * 10) / 10 }]] : [];
}

/**
 * @param {Point[]} points
 * @returns {[number, number, number, number]}
 */
function frame(points) {
  const least = (/** @type {number[]} */ all) => all.reduce((a, b) => Math.min(a, b), all[0] ?? 0);
  const [left, top] = [least(points.map(({ x }) => x)), least(points.map(({ y }) => y))];
  const [right, bottom] = [-least(points.map(({ x }) => -x)), -least(points.map(({ y }) => -y))];
  const width = Math.max(right - left + 2 * MARGIN, 640);
  const [x, y, height] = [left - MARGIN, top - MARGIN, bottom - top + 2 * MARGIN].map(Math.round);
  return [x, y, Math.round(width), height];
}

/**
 * @param {string} id
 * @param {string} drawn
 */
function marker(id, drawn) {
  return `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">${drawn}</marker>`;
}

/**
 * Draw the relations, those of one pair side by side.
 *
 * @param {App} app
 * @param {Map<string, Point>} points
 */
function edges(app, points) {
  /** @type {Map<string, number>} */
  const drawn = new Map();
  return app.view.facts.flatMap((shown) => {
    const { from, to } = shown.fact;
    const [a, b] = [points.get(from), points.get(to ?? "")];
    if (!a || !b || from === to) return [];
    const pair = [from, to].sort().join(" ");
    const n = drawn.get(pair) ?? 0;
    drawn.set(pair, n + 1);
    const side = from < /** @type {string} */ (to) ? 1 : -1; // so that both directions bend alike
    return [edge(app, shown, a, b, side * Math.ceil(n / 2) * (n % 2 ? 1 : -1))];
  });
}

/**
 * @param {App} app
 * @param {Shown} shown
 * @param {Point} a
 * @param {Point} b
 * @param {number} lane 0 is straight
 */
function edge(app, { fact, certainty }, a, b, lane) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const gap = Math.min(RADIUS + 3, length / 3);
  const at = (/** @type {number} */ n) => Math.round(n * 10) / 10;
  const start = `${at(a.x + ux * gap)} ${at(a.y + uy * gap)}`;
  const end = `${at(b.x - ux * gap)} ${at(b.y - uy * gap)}`;
  const bend = `${at((a.x + b.x) / 2 - uy * lane * 26)} ${at((a.y + b.y) / 2 + ux * lane * 26)}`;
  const isDirected = !app.store.types.get(fact.type)?.symmetric;
  const head = fact.status === "denied" ? "tee" : certainty === "possible" ? "maybe" : "to";
  const ending = isDirected || head === "tee" ? ` marker-end="url(#${head})"` : "";
  const paler = certainty === "possible" ? ' opacity="0.55"' : "";
  const words = [fact.sentence, fact.when, fact.standing, certainty].filter(Boolean).join(" · ");
  return `<path d="M${start}Q${bend} ${end}" fill="none" ${STROKES[fact.status]}${ending}${paler}><title>${escaped(words)}</title></path>`;
}

/**
 * @param {Entity} entity
 * @param {Point | undefined} at
 */
function node({ kind, name }, at) {
  if (!at) return [];
  const label = [...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join("")}…` : name;
  return [
    `${shape(kind, at)} fill="${FILLS.get(kind) ?? OTHER}" stroke="#fff" stroke-width="1.5"><title>${escaped(name)}</title>${closing(kind)}`,
    `<text x="${at.x}" y="${at.y + RADIUS + 13}" font-size="11" text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="3">${escaped(label)}</text>`,
  ];
}

/**
 * @param {string} kind
 * @param {Point} at
 */
function shape(kind, at) {
  return SHAPES.get(kind)?.(at) ?? polygon(at, HEXAGON);
}

/** @param {string} kind */
function closing(kind) {
  return kind === "person" ? "</circle>" : "</polygon>";
}

/**
 * @param {Point} at
 * @param {number[]} corners in radii
 */
function polygon({ x, y }, corners) {
  const points = corners.map((n, i) => Math.round(((i % 2 ? y : x) + n * RADIUS) * 10) / 10);
  return `<polygon points="${points.join(" ")}"`;
}

/**
 * @param {App} app
 * @param {number} x
 * @param {number} y
 */
function legend(app, x, y) {
  const kinds = app.store.content.kinds.filter(({ id }) => app.view.entities.some(({ kind }) => kind === id));
  const shapes = kinds.flatMap(({ id, label }, n) => [
    `${shape(id, { x: x + 8 + n * 90, y: y - 4 })} fill="${FILLS.get(id) ?? OTHER}">${closing(id)}`,
    `<text x="${x + 24 + n * 90}" y="${y}" font-size="11">${escaped(label)}</text>`,
  ]);
  const words = "dashed: disputed · dotted, tee: denied · thin: retracted · pale, hollow arrow: possible";
  return [...shapes, `<text x="${x + 12 + kinds.length * 90}" y="${y}" font-size="11">${words}</text>`];
}
