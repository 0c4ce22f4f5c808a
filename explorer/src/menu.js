// Changes how the map is looked at: fit, zoom, a new layout, light or dark, and what was hidden.

import { el } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */

const KEY = "akg.theme";

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function menu(root, app) {
  const button = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => void} */ act) =>
    el("button", { type: "button", "aria-label": name, title: name, onclick: act }, sign);
  const theme = button("◐", "Light or dark", () => switchTheme(app));
  const fit = button("Fit", "Fit all into sight", () => app.canvas.fit());
  const show = () => {
    app.go({ hidden: [] });
    fit.focus(); // the button that had it is gone
  };
  const again = el("button", { type: "button", class: "again", onclick: show });
  root.append(
    again,
    fit,
    button("+", "Zoom in", () => app.canvas.zoom(1)),
    button("−", "Zoom out", () => app.canvas.zoom(-1)),
    button("↻", "Lay out the map again", () => app.canvas.relayout()),
    theme,
  );
  const kept = stored();
  if (kept) document.documentElement.dataset.theme = kept;
  return {
    update(/** @type {State} */ { hidden }) {
      again.hidden = !hidden.length;
      again.textContent = `Show all again (${hidden.length} hidden)`;
    },
  };
}

/**
 * Switch between light and dark; at the start it is as the system has it.
 *
 * @param {App} app
 */
export function switchTheme(app) {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme
    ? dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = isDark ? "light" : "dark";
  dataset.theme = theme;
  try {
    sessionStorage.setItem(KEY, theme);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // a browser may forbid a file to keep anything
  }
  app.say(`The page is ${theme} now.`);
}

/** @returns {"light" | "dark" | null} the theme that was chosen before the page was loaded again */
function stored() {
  try {
    const theme = sessionStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
