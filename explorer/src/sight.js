// Moves what of the map is in sight: all of it, a path, one entity, closer or farther.

/** @typedef {import("cytoscape").Core} Core */

export const [FARTHEST, CLOSEST] = [0.05, 4]; // times
const SNUG = 1.4; // times: fitting a few entities goes no closer
const CENTRED = 0.6; // times, at least, of what is brought to the middle
const PADDING = 32; // pixels around what is fitted
const MOVE = 250; // milliseconds

export class Sight {
  isMoved = false; // whether the reader has moved the map, so that another size of it fits nothing anew

  /**
   * @param {Core} cy
   * @param {HTMLElement} foot what lies over the foot of the map
   */
  constructor(cy, foot) {
    this.cy = cy;
    this.foot = foot;
    cy.on("dragpan scrollzoom pinchzoom", () => void (this.isMoved = true));
  }

  /**
   * Bring the entities of a path into sight, or all that is drawn.
   *
   * @param {{entities: string[]} | null} path
   * @param {boolean} isSmooth
   */
  fit(path, isSmooth) {
    const ids = path && new Set(path.entities);
    const wanted = this.cy.nodes().filter((node) => !node.hasClass("out") && (!ids || ids.has(node.id())));
    if (wanted.empty()) return;
    const { x1, y1, w, h } = wanted.boundingBox({ includeLabels: false });
    const footing = this.foot.offsetHeight + PADDING; // with the name of the lowest entity
    const [width, height] = [this.cy.width() - 2 * PADDING, this.cy.height() - PADDING - footing];
    const zoom = Math.max(Math.min(width / (w || 1), height / (h || 1), SNUG), FARTHEST);
    const middle = { x: PADDING + width / 2, y: PADDING + height / 2 };
    this.#move(zoom, { x: middle.x - (x1 + w / 2) * zoom, y: middle.y - (y1 + h / 2) * zoom }, isSmooth);
    this.isMoved = false;
  }

  /** @param {number} factor */
  zoom(factor) {
    const { cy } = this;
    const [zoom, x, y] = [
      Math.min(Math.max(cy.zoom() * factor, FARTHEST), CLOSEST),
      cy.width() / 2,
      cy.height() / 2,
    ];
    const [pan, by] = [cy.pan(), zoom / cy.zoom()];
    this.#move(zoom, { x: x - (x - pan.x) * by, y: y - (y - pan.y) * by });
    this.isMoved = true;
  }

  /** @param {string} id */
  centre(id) {
    const node = this.cy.getElementById(id);
    if (node.empty()) return;
    const { x, y } = node.position();
    const zoom = Math.max(this.cy.zoom(), CENTRED);
    this.#move(zoom, { x: this.cy.width() / 2 - x * zoom, y: this.cy.height() / 2 - y * zoom });
    this.isMoved = true;
  }

  /**
   * Move only if an entity is out of sight or near the edge.
   *
   * @param {string} id
   */
  reach(id) {
    const { x, y } = this.cy.getElementById(id).renderedPosition();
    const [right, bottom] = [this.cy.width() - PADDING, this.cy.height() - PADDING];
    if (x < PADDING || y < PADDING || x > right || y > bottom) this.centre(id);
  }

  /**
   * @param {number} zoom
   * @param {{x: number, y: number}} pan
   * @param {boolean} [isSmooth]
   */
  #move(zoom, pan, isSmooth = true) {
    this.cy.stop();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isSmooth && !isCalm) this.cy.animate({ zoom, pan, duration: MOVE, easing: "ease-in-out-cubic" });
    else this.cy.viewport({ zoom, pan });
  }
}
