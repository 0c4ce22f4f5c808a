// Lays out anew what is on the map.

import { arrange } from "./labels.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("cytoscape").Core} Core */

const FEW = 300; // entities up to which a layout can be made anew
const FORCES = {
  name: "cose",
  randomize: false,
  animate: false,
  fit: false,
  nodeRepulsion: () => 9000,
  idealEdgeLength: () => 70,
  nodeOverlap: 20,
  componentSpacing: 70,
};

/**
 * Lay out what is in sight, of few entities; else put all back to where they are kept. What is pinned stays.
 *
 * @param {Core} cy
 * @param {App} app
 */
export function relayout(cy, app) {
  const shown = cy.elements().filter((one) => !one.hasClass("out"));
  const pinned = cy.nodes(".pinned");
  if (shown.nodes().length >= FEW) {
    restore(shown.nodes().difference(pinned), app);
    app.say(`Back to the kept places; a new layout is made of fewer than ${FEW} entities.`);
  } else {
    pinned.lock();
    shown.layout(FORCES).run();
    pinned.unlock();
    app.say("Laid out anew; what is pinned stayed.");
  }
  arrange(cy, true);
}

/**
 * @param {import("cytoscape").NodeCollection} nodes
 * @param {App} app
 */
function restore(nodes, app) {
  nodes.forEach((node) => {
    const { x, y } = app.store.entity(node.id()) ?? {};
    if (x !== undefined && y !== undefined) node.position({ x, y });
  });
}
