// Shows the evidence of what is selected.

/**
 * @param {HTMLElement} _root
 * @param {import("./types.js").App} _app
 * @returns {import("./types.js").Mounted}
 */
export function panel(_root, _app) {
  return { update() {} };
}
