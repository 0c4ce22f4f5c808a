// Keeps the names on the map legible: of one size on the screen at any zoom, and none across another.

/** @typedef {import("cytoscape").Core} Core */
/** @typedef {import("cytoscape").NodeSingular} Node */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom, in pixels of the screen */

const [SMALL, LARGE] = [11, 14]; // pixels; of the least and the best connected
const CELL = 120; // pixels: a box lies in few cells of so many
const WIDTH = 0.54; // of a letter, in its height

/**
 * Fit the names to the zoom. The best connected are asked first, and keep the place that they take.
 *
 * @param {Core} cy
 */
export function arrange(cy) {
  const zoom = cy.zoom();
  const nodes = /** @type {Node[]} */ (cy.nodes().toArray()).filter((node) => !node.hasClass("out"));
  const ranked = nodes.sort((a, b) => rank(b) - rank(a) || (a.id() < b.id() ? -1 : 1));
  const free = taken(ranked.map((node) => square(node, zoom)));
  cy.batch(() => {
    for (const node of ranked) {
      const font = Math.min(SMALL + Math.max(0, node.data("size") - 20) / 5, LARGE);
      node.data({ font: font / zoom, gap: 2 / zoom, halo: 2.2 / zoom });
      node.toggleClass("mute", !free(box(node, font, zoom), node.id()));
    }
    const width = Math.min(Math.max(1.1 / zoom, 1), 3);
    cy.edges().forEach((edge) => void edge.data({ width, strong: 2.4 * width, font: 11 / zoom }));
  });
}

/** @param {Node} node */
function rank(node) {
  return node.data("size") + (node.hasClass("chosen") ? 2000 : 0) + (node.hasClass("way") ? 1000 : 0);
}

/**
 * @param {Node} node
 * @param {number} zoom
 * @returns {{id: string, box: Box}}
 */
function square(node, zoom) {
  const { x, y } = node.position();
  const half = (node.data("size") * zoom) / 2.6; // corners may be covered
  return { id: node.id(), box: [x * zoom - half, y * zoom - half, x * zoom + half, y * zoom + half] };
}

/**
 * @param {Node} node
 * @param {number} font
 * @param {number} zoom
 * @returns {Box}
 */
function box(node, font, zoom) {
  const { x, y } = node.position();
  const half = ([...node.data("label")].length * font * WIDTH) / 2 + 3;
  const top = y * zoom + (node.data("size") * zoom) / 2 + 1;
  return [x * zoom - half, top, x * zoom + half, top + font * 1.25];
}

/**
 * Make what takes a box if no other has been given out there, nor a shape stands there but the one it belongs to.
 *
 * @param {{id: string, box: Box}[]} shapes
 * @returns {(box: Box, id: string) => boolean}
 */
function taken(shapes) {
  /** @type {Map<string, {id: string, box: Box}[]>} */
  const cells = new Map();
  const put = (/** @type {{id: string, box: Box}} */ one) => {
    for (const cell of over(one.box)) {
      const there = cells.get(cell);
      if (there) there.push(one);
      else cells.set(cell, [one]);
    }
  };
  shapes.forEach(put);
  return (box, id) => {
    const near = over(box).flatMap((cell) => cells.get(cell) ?? []);
    if (near.some((other) => other.id !== id && touch(other.box, box))) return false;
    put({ id, box });
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
