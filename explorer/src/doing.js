// Says what can be done with an entity, and does it: by the buttons beside it, those in its evidence, and keys.

import { el } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {{label: string, title: string, act: (app: App, id: string) => unknown}} Deed */

/** @type {Deed} */
export const EXPAND = {
  label: "Expand",
  title: "Draw what it is joined to",
  act: (app, id) => app.canvas.expand(id),
};

/** @type {Deed} */
export const COLLAPSE = {
  label: "Collapse",
  title: "Hide what is joined to nothing else",
  act: (app, id) => app.canvas.collapse(id),
};

/** @type {Deed} */
export const PIN = {
  label: "Pin",
  title: "Keep it where it is, whatever the filters and the layout",
  act: (app, id) => {
    const { pinned } = app.state;
    app.go({ pinned: pinned.includes(id) ? pinned.filter((one) => one !== id) : [...pinned, id] });
  },
};

/** @type {Deed} */
export const HIDE = {
  label: "Hide",
  title: "Take it off the map and out of the lists",
  act: (app, id) => app.go({ sel: null, fact: null, hidden: [...new Set([...app.state.hidden, id])] }),
};

/**
 * Make the button of a deed.
 *
 * @param {App} app
 * @param {Deed} deed
 * @param {() => string | null} id of the entity, at the time that it is pressed
 */
export function deedButton(app, { label, title, act }, id) {
  const press = () => {
    const one = id();
    if (one) void act(app, one);
  };
  return el("button", { type: "button", title, onclick: press }, label);
}

/**
 * Show on the button of PIN whether an entity is pinned.
 *
 * @param {HTMLElement} button
 * @param {State} state
 * @param {string | null} id
 */
export function pressed(button, { pinned }, id) {
  button.setAttribute("aria-pressed", String(id !== null && pinned.includes(id)));
}
