// Asks for the paths between two entities, and walks through them.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function pathfinder(_root, _app) {
  return { update() {} };
}
