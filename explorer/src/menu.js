// Offers what is done to the whole map, and light and dark.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function menu(_root, _app) {
  return { update() {} };
}
