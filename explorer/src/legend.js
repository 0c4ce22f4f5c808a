// Tells what the marks of the map mean.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function legend(_root, _app) {
  return { update() {} };
}
