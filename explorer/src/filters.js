// Switches kinds, types, statuses and sources off and on.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function filters(_root, _app) {
  return { update() {} };
}
