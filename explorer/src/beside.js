// Finds a place on the map for what has none yet: close to what it is joined to, and on nothing else.

/** @typedef {{x: number, y: number}} Point */

const APART = 46; // units of the map, between the middles of two shapes
const TURN = 2.399963; // the golden angle, in radians: a spiral that fills its disc evenly

/**
 * @param {Point[]} joined where the entities are that it is joined to
 * @param {Point[]} taken where all others are
 * @returns {Point} the first free place on a spiral around the middle of what it is joined to; always the same
 */
export function beside(joined, taken) {
  const near = joined.length ? joined : taken;
  const middle = { x: mean(near.map(({ x }) => x)), y: mean(near.map(({ y }) => y)) };
  for (let n = 1; ; n += 1) {
    const [radius, angle] = [APART * Math.sqrt(n) * 0.9, n * TURN];
    const place = { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) };
    // Each place tried is as far from the others as the taken ones are: one more than there are is enough.
    if (n > 4 * taken.length || taken.every((other) => isApart(place, other))) return place;
  }
}

/**
 * @param {Point} a
 * @param {Point} b
 */
function isApart(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y) >= APART;
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.length ? numbers.reduce((a, b) => a + b, 0) / numbers.length : 0;
}
