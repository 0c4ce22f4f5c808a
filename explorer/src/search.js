// Finds entities by any of their names.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function search(_root, _app) {
  return { update() {} };
}
