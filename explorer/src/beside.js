// Finds a place on the map for what has none yet: close to what it is joined to, and on nothing else.

/** @typedef {{x: number, y: number}} Point */

const APART = 46; // units of the map, between the middles of two shapes
const TURN = 2.399963; // the golden angle, in radians: a spiral that fills its disc evenly

/**
 * Make what gives places, each time the first free one on a spiral around the middle of what an entity is joined to,
 * and keeps it taken; always the same.
 *
 * @param {Point[]} taken where the entities are that have a place
 * @returns {(joined: Point[]) => Point}
 */
export function beside(taken) {
  const all = [...taken];
  /** @type {Map<string, Point[]>} By squares as wide as two shapes are apart: what is close lies in nine of them. */
  const squares = new Map();
  const put = (/** @type {Point} */ point) => {
    const [key] = around(point, 0);
    squares.set(key, [...(squares.get(key) ?? []), point]);
  };
  const isFree = (/** @type {Point} */ place) =>
    around(place, 1).every((key) => (squares.get(key) ?? []).every((other) => isApart(place, other)));
  all.forEach(put);
  return (joined) => {
    const near = joined.length ? joined : all;
    const middle = { x: mean(near.map(({ x }) => x)), y: mean(near.map(({ y }) => y)) };
    for (let n = 1; ; n += 1) {
      const [radius, angle] = [APART * Math.sqrt(n) * 0.9, n * TURN];
      const place = { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) };
      if (!isFree(place)) continue; // the spiral has no end, what is taken has
      put(place);
      all.push(place);
      return place;
    }
  };
}

/**
 * @param {Point} point
 * @param {number} reach in squares
 * @returns {string[]} the square that a point lies in, and those around it
 */
function around({ x, y }, reach) {
  const found = [];
  for (let across = -reach; across <= reach; across += 1)
    for (let down = -reach; down <= reach; down += 1)
      found.push(`${Math.floor(x / APART) + across} ${Math.floor(y / APART) + down}`);
  return found;
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
