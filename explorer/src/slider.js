// Chooses the window of time, over a histogram of what there is.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function slider(_root, _app) {
  return { update() {} };
}
