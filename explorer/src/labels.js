// Keeps the map legible at any zoom: names of one size on the screen, none across another; shapes neither dots nor blots.

/** @typedef {import("cytoscape").Core} Core */
/** @typedef {import("cytoscape").NodeSingular} Node */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom, in pixels of the screen */

const [SMALL, LARGE] = [11, 14]; // pixels; of the least and the best connected
const CELL = 120; // pixels: a box lies in few cells of so many
const STEP = 1.35; // times: a step of the zoom
const SHRINK = 0.4; // a shape grows on the screen by the zoom to the power of one less this
const WIDTH = 0.54; // of a letter, in its height

/**
 * Fit names, shapes and lines to the zoom. The best connected are asked first, and keep the place that they take.
 * All keep their size between one step of the zoom and the next.
 *
 * @param {Core} cy
 * @param {boolean} isFresh whether what is drawn has changed since the last time
 */
export function arrange(cy, isFresh) {
  const zoom = STEP ** Math.round(Math.log(cy.zoom()) / Math.log(STEP));
  const isZoomed = cy.scratch("_zoom") !== zoom;
  if (!isFresh && !isZoomed) return;
  cy.scratch("_zoom", zoom);
  const nodes = /** @type {Node[]} */ (cy.nodes().toArray()).filter((node) => !node.hasClass("out"));
  const ranked = nodes
    .map((node) => ({ node, id: node.id(), rank: rank(node) }))
    .sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
  cy.batch(() => {
    for (const { node } of ranked) resize(node, zoom);
    const free = taken(ranked.map((one) => ({ ...one, box: square(one.node, zoom) })));
    for (const one of ranked) {
      const { node } = one;
      const label = free({ ...one, box: name(node, zoom) }) ? node.data("short") : "";
      if (node.data("label") !== label) node.data("label", label); // what has no name is not measured
    }
    if (isZoomed) cy.edges().forEach((edge) => void edge.data(stroke(zoom)));
  });
}

/**
 * Give how thick a line is at a zoom, in units of the map.
 *
 * @param {number} zoom
 */
export function stroke(zoom) {
  const width = 1.1 / zoom ** 0.7;
  return { width, strong: 2.2 * width, font: SMALL / zoom };
}

/**
 * @param {Node} node
 * @param {number} zoom
 */
function resize(node, zoom) {
  const drawn = node.data("size") * zoom ** -SHRINK;
  if (node.data("drawn") === drawn) return;
  const font = Math.min(SMALL + Math.max(0, node.data("size") - 24) / 6, LARGE);
  node.data({ drawn, font: font / zoom, gap: 2 / zoom, halo: 2.2 / zoom });
}

/** What is looked at is named before all others. @type {[string, number][]} */
const LOOKED = [
  ["chosen", 3000],
  ["way", 2000],
  ["near", 1000],
];

/** @param {Node} node */
function rank(node) {
  return node.data("size") + (LOOKED.find(([mark]) => node.hasClass(mark))?.[1] ?? 0);
}

/** @typedef {{id: string, rank: number, box: Box}} Taker What takes a box, or wants to. */

/**
 * @param {Node} node
 * @param {number} zoom
 * @returns {Box}
 */
function square(node, zoom) {
  const { x, y } = node.position();
  const half = (node.data("drawn") * zoom) / 2.6; // corners may be covered
  return [x * zoom - half, y * zoom - half, x * zoom + half, y * zoom + half];
}

/**
 * @param {Node} node
 * @param {number} zoom
 * @returns {Box}
 */
function name(node, zoom) {
  const { x, y } = node.position();
  const font = node.data("font") * zoom;
  const half = ([...node.data("short")].length * font * WIDTH) / 2 + 3;
  const top = y * zoom + (node.data("drawn") * zoom) / 2 + 1;
  return [x * zoom - half, top, x * zoom + half, top + font * 1.25];
}

/**
 * Make what takes a box for a name if no other name has it, nor a shape that is as well connected as its own.
 *
 * @param {Taker[]} shapes
 * @returns {(wanted: Taker) => boolean}
 */
function taken(shapes) {
  /** @type {Map<string, Taker[]>} */
  const cells = new Map();
  const put = (/** @type {Taker} */ one) => {
    for (const cell of over(one.box)) {
      const there = cells.get(cell);
      if (there) there.push(one);
      else cells.set(cell, [one]);
    }
  };
  shapes.forEach(put);
  return (wanted) => {
    const near = over(wanted.box).flatMap((cell) => cells.get(cell) ?? []);
    const isIn = (/** @type {Taker} */ other) => other.id !== wanted.id && other.rank >= wanted.rank;
    if (near.some((other) => isIn(other) && touch(other.box, wanted.box))) return false;
    put({ ...wanted, rank: Infinity });
    return true;
  };
}

/** @param {Box} box */
function over([left, top, right, bottom]) {
  const found = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) found.push(`${x} ${y}`);
  return found;
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function touch(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
