// Finds the next entity for an arrow key.

/** @typedef {import("cytoscape").Core} Core */

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * Give the neighbour that lies most in the direction of a key; with nothing selected the best connected of all.
 *
 * @param {Core} cy
 * @param {string | null} id
 * @param {string} key
 * @returns {string | null}
 */
export function inDirection(cy, id, key) {
  const from = cy.getElementById(id ?? "");
  const shown = cy.nodes().filter((node) => !node.hasClass("out"));
  if (from.empty() || from.hasClass("out"))
    return shown.empty() ? null : shown.max((node) => node.data("size")).ele.id();
  const [dx, dy] = WAYS[key];
  const { x, y } = from.position();
  const score = (/** @type {import("cytoscape").NodeSingular} */ node) => {
    const [across, down] = [node.position("x") - x, node.position("y") - y];
    const [along, length] = [across * dx + down * dy, Math.hypot(across, down)];
    return along <= length / 2 ? Infinity : length * (3 - (2 * along) / length); // within 60 degrees
  };
  const near = from
    .neighborhood()
    .nodes()
    .filter((node) => score(node) < Infinity);
  return near.empty() ? null : near.min(score).ele.id();
}
