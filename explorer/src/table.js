// Lists what is shown, as a table: the map for who cannot see it.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function table(_root, _app) {
  return { update() {} };
}
