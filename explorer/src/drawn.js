// Keeps what the map draws in step with the view, and marks what is looked at.

import { beside } from "./beside.js";
import { lineClasses, lineCount, lineWords, lines, shortened, size } from "./elements.js";
import { stroke } from "./labels.js";
import { hover, same } from "./parts.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./elements.js").Line} Line */
/** @typedef {import("cytoscape").Core} Core */
/** @typedef {{entities: View["entities"], facts: View["facts"], version: number}} Told */

export const MANY = 400; // entities from which on the map is drawn coarser while it moves
const CROWD = 40; // lines of an entity, from which on what is next to it is not lifted over the others
const MARKS = "chosen near way faint";

/** What costs time here is each element whose style changes, so that only those are touched. */
export class Drawn {
  /** @type {Map<string, Line>} */
  #lines = new Map();
  /** @type {Map<string, Line>} The line of each fact. */
  #byFact = new Map();
  /** @type {Map<string, string>} The marks of each element that has any. */
  #marks = new Map();
  /** @type {Told | null} */
  #told = null;
  /** @type {Line | undefined} */
  #chosen;

  /**
   * @param {Core} cy
   * @param {App} app
   */
  constructor(cy, app) {
    this.cy = cy;
    this.app = app;
  }

  /** @param {string} id */
  line(id) {
    return this.#lines.get(id);
  }

  /** @param {string | null} fact */
  lineOf(fact) {
    return this.#byFact.get(fact ?? "");
  }

  /**
   * Give the id of what stands on the map for a fact: its line, or the entity that it is about by itself.
   *
   * @param {string | null} id
   */
  drawnAs(id) {
    const fact = this.app.store.fact(id);
    return this.lineOf(id)?.id ?? (fact && !fact.to ? fact.from : null);
  }

  /**
   * Show what the view has, and mark what is looked at. Nothing that is there moves.
   *
   * @param {State} state
   * @param {View} view
   * @param {State | null} before
   * @returns {boolean} whether anything is drawn otherwise, so that names may have to give way
   */
  update(state, view, before) {
    const isFresh = !this.#isDrawn(view);
    this.cy.batch(() => {
      if (isFresh) this.#draw(view);
      if (isFresh || before?.pinned !== state.pinned || before.shown !== state.shown) this.#open(state, view);
    });
    const isMarked = this.#mark(state, view);
    return isFresh || isMarked;
  }

  /**
   * Tell whether the map has this already: a selection or another tab changes nothing that is drawn.
   *
   * @param {View} view
   */
  #isDrawn({ entities, facts }) {
    const last = this.#told;
    this.#told = { entities, facts, version: this.app.store.version };
    return (
      last?.version === this.app.store.version &&
      last.entities.length === entities.length &&
      last.entities.every((entity, n) => entity === entities[n]) &&
      same(last.facts, facts)
    );
  }

  /** @param {View} view */
  #draw(view) {
    // Among many the pointer nearly always hits one: dragging moves the map then, and a button pins.
    this.cy.autoungrabify(view.entities.length > MANY);
    const wanted = new Set(view.entities.map(({ id }) => id));
    const found = lines(this.app, view.facts).filter(
      ({ source, target }) => wanted.has(source) && wanted.has(target),
    );
    this.#lines = new Map(found.map((line) => [line.id, line]));
    this.#byFact = new Map(found.flatMap((line) => line.facts.map(({ fact }) => [fact.id, line])));
    this.#chosen = undefined;
    this.#addNodes(view);
    this.cy.nodes().forEach((node) => void node.toggleClass("out", !wanted.has(node.id())));
    // What is hidden under the pointer is never told that the pointer left it.
    if (this.cy.nodes(".out.over").nonempty()) hover(null);
    const gone = this.cy.edges().filter((edge) => !fits(edge, this.#lines.get(edge.id())));
    gone.forEach((edge) => void this.#marks.delete(edge.id()));
    gone.remove();
    this.cy.add(found.flatMap((line) => this.#edge(line)));
  }

  /** @param {View} view */
  #addNodes(view) {
    const fresh = view.entities.filter(({ id }) => this.cy.getElementById(id).empty());
    if (!fresh.length) return;
    const placed = fresh.filter(({ x }) => x !== undefined);
    this.cy.add(placed.map((entity) => this.#node(entity, { x: entity.x ?? 0, y: entity.y ?? 0 })));
    const free = beside(this.cy.nodes().map((node) => ({ ...node.position() })));
    for (const entity of fresh.filter(({ x }) => x === undefined))
      this.cy.add(this.#node(entity, free(this.#joined(entity.id))));
  }

  /**
   * @param {Entity} entity
   * @param {{x: number, y: number}} position
   * @returns {import("cytoscape").ElementDefinition}
   */
  #node(entity, position) {
    const { id, name } = entity;
    const [kind, drawn] = [this.app.store.kinds.has(entity.kind) ? entity.kind : "other", size(entity)];
    const fitted = { size: drawn, drawn, font: 12, gap: 2, halo: 2 }; // to the zoom, by labels.js
    const data = { id, name, label: "", short: shortened(name), ...fitted };
    return { group: "nodes", data, position, classes: `kind-${kind}` };
  }

  /** @param {string} id */
  #joined(id) {
    const near = this.app.store.neighbours(id).map((other) => this.cy.getElementById(other));
    return near.filter((node) => node.nonempty()).map((node) => node.position());
  }

  /**
   * Change a line that is there; give one that is not, to be added.
   *
   * @param {Line} line
   * @returns {import("cytoscape").ElementDefinition[]}
   */
  #edge(line) {
    const told = { count: lineCount(line), words: lineWords(this.app, line) };
    const classes = lineClasses(line);
    const edge = this.cy.getElementById(line.id);
    if (edge.empty()) {
      const { id, source, target } = line;
      const data = { id, source, target, ...stroke(this.cy.scratch("_zoom") ?? this.cy.zoom()), ...told };
      return [{ group: "edges", data, classes, scratch: { _classes: classes } }];
    }
    if (edge.data("count") !== told.count || edge.data("words") !== told.words) edge.data(told);
    if (edge.scratch("_classes") !== classes) {
      edge.classes(classes).scratch("_classes", classes);
      this.#marks.delete(line.id); // the classes that went were also its marks
    }
    return [];
  }

  /**
   * Mark what is pinned, and what has more around it than is drawn.
   *
   * @param {State} state
   * @param {View} view
   */
  #open({ pinned, shown }, view) {
    const { store } = this.app;
    const wanted = new Set(view.entities.map(({ id }) => id));
    const fixed = new Set(pinned);
    const isPart = store.content.graph === false;
    const isSome = isPart || Boolean(shown ?? store.content.focus);
    for (const node of this.cy.nodes().toArray()) {
      const id = node.id();
      const lacks = () => isPart || store.neighbours(id).some((other) => !wanted.has(other));
      node.toggleClass("pinned", fixed.has(id));
      node.toggleClass("open", isSome && wanted.has(id) && lacks());
    }
  }

  /**
   * Mark what is selected, what is next to it, and the path on show; the chosen fact speaks for its line.
   *
   * @param {State} state
   * @param {View} view
   * @returns {boolean} whether that changes anything
   */
  #mark({ sel, fact }, { path }) {
    const [line, drawn] = [this.lineOf(fact), this.drawnAs(fact)];
    const wanted = this.#wayMarks(path);
    const add = (/** @type {string} */ id, /** @type {string} */ mark) => {
      const known = wanted.get(id);
      wanted.set(id, known && known !== "faint" ? `${known} ${mark}` : mark);
    };
    if (line) for (const [id, mark] of lineMarks(line)) add(id, mark);
    else if (drawn) add(drawn, "chosen");
    const node = this.cy.getElementById(sel ?? "");
    if (node.nonempty()) {
      add(node.id(), "chosen");
      if (!path) node.connectedEdges().forEach((edge) => add(edge.id(), "near"));
      if (!path && node.degree(false) <= CROWD)
        for (const other of node.neighborhood().nodes().toArray()) add(other.id(), "near");
    }
    let isChanged = false;
    this.cy.batch(() => {
      if (this.#chosen && this.#chosen !== line) this.#say(this.#chosen, null);
      if (line) this.#say(line, fact);
      for (const id of new Set([...this.#marks.keys(), ...wanted.keys()])) {
        const marks = wanted.get(id);
        if (marks === this.#marks.get(id)) continue;
        isChanged = true;
        const element = this.cy.getElementById(id).removeClass(MARKS);
        if (marks) element.addClass(marks);
      }
    });
    this.#chosen = line;
    this.#marks = wanted;
    return isChanged;
  }

  /**
   * @param {View["path"]} path
   * @returns {Map<string, string>} the marks by id: all that is not on the path is faint
   */
  #wayMarks(path) {
    if (!path) return new Map();
    const faint = this.cy.elements().map((element) => /** @type {const} */ ([element.id(), "faint"]));
    const facts = path.steps.flatMap((step) => step.facts);
    const way = [...path.entities, ...facts.flatMap((id) => this.lineOf(id)?.id ?? [])];
    return new Map([...faint, ...way.map((id) => /** @type {const} */ ([id, "way"]))]);
  }

  /**
   * @param {Line} line
   * @param {string | null} fact the one of its facts that is chosen
   */
  #say(line, fact) {
    const words = lineWords(this.app, line, fact);
    const edge = this.cy.getElementById(line.id);
    if (edge.data("words") !== words) edge.data("words", words);
  }
}

/**
 * @param {Line} line
 * @returns {[string, string][]}
 */
function lineMarks({ id, source, target }) {
  return [
    [id, "chosen"],
    [source, "near"],
    [target, "near"],
  ];
}

/**
 * @param {import("cytoscape").EdgeSingular} edge
 * @param {Line | undefined} line
 */
function fits(edge, line) {
  return line !== undefined && edge.source().id() === line.source && edge.target().id() === line.target;
}
