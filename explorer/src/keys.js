// Listens to the keys that work anywhere but in a text field.

/** @param {import("./types.js").App} _app */
export function keys(_app) {}
