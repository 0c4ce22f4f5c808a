// Draws the map, and takes what is clicked, dragged and typed on it.

import cytoscape from "cytoscape";
import { actions } from "./actions.js";
import { beside } from "./beside.js";
import { el, region } from "./dom.js";
import { lineClasses, lineCount, lineWords, lines, shortened, size } from "./elements.js";
import { collapsed, expanded } from "./growing.js";
import { arrange, stroke } from "./labels.js";
import { look } from "./look.js";
import { inDirection } from "./steering.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./elements.js").Line} Line */
/** @typedef {import("cytoscape").Core} Core */

const MANY = 400; // entities from which on the map is drawn coarser while it moves
const FEW = 300; // entities up to which a layout can be made anew
const PADDING = 32; // pixels around what is fitted
const CLOSEST = 1.4; // times: fitting a few entities goes no closer
const MOVE = 250; // milliseconds
const SETTLED = 250; // milliseconds without a change of zoom
const REACH = 8; // pixels from a line of the path within which a pointer means it, rather than a faint one beside it
const REST = 40; // milliseconds that the pointer rests on what it highlights: crossing the map highlights nothing

/**
 * @param {HTMLElement} root
 * @param {App} app
 * @returns {import("./types.js").Mounted}
 */
export function canvas(root, app) {
  const cy = opened(root, app);
  const map = new Drawn(cy, app);
  describe(root);
  hear(cy, app, map);
  steer(root, cy, app);
  repaint(root, cy);
  settle(root, cy, map);
  app.canvas = interfaceOf(root, cy, app, map);
  const menu = actions(region("actions"), cy, app);
  return {
    update(state, view, before) {
      map.update(state, view);
      map.mark(state, view);
      arrange(cy, true);
      menu.update(state);
      // A filter or a window moves nothing; another path, or another part of the graph, is brought into sight.
      const isNew = before === null || state.path?.n !== before.path?.n || ends(state) !== ends(before);
      if (isNew || map.path !== view.path) map.fit(before !== null);
      map.path = view.path;
      if (before && state.fact && state.fact !== before.fact) map.reveal(state.fact);
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
  const many = (app.store.content.focus ?? app.store.content.entities).length > MANY;
  return cytoscape({
    container: root,
    style: look(root),
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    wheelSensitivity: undefined,
    boxSelectionEnabled: false,
    selectionType: "single",
    autounselectify: true,
    textureOnViewport: many,
    hideEdgesOnViewport: false,
    pixelRatio: many ? 1 : "auto",
  });
}

/** What is drawn now: keeps it in step with the view, and marks what is looked at. */
class Drawn {
  /** @type {Map<string, Line>} */
  #lines = new Map();
  /** @type {{entities: View["entities"], facts: View["facts"], fact: State["fact"], pinned: string[], shown: State["shown"], version: number} | null} */
  #told = null;
  /** @type {View["path"]} */
  path = null;

  /**
   * @param {Core} cy
   * @param {App} app
   */
  constructor(cy, app) {
    this.cy = cy;
    this.app = app;
    this.moved = false; // whether the reader has moved the map
  }

  /** @param {string} id */
  line(id) {
    return this.#lines.get(id);
  }

  /** @param {string | null} fact */
  lineOf(fact) {
    return [...this.#lines.values()].find(({ facts }) => facts.some((shown) => shown.fact.id === fact));
  }

  /**
   * Add, show and hide, so that the map has what the view has. Nothing that is there moves.
   *
   * @param {State} state
   * @param {View} view
   */
  update(state, view) {
    if (this.#isDrawn(view, state)) return;
    // Among many the pointer nearly always hits one: dragging moves the map then, and a button pins.
    this.cy.autoungrabify(view.entities.length > MANY);
    const wanted = new Set(view.entities.map(({ id }) => id));
    const found = lines(this.app, view.facts).filter(
      ({ source, target }) => wanted.has(source) && wanted.has(target),
    );
    this.#lines = new Map(found.map((line) => [line.id, line]));
    this.cy.batch(() => {
      this.#addNodes(view);
      this.cy.nodes().forEach((node) => void node.toggleClass("out", !wanted.has(node.id())));
      // What is hidden under the pointer is never told that the pointer left it.
      if (this.cy.nodes(".out.over").nonempty()) hover(this.cy, null, false);
      this.cy
        .edges()
        .filter((edge) => !fits(edge, this.#lines.get(edge.id())))
        .remove();
      for (const line of found) this.#draw(line, state.fact);
      this.#open(state, wanted);
    });
  }

  /**
   * Tell whether the map has this already: a selection or another tab changes nothing that is drawn.
   *
   * @param {View} view
   * @param {State} state
   */
  #isDrawn({ entities, facts }, { fact, pinned, shown }) {
    const told = { entities, facts, fact, pinned, shown, version: this.app.store.version };
    const last = this.#told;
    this.#told = told;
    return (
      last?.version === told.version &&
      [last.fact === fact, last.pinned === pinned, last.shown === shown].every(Boolean) &&
      isSame(last.entities, entities, (a, b) => a === b) &&
      isSame(last.facts, facts, (a, b) => a.fact === b.fact && a.certainty === b.certainty)
    );
  }

  /** @param {View} view */
  #addNodes(view) {
    const fresh = view.entities.filter(({ id }) => this.cy.getElementById(id).empty());
    const placed = fresh.filter(({ x }) => x !== undefined);
    const taken = [
      ...this.cy.nodes().map((node) => node.position()),
      ...placed.map(({ x = 0, y = 0 }) => ({ x, y })),
    ];
    for (const entity of [...placed, ...fresh.filter(({ x }) => x === undefined)]) {
      const position =
        entity.x === undefined ? beside(this.#joined(entity.id), taken) : { x: entity.x, y: entity.y ?? 0 };
      if (entity.x === undefined) taken.push(position);
      const data = {
        id: entity.id,
        name: entity.name,
        label: "",
        short: shortened(entity.name),
        size: size(entity),
        drawn: size(entity),
        font: 12,
        gap: 2,
        halo: 2,
      };
      const known = this.app.store.kinds.has(entity.kind) ? entity.kind : "other";
      this.cy.add({ group: "nodes", data, position: { ...position }, classes: `kind-${known}` });
    }
  }

  /** @param {string} id */
  #joined(id) {
    const near = this.app.store.neighbours(id).map((other) => this.cy.getElementById(other));
    return near.filter((node) => node.nonempty()).map((node) => node.position());
  }

  /**
   * @param {Line} line
   * @param {string | null} chosen
   */
  #draw(line, chosen) {
    const told = { count: lineCount(line), words: lineWords(this.app, line, chosen) };
    const edge = this.cy.getElementById(line.id);
    if (edge.nonempty()) {
      if (edge.data("count") !== told.count || edge.data("words") !== told.words) edge.data(told);
      if (edge.scratch("_drawn") !== lineClasses(line)) edge.classes(lineClasses(line));
      edge.scratch("_drawn", lineClasses(line));
      return;
    }
    const { id, source, target } = line;
    const data = { id, source, target, ...stroke(this.cy.scratch("_zoom") ?? this.cy.zoom()), ...told };
    this.cy.add({ group: "edges", data, classes: lineClasses(line) }).scratch("_drawn", lineClasses(line));
  }

  /**
   * Mark what is pinned, and what has more around it than is drawn.
   *
   * @param {State} state
   * @param {Set<string>} wanted
   */
  #open({ pinned }, wanted) {
    const { store } = this.app;
    const part = Boolean(this.app.state.shown ?? store.content.focus) || store.content.graph === false;
    for (const node of this.cy.nodes().toArray()) {
      const id = node.id();
      const lacks = () =>
        store.content.graph === false || store.neighbours(id).some((other) => !wanted.has(other));
      node.toggleClass("pinned", pinned.includes(id));
      node.toggleClass("open", part && wanted.has(id) && lacks());
    }
  }

  /**
   * Mark what is selected, what is next to it, and the path on show.
   *
   * @param {State} state
   * @param {View} view
   */
  mark({ sel, fact }, { path }) {
    const { cy } = this;
    const line = [...this.#lines.values()].find(({ facts }) => facts.some((one) => one.fact.id === fact));
    const node = cy.getElementById(sel ?? "");
    const told = this.app.store.fact(fact ?? "");
    cy.batch(() => {
      cy.elements().removeClass("chosen near way faint");
      if (path) this.#way(path);
      if (told && !told.to) cy.getElementById(told.from).addClass("chosen").removeClass("faint");
      if (line)
        cy.getElementById(line.id).addClass("chosen").connectedNodes().addClass("near").removeClass("faint");
      if (line) cy.getElementById(line.id).removeClass("faint");
      if (node.nonempty()) {
        node.addClass("chosen").removeClass("faint");
        if (!path) node.connectedEdges().addClass("near");
        if (!path && node.degree(false) <= 40) node.neighborhood().nodes().addClass("near");
      }
    });
  }

  /** @param {NonNullable<View["path"]>} path */
  #way(path) {
    const ids = new Set(path.steps.flatMap(({ facts }) => facts));
    const nodes = new Set(path.entities);
    this.cy.elements().addClass("faint");
    this.cy
      .nodes()
      .filter((node) => nodes.has(node.id()))
      .addClass("way")
      .removeClass("faint");
    for (const line of this.#lines.values())
      if (line.facts.some(({ fact }) => ids.has(fact.id)))
        this.cy.getElementById(line.id).addClass("way").removeClass("faint");
  }

  /**
   * Bring what a fact is drawn as into sight: its line, or the entity that it is about.
   *
   * @param {string} id
   */
  reveal(id) {
    const line = this.lineOf(id);
    const fact = this.app.store.fact(id);
    if (line) {
      const { x, y } = this.cy.getElementById(line.id).midpoint();
      if (!isIn(this.cy, { x, y })) centre(this.cy, { x, y });
    } else if (fact && !fact.to) inSight(this.cy, fact.from);
  }

  /**
   * Bring the path on show into sight, or all that is drawn.
   *
   * @param {boolean} smooth
   * @param {boolean} all
   */
  fit(smooth, all = false) {
    const { path } = this.app.view;
    const ids = new Set(path?.entities ?? []);
    const shown = this.cy.nodes().filter((node) => !node.hasClass("out"));
    const wanted = path && !all ? shown.filter((node) => ids.has(node.id())) : shown;
    if (wanted.empty()) return;
    const { x1, y1, w, h } = wanted.boundingBox({ includeLabels: false });
    const [width, height] = [this.cy.width() - 2 * PADDING, this.cy.height() - PADDING - footing()];
    const zoom = Math.max(Math.min(width / (w || 1), height / (h || 1), CLOSEST), this.cy.minZoom());
    const middle = { x: PADDING + width / 2, y: PADDING + height / 2 };
    const pan = { x: middle.x - (x1 + w / 2) * zoom, y: middle.y - (y1 + h / 2) * zoom };
    move(this.cy, { zoom, pan }, smooth);
    this.moved = false;
  }
}

/** Give the height at the foot of the map that the legend and the name of the lowest entity take, in pixels. */
function footing() {
  return region("legend").offsetHeight + PADDING;
}

/**
 * @template T
 * @param {T[]} a
 * @param {T[]} b
 * @param {(a: T, b: T) => boolean} same
 */
function isSame(a, b, same) {
  return a.length === b.length && a.every((one, n) => same(one, b[n]));
}

/**
 * @param {import("cytoscape").EdgeSingular} edge
 * @param {Line | undefined} line
 */
function fits(edge, line) {
  return line !== undefined && edge.source().id() === line.source && edge.target().id() === line.target;
}

/**
 * @param {Core} cy
 * @param {{zoom?: number, pan: {x: number, y: number}}} to
 * @param {boolean} smooth
 */
function move(cy, to, smooth) {
  cy.stop();
  if (smooth && !isCalm()) cy.animate({ ...to, duration: MOVE, easing: "ease-in-out-cubic" });
  else cy.viewport({ zoom: to.zoom ?? cy.zoom(), pan: to.pan });
}

function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** @param {HTMLElement} root */
function describe(root) {
  const words =
    "A drawing of entities and the relations between them. The table under Lists tells the same in words. " +
    "The arrow keys go from the selected entity to those it is joined to; plus and minus zoom; Enter goes to the evidence.";
  const told = el("p", { id: "map-words", class: "unseen" }, words);
  root.after(told);
  root.tabIndex = 0;
  const attributes = {
    role: "application",
    "aria-roledescription": "map",
    "aria-label": "Map",
    "aria-describedby": told.id,
  };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value);
}

/**
 * Take what the pointer does.
 *
 * @param {Core} cy
 * @param {App} app
 * @param {Drawn} map
 */
function hear(cy, app, map) {
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
  const soon = (/** @type {any} */ target, /** @type {boolean} */ isOver) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => hover(cy, target, isOver), REST);
  };
  cy.on("mouseover", "node, edge", ({ target, position }) => soon(meant(cy, target, position), true));
  cy.on("mouseout", "node, edge", ({ target }) => soon(target, false));
  cy.container()?.addEventListener("hover", (event) => {
    const line = map.lineOf(/** @type {CustomEvent} */ (event).detail);
    hover(cy, cy.getElementById(line?.id ?? ""), line !== undefined);
  });
  cy.on("dragpan scrollzoom pinchzoom", () => void (map.moved = true));
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
 * Highlight what the pointer is on, and what that is joined to.
 *
 * @param {Core} cy
 * @param {any} target a node or an edge
 * @param {boolean} isOver
 */
function hover(cy, target, isOver) {
  cy.container()?.classList.toggle("pointing", isOver);
  cy.batch(() => {
    cy.elements(".over, .hover").removeClass("over hover");
    if (!isOver) return;
    target.addClass("over");
    const beside = target.isNode() ? target.neighborhood() : target.connectedNodes();
    beside.addClass("hover");
  });
}

/**
 * Take the keys while the map has the focus.
 *
 * @param {HTMLElement} root
 * @param {Core} cy
 * @param {App} app
 */
function steer(root, cy, app) {
  const go = (/** @type {string} */ key) => {
    const next = inDirection(cy, app.state.sel, key);
    if (!next) return app.say("Nothing is joined to it in that direction.");
    app.go({ sel: next, fact: null }, { replace: true });
    inSight(cy, next);
    const shown = cy.getElementById(next).connectedEdges().length;
    const { name, kind } = /** @type {import("./types.js").Entity} */ (app.store.entity(next));
    app.say(
      `${name}, ${app.store.kinds.get(kind)?.label ?? kind}, ${shown} ${shown === 1 ? "line" : "lines"}`,
    );
  };
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== root) return;
    if (event.key.startsWith("Arrow")) go(event.key);
    else if (event.key === "+" || event.key === "-") app.canvas.zoom(event.key === "+" ? 1.3 : 1 / 1.3);
    else if (event.key === "Enter") region("panel").focus();
    else return;
    event.preventDefault();
  });
}

/**
 * Move the map if an entity is out of sight or near the edge.
 *
 * @param {Core} cy
 * @param {string} id
 */
function inSight(cy, id) {
  const node = cy.getElementById(id);
  if (node.nonempty() && !isIn(cy, node.position())) centre(cy, node.position());
}

/**
 * @param {Core} cy
 * @param {{x: number, y: number}} position
 */
function isIn(cy, position) {
  const [x, y] = [position.x * cy.zoom() + cy.pan().x, position.y * cy.zoom() + cy.pan().y];
  return x > PADDING && y > PADDING && x < cy.width() - PADDING && y < cy.height() - PADDING;
}

/**
 * @param {Core} cy
 * @param {{x: number, y: number}} position
 */
function centre(cy, { x, y }) {
  const zoom = Math.max(cy.zoom(), 0.6);
  move(cy, { zoom, pan: { x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom } }, true);
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
 * Arrange the names anew once the zoom has settled, and keep the map fitted until the reader moves it.
 *
 * @param {HTMLElement} root
 * @param {Core} cy
 * @param {Drawn} map
 */
function settle(root, cy, map) {
  let timer = 0;
  cy.on("zoom", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => arrange(cy, false), SETTLED);
  });
  new ResizeObserver(() => {
    if (!root.clientWidth) return; // on paper, where a picture stands for it
    cy.resize();
    if (!map.moved) map.fit(false);
  }).observe(root);
}

/**
 * @param {HTMLElement} root
 * @param {Core} cy
 * @param {App} app
 * @param {Drawn} map
 * @returns {import("./types.js").Canvas}
 */
function interfaceOf(root, cy, app, map) {
  const moved = () => void (map.moved = true);
  return {
    fit: () => map.fit(true, true),
    zoom: (factor) => {
      const [zoom, x, y] = [Math.min(Math.max(cy.zoom() * factor, 0.05), 4), cy.width() / 2, cy.height() / 2];
      const [pan, by] = [cy.pan(), zoom / cy.zoom()];
      move(cy, { zoom, pan: { x: x - (x - pan.x) * by, y: y - (y - pan.y) * by } }, true);
      moved();
    },
    relayout: () => relayout(cy, app, map),
    focus: () => root.focus(),
    centre: (id) => {
      const node = cy.getElementById(id);
      if (node.nonempty()) centre(cy, node.position());
      moved();
    },
    expand: (id) => expanded(app, id),
    collapse: (id) => collapsed(app, id),
    position: (id) => {
      const node = cy.getElementById(id);
      return node.empty() ? null : { ...node.position() };
    },
    png: (scale = 2) =>
      cy.png({ output: "blob-promise", full: true, scale, bg: look(root)[0].style["border-color"] }),
    extent: () => {
      const { x1, y1, w, h } = cy.extent();
      return new DOMRect(x1, y1, w, h);
    },
  };
}

/**
 * Lay out anew what is in sight, of few entities; else put all back to where they are kept.
 *
 * @param {Core} cy
 * @param {App} app
 * @param {Drawn} map
 */
function relayout(cy, app, map) {
  const shown = cy.elements().filter((one) => !one.hasClass("out"));
  const pinned = cy.nodes(".pinned");
  if (shown.nodes().length >= FEW) {
    shown
      .nodes()
      .difference(pinned)
      .forEach((node) => {
        const { x, y } = app.store.entity(node.id()) ?? {};
        if (x !== undefined && y !== undefined) node.position({ x, y });
      });
    app.say(`Back to the kept places; a new layout is made of fewer than ${FEW} entities.`);
  } else {
    pinned.lock();
    shown
      .layout({
        name: "cose",
        randomize: false,
        animate: false,
        fit: false,
        nodeRepulsion: () => 9000,
        idealEdgeLength: () => 70,
        nodeOverlap: 20,
        componentSpacing: 70,
      })
      .run();
    pinned.unlock();
    app.say("Laid out anew; what is pinned stayed.");
  }
  arrange(cy, true);
  map.fit(true, true);
}
