// Saves what is shown as a picture or as data.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function save(_root, _app) {
  return { update() {} };
}
