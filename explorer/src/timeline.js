// Lists what is shown, in the order of time.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function timeline(_root, _app) {
  return { update() {} };
}
