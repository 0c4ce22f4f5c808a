// Draws the map.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function canvas(_root, _app) {
  return { update() {} };
}
