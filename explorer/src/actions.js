// Offers beside the selected entity what can be done with it.

import { el, region } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */

const GAP = 8; // pixels between the shape and the buttons

/**
 * @param {HTMLElement} root
 * @param {import("cytoscape").Core} cy
 * @param {App} app
 */
export function actions(root, cy, app) {
  const on = (/** @type {(id: string) => void} */ act) => () => {
    if (app.state.sel) act(app.state.sel);
  };
  const button = (/** @type {string} */ label, /** @type {(id: string) => void} */ act) =>
    el("button", { type: "button", onclick: on(act) }, label);
  const pin = button("Pin", (id) => {
    const { pinned } = app.state;
    app.go({ pinned: pinned.includes(id) ? pinned.filter((one) => one !== id) : [...pinned, id] });
  });
  root.append(
    button("Expand", (id) => void app.canvas.expand(id)),
    button("Collapse", (id) => app.canvas.collapse(id)),
    pin,
    button("Hide", (id) => app.go({ sel: null, fact: null, hidden: [...app.state.hidden, id] })),
  );
  const place = () => {
    const hadFocus = root.contains(document.activeElement);
    beside(root, cy, app.state.sel);
    if (hadFocus && root.hidden) region("map").focus();
  };
  cy.on("viewport position resize", place);
  return {
    update(/** @type {State} */ { sel, pinned }) {
      pin.setAttribute("aria-pressed", String(Boolean(sel && pinned.includes(sel))));
      place();
    },
  };
}

/**
 * Put the buttons above an entity, or below it where there is no room; away where it is out of sight.
 *
 * @param {HTMLElement} root
 * @param {import("cytoscape").Core} cy
 * @param {string | null} id
 */
function beside(root, cy, id) {
  const node = cy.getElementById(id ?? "");
  if (node.empty() || node.hasClass("out")) {
    root.hidden = true;
    return;
  }
  const { x, y } = node.renderedPosition();
  root.hidden = x < 0 || y < 0 || x > cy.width() || y > cy.height();
  if (root.hidden) return;
  const [width, height, half] = [root.offsetWidth, root.offsetHeight, (node.data("drawn") * cy.zoom()) / 2];
  const left = Math.min(Math.max(x - width / 2, 4), cy.width() - width - 4);
  const above = y - half - height - GAP;
  const top = above > 4 ? above : y + half + 26; // under its name
  root.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
