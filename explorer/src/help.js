// Tells the keys, and how to read the map.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function help(_root, _app) {
  return { update() {} };
}
