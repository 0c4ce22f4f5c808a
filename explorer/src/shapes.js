// The shapes by which kinds differ, as akg.render.phrases has them: on the map, in its legend and in what is saved.

/** @type {Map<string, number[]>} Corners in radii from the middle, x and y in turn; of a circle there are none. */
const CORNERS = new Map([
  ["person", []],
  ["group", [-1, -1, 1, -1, 1, 1, -1, 1]],
  ["event", [0, -1, 1, 0.8, -1, 0.8]],
  ["place", [0, 1, 1, -0.8, -1, -0.8]],
]);
const DIAMOND = [0, -1, 1, 0, 0, 1, -1, 0];

/** The kinds that have a shape, and a colour, of their own. */
export const KINDS = [...CORNERS.keys()];

/**
 * Give the corners of the shape of a kind, in radii from its middle, x and y in turn; a circle has none.
 *
 * @param {string} kind one that is not known has a diamond; it may be called "constructor", which every object has
 */
export function corners(kind) {
  return CORNERS.get(kind) ?? DIAMOND;
}

/**
 * Place the corners of a shape.
 *
 * @param {string} kind
 * @param {number} x of its middle
 * @param {number} y
 * @param {number} r
 * @returns {string} as SVG has the points of a polygon; empty for a circle
 */
export function points(kind, x, y, r) {
  return corners(kind)
    .map((n, i) => Math.round(((i % 2 ? y : x) + n * r) * 10) / 10)
    .join(" ");
}
