// Moves what of the map is in sight: all of it, a path, one entity, closer or farther.

/** @typedef {import("cytoscape").Core} Core */

export const [FARTHEST, CLOSEST] = [0.05, 4]; // times
const STEP = 1.3; // times, at one press
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

  /** @param {1 | -1} direction closer or farther */
  zoom(direction) {
    const { cy } = this;
    const [zoom, x, y] = [
      Math.min(Math.max(cy.zoom() * STEP ** direction, FARTHEST), CLOSEST),
      cy.width() / 2,
      cy.height() / 2,
    ];
    const [pan, by] = [cy.pan(), zoom / cy.zoom()];
    this.#move(zoom, { x: x - (x - pan.x) * by, y: y - (y - pan.y) * by });
    this.isMoved = true;
  }

  /** @param {string} id */
  centre(id) {
    const { x, y } = this.#position(id) ?? {};
    if (x === undefined || y === undefined) return;
    const zoom = Math.max(this.cy.zoom(), CENTRED);
    this.#move(zoom, { x: this.cy.width() / 2 - x * zoom, y: this.cy.height() / 2 - y * zoom });
    this.isMoved = true;
  }

  /**
   * Move only if an entity, or the middle of a line, is out of sight or near the edge.
   *
   * @param {string | null} id
   */
  reach(id) {
    const at = id !== null && this.#position(id);
    if (!at) return;
    const { x1, y1, x2, y2 } = this.cy.extent();
    const edge = PADDING / this.cy.zoom();
    const isIn = at.x > x1 + edge && at.y > y1 + edge && at.x < x2 - edge && at.y < y2 - edge;
    if (!isIn) this.centre(id);
  }

  /**
   * @param {string} id
   * @returns {{x: number, y: number} | undefined}
   */
  #position(id) {
    const [found] = this.cy.getElementById(id).toArray();
    return found && (found.isNode() ? found.position() : found.midpoint());
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
