// Does with single keys what buttons do; help.js lists them.

import { EXPAND, HIDE } from "./doing.js";
import { region } from "./dom.js";
import { switchTheme } from "./menu.js";
import { moveWindow } from "./slider.js";

/** @typedef {import("./types.js").App} App */

/** @type {Record<string, (app: App, shift: boolean) => unknown>} */
const KEYS = {
  "/": () => field("search").focus(),
  p: () => press("#find-path > button"),
  f: ({ canvas }) => canvas.fit(),
  "[": (_, shift) => moveWindow(-1, shift ? 1 : null),
  "]": (_, shift) => moveWindow(1, shift ? 1 : null),
  "{": () => moveWindow(-1, 1), // Shift and [ on many keyboards
  "}": () => moveWindow(1, 1),
  e: (app) => selected(app, EXPAND),
  h: (app) => selected(app, HIDE),
  d: switchTheme,
  "?": () => press("#menu-help > button"),
  Escape: leave,
};

/** @param {App} app */
export function keys(app) {
  document.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    const act = KEYS[key];
    // AltGr, which many keyboards need for [ and ], counts as Ctrl and Alt.
    const isAltGr = event.getModifierState("AltGraph");
    if (!act || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (((altKey || ctrlKey) && !isAltGr) || metaKey || (key !== "Escape" && isTyping(event.target))) return;
    event.preventDefault();
    act(app, shiftKey);
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  const isField = target instanceof HTMLInputElement && target.type !== "checkbox";
  return isField || target.matches("textarea, select") || target.isContentEditable;
}

/** @param {string} id */
function field(id) {
  return /** @type {HTMLInputElement} */ (region(id).querySelector("input"));
}

/** @param {string} selector */
function press(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();
}

/**
 * @param {App} app
 * @param {import("./doing.js").Deed} deed
 */
function selected(app, { act }) {
  const { sel } = app.state;
  if (sel && app.store.entity(sel)) act(app, sel);
  else app.say("Choose an entity first.");
}

/**
 * Close what lies topmost; where nothing does, let go of what is selected.
 *
 * @param {App} app
 */
function leave(app) {
  const menu = document.querySelector("details.menu[open]");
  const popover = document.querySelector(":popover-open");
  const close = document.querySelector(".sheet:not([hidden]) > .close");
  const active = document.activeElement;
  if (menu instanceof HTMLDetailsElement) menu.open = false;
  else if (popover instanceof HTMLElement) popover.hidePopover();
  else if (active instanceof HTMLElement && isTyping(active)) active.blur();
  else if (close instanceof HTMLElement) close.click();
  else if (app.state.fact) app.go({ fact: null });
  else if (app.state.sel) app.go({ sel: null });
}
