// Puts the map together, and lets the other parts of the page move it.

import cytoscape from "cytoscape";
import { actions } from "./actions.js";
import { region } from "./dom.js";
import { Drawn, MANY } from "./drawn.js";
import { point, steer } from "./gestures.js";
import { collapsed, expanded } from "./growing.js";
import { arrange } from "./labels.js";
import { relayout } from "./layout.js";
import { look, palette } from "./look.js";
import { CLOSEST, FARTHEST, Sight } from "./sight.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("cytoscape").Core} Core */

const SETTLED = 250; // milliseconds without a change of zoom

/**
 * @param {HTMLElement} root
 * @param {App} app
 * @returns {import("./types.js").Mounted}
 */
export function canvas(root, app) {
  const cy = opened(root, app);
  const map = new Drawn(cy, app);
  const sight = new Sight(cy, region("legend"));
  point(cy, app, map);
  steer(root, cy, app, sight);
  repaint(root, cy);
  settle(root, cy, () => sight.isMoved || sight.fit(app.view.path, false));
  app.canvas = interfaceOf(root, cy, app, sight);
  const menu = actions(region("actions"), cy, app);
  /** @type {import("./types.js").View["path"]} */
  let path = null; // the one that was brought into sight: an answer may come long after its question
  return {
    update(state, view, before) {
      if (map.update(state, view, before)) arrange(cy, true);
      menu.update(state);
      // A filter or a window moves nothing; another path, or another part of the graph, is brought into sight.
      const isNew = before === null || state.path?.n !== before.path?.n || ends(state) !== ends(before);
      if (isNew || path !== view.path) sight.fit(view.path, before !== null);
      path = view.path;
      if (before && state.fact && state.fact !== before.fact) sight.reach(map.drawnAs(state.fact));
    },
  };
}

/** @param {State} state */
function ends({ path }) {
  return path && `${path.from} ${path.to}`;
}

/**
 * @param {HTMLElement} root
 * @param {App} app
 * @returns {Core}
 */
function opened(root, app) {
  const isMany = (app.store.content.focus ?? app.store.content.entities).length > MANY;
  return cytoscape({
    container: root,
    style: look(root),
    layout: { name: "preset" },
    minZoom: FARTHEST,
    maxZoom: CLOSEST,
    boxSelectionEnabled: false,
    autounselectify: true,
    textureOnViewport: isMany,
    pixelRatio: isMany ? 1 : "auto",
  });
}

/**
 * Take on the colours of the page whenever they change.
 *
 * @param {HTMLElement} root
 * @param {Core} cy
 */
function repaint(root, cy) {
  const paint = () => void cy.style(look(root));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  window.addEventListener("beforeprint", () => print(root, cy));
  window.addEventListener("afterprint", () => document.getElementById("printed")?.remove());
}

/**
 * Put a picture of what is in sight beside the map, in light colours: that is what the printed page has.
 *
 * @param {HTMLElement} root
 * @param {Core} cy
 */
function print(root, cy) {
  const { documentElement: page } = document;
  const theme = page.dataset.theme;
  page.dataset.theme = "light";
  cy.style(look(root));
  // Drawn at once; `png` would have to be decoded before it can be shown, which printing does not wait for.
  const picture = /** @type {any} */ (cy)
    .renderer()
    .bufferCanvasImage({ full: false, scale: 2, bg: "#ffffff" });
  picture.id = "printed";
  picture.removeAttribute("style"); // its size in pixels; the style sheet fits it to the paper
  root.after(picture);
  if (theme === undefined) delete page.dataset.theme;
  else page.dataset.theme = theme;
  cy.style(look(root));
}

/**
 * Arrange the names anew once the zoom has settled, and keep the map fitted while the reader has not moved it.
 *
 * @param {HTMLElement} root
 * @param {Core} cy
 * @param {() => unknown} fit
 */
function settle(root, cy, fit) {
  let timer = 0;
  cy.on("zoom", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => arrange(cy, false), SETTLED);
  });
  new ResizeObserver(() => {
    if (!root.clientWidth) return; // on paper, where a picture stands for it
    cy.resize();
    fit();
  }).observe(root);
}

/**
 * @param {HTMLElement} root
 * @param {Core} cy
 * @param {App} app
 * @param {Sight} sight
 * @returns {import("./types.js").Canvas}
 */
function interfaceOf(root, cy, app, sight) {
  return {
    fit: () => sight.fit(null, true),
    zoom: (direction) => sight.zoom(direction),
    relayout: () => {
      relayout(cy, app);
      sight.fit(null, true);
    },
    centre: (id) => sight.centre(id),
    expand: (id) => expanded(app, id),
    collapse: (id) => collapsed(app, id),
    position: (id) => {
      const node = cy.getElementById(id);
      return node.empty() ? null : { ...node.position() };
    },
    png: (scale = 2) => cy.png({ output: "blob-promise", full: true, scale, bg: palette(root).ground }),
    extent: () => {
      const { x1, y1, w, h } = cy.extent();
      return new DOMRect(x1, y1, w, h);
    },
  };
}
