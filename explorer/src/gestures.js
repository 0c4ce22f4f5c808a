// Takes what is clicked, pointed at, dragged and typed on the map.

import { el, region } from "./dom.js";
import { kindLabel } from "./parts.js";
import { inDirection } from "./steering.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./elements.js").Line} Line */
/** @typedef {import("./drawn.js").Drawn} Drawn */
/** @typedef {import("cytoscape").Core} Core */

const REACH = 8; // pixels from a line of the path within which a pointer means it, rather than a faint one beside it
const REST = 40; // milliseconds that the pointer rests on what it highlights: crossing the map highlights nothing

/**
 * Take what the pointer does.
 *
 * @param {Core} cy
 * @param {App} app
 * @param {Drawn} map
 */
export function point(cy, app, map) {
  const light = lamp(cy);
  cy.on("tap", ({ target, position }) => {
    if (target === cy) {
      if (app.state.sel || app.state.fact) app.go({ sel: null, fact: null });
    } else if (target.isNode()) app.go({ sel: target.id(), fact: null });
    else choose(app, map.line(meant(cy, target, position).id()));
  });
  cy.on("cxttap", "node", ({ target }) => app.go({ sel: target.id(), fact: null }));
  cy.on("dbltap", "node", ({ target }) => void app.canvas.expand(target.id()));
  cy.on("dragfree", "node", ({ target }) => {
    const { pinned } = app.state;
    if (!pinned.includes(target.id())) app.go({ pinned: [...pinned, target.id()] }, { replace: true });
  });
  let timer = 0;
  const soon = (/** @type {any} */ target) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => light(target), REST);
  };
  cy.on("mouseover", "node, edge", ({ target, position }) => soon(meant(cy, target, position)));
  cy.on("mouseout", "node, edge", () => soon(null));
  cy.container()?.addEventListener("hover", (event) => {
    const line = map.lineOf(/** @type {CustomEvent} */ (event).detail);
    light(line ? cy.getElementById(line.id) : null);
  });
}

/**
 * Give the line of the path that a pointer is near, if what it hits is a faint line: those run close together.
 *
 * @param {Core} cy
 * @param {any} target a node or an edge
 * @param {{x: number, y: number}} at
 */
function meant(cy, target, at) {
  if (target.isNode() || !target.hasClass("faint")) return target;
  const reach = REACH / cy.zoom();
  const near = cy.edges(".way").filter((edge) => {
    const [a, middle, b] = [edge.sourceEndpoint(), edge.midpoint(), edge.targetEndpoint()];
    return Math.min(distance(at, a, middle), distance(at, middle, b)) <= reach;
  });
  return near.nonempty() ? near[0] : target;
}

/**
 * Give how far a point is from the stretch between two others.
 *
 * @param {{x: number, y: number}} point
 * @param {{x: number, y: number}} a
 * @param {{x: number, y: number}} b
 */
function distance(point, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/**
 * Choose a relation of a line: the first, or the one after that which is chosen already.
 *
 * @param {App} app
 * @param {Line | undefined} line
 */
function choose(app, line) {
  if (!line) return;
  const ids = line.facts.map(({ fact }) => fact.id);
  const n = (ids.indexOf(app.state.fact ?? "") + 1) % ids.length;
  app.go({ fact: ids[n] });
  if (ids.length > 1) app.say(`Relation ${n + 1} of ${ids.length} of this line; click again for the next.`);
}

/**
 * Make what highlights a node or an edge and what it is joined to, instead of the one before.
 *
 * @param {Core} cy
 * @returns {(target: any) => void} null highlights nothing
 */
function lamp(cy) {
  let lit = cy.collection();
  return (target) => {
    cy.container()?.classList.toggle("pointing", target !== null);
    cy.batch(() => {
      lit.removeClass("over hover");
      if (!target) return void (lit = cy.collection());
      const joined = target.isNode() ? target.neighborhood() : target.connectedNodes();
      lit = target.addClass("over").union(joined.addClass("hover"));
    });
  };
}

/**
 * Take the keys while the map has the focus.
 *
 * @param {HTMLElement} root
 * @param {Core} cy
 * @param {App} app
 * @param {import("./sight.js").Sight} sight
 */
export function steer(root, cy, app, sight) {
  describe(root);
  const go = (/** @type {string} */ key) => {
    const next = inDirection(cy, app.state.sel, key);
    if (!next) return app.say("Nothing is joined to it in that direction.");
    app.go({ sel: next, fact: null }, { replace: true });
    sight.reach(next);
    const lines = cy.getElementById(next).connectedEdges().length;
    const kind = app.store.entity(next)?.kind ?? "";
    app.say(`${app.store.name(next)}, ${kindLabel(app, kind)}, ${lines} ${lines === 1 ? "line" : "lines"}`);
  };
  root.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    if (altKey || ctrlKey || metaKey || target !== root) return;
    if (key.startsWith("Arrow")) go(key);
    else if (key === "+" || key === "-") sight.zoom(key === "+" ? 1 : -1);
    else if (key === "Enter") region("panel").focus();
    else return;
    event.preventDefault();
  });
}

/** @param {HTMLElement} root */
function describe(root) {
  const words =
    "A drawing of entities and the relations between them. The table under Lists tells the same in words. " +
    "The arrow keys go from the selected entity to those it is joined to; plus and minus zoom; Enter goes to the evidence.";
  const told = el("p", { id: "map-words", class: "unseen" }, words);
  root.after(told);
  root.tabIndex = 0;
  root.role = "application";
  root.ariaRoleDescription = "map";
  root.ariaLabel = "Map";
  root.setAttribute("aria-describedby", told.id);
}
