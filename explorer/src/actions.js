// Offers beside the selected entity what can be done with it.

import { COLLAPSE, deedButton, EXPAND, HIDE, PIN, pressed } from "./doing.js";
import { region } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */

const GAP = 8; // pixels between the shape and the buttons

/**
 * @param {HTMLElement} root
 * @param {import("cytoscape").Core} cy
 * @param {App} app
 */
export function actions(root, cy, app) {
  const chosen = () => app.state.sel;
  const buttons = [EXPAND, COLLAPSE, PIN, HIDE].map((deed) => deedButton(app, deed, chosen));
  const pin = buttons[2];
  root.append(...buttons);
  const place = () => {
    const hadFocus = root.contains(document.activeElement);
    beside(root, cy, app.state.sel);
    if (hadFocus && root.hidden) region("map").focus();
  };
  cy.on("viewport position resize", place);
  return {
    update(/** @type {State} */ state) {
      pressed(pin, state, state.sel);
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
