// The look of the map, in the colours of the page.

import { corners, KINDS } from "./shapes.js";

/**
 * Give the style of the map in the colours that the page has now.
 *
 * @param {Element} root an element of the page
 * @returns {any[]} as `cytoscape.Css` has it
 */
export function look(root) {
  const colours = palette(root);
  return [...shapes(colours), ...strokes(colours), ...marks(colours)];
}

/** @typedef {Record<string, string>} Palette */

const TOKENS = ["ground", "ink", "quiet", "accent", "stroke", "faint", "other", ...KINDS];

/**
 * Read colours: a custom property gives `light-dark(…)` as it stands, a colour that is made of it the one in force.
 *
 * @param {Element} root
 * @returns {Palette}
 */
export function palette(root) {
  const probe = document.createElement("span");
  root.append(probe);
  const read = (/** @type {string} */ token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color];
  };
  const found = Object.fromEntries(TOKENS.map(read));
  probe.remove();
  return found;
}

/** @param {Palette} colours */
function shapes(colours) {
  const kinds = KINDS.map((kind) => ({
    selector: `node.kind-${kind}`,
    style: { ...shape(kind), "background-color": colours[kind] },
  }));
  const node = {
    ...shape("other"),
    width: "data(drawn)",
    height: "data(drawn)",
    "background-color": colours.other,
    "border-width": 1.5,
    "border-color": colours.ground,
    label: "data(label)",
    color: colours.ink,
    "font-family": "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif",
    "font-size": "data(font)",
    "text-valign": "bottom",
    "text-margin-y": "data(gap)",
    "text-outline-color": colours.ground,
    "text-outline-width": "data(halo)",
    "text-outline-opacity": 0.9,
    "text-events": "no",
    "z-index": "data(size)", // the name of one that is well connected lies over other shapes
    "overlay-opacity": 0,
  };
  return [{ selector: "node", style: node }, ...kinds];
}

/** @param {string} kind */
function shape(kind) {
  const points = corners(kind);
  return points.length
    ? { shape: "polygon", "shape-polygon-points": points.join(" ") }
    : { shape: "ellipse" };
}

/** @param {Palette} colours */
function strokes(colours) {
  const edge = {
    width: "data(width)",
    "line-color": colours.stroke,
    "curve-style": "straight", // which is not measured against all others of its pair
    "arrow-scale": 0.85,
    "target-arrow-color": colours.stroke,
    "source-arrow-color": colours.stroke,
    color: colours.quiet,
    "font-size": 11,
    "min-zoomed-font-size": 9,
    "text-background-color": colours.ground,
    "text-background-opacity": 0.85,
    "text-background-padding": "1px",
    "text-events": "no",
    "overlay-opacity": 0,
  };
  return [
    { selector: "edge", style: edge },
    { selector: "edge.beside", style: { "curve-style": "bezier", "control-point-step-size": 22 } },
    { selector: "edge.many", style: { label: "data(count)" } },
    { selector: "edge.ends-to, edge.ends-both", style: { "target-arrow-shape": "triangle" } },
    { selector: "edge.ends-both", style: { "source-arrow-shape": "triangle" } },
    { selector: "edge.disputed", style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
    {
      selector: "edge.denied",
      style: { "line-style": "dashed", "line-dash-pattern": [1.5, 4], "target-arrow-shape": "tee" },
    },
    { selector: "edge.denied.ends-both", style: { "source-arrow-shape": "tee" } },
    {
      selector: "edge.retracted",
      style: { width: 0.8, "line-color": colours.faint, "target-arrow-color": colours.faint },
    },
    { selector: "edge.derived", style: { "line-style": "dashed", "line-dash-pattern": [10, 2, 2, 2] } },
    {
      selector: "edge.possible",
      style: { opacity: 0.55, "target-arrow-fill": "hollow", "source-arrow-fill": "hollow" },
    },
  ];
}

/** What is looked at, on the path, pinned, or beside the point. @param {Palette} colours */
function marks({ ink, accent, ground }) {
  const words = {
    label: "data(words)",
    color: ink,
    "z-index": 70,
    "text-rotation": "autorotate",
    "font-size": "data(font)",
  };
  const line = {
    "line-color": accent,
    "target-arrow-color": accent,
    "source-arrow-color": accent,
    opacity: 1,
    "z-index": 60,
  };
  const ring = { "outline-color": accent, "outline-width": 2.5, "outline-offset": 2 };
  return [
    { selector: "node.open", style: { "border-width": 4, "border-style": "double", "border-color": ground } },
    { selector: "node.pinned", style: { "border-width": 2, "border-style": "solid", "border-color": ink } },
    { selector: ".faint", style: { opacity: 0.16, "text-opacity": 0, events: "yes" } },
    { selector: "edge.near, edge.hover", style: { ...line, width: "data(strong)" } },
    { selector: "node.near, node.hover", style: { "z-index": 80 } },
    { selector: "edge.way", style: { ...line, ...words, width: "data(strong)" } },
    {
      selector: "node.way",
      style: { "font-weight": 600, "z-index": 80, label: "data(name)" },
    },
    { selector: "edge.chosen, edge.over", style: { ...line, ...words, width: "data(strong)" } },
    {
      selector: "node.chosen, node.over",
      style: { "font-weight": 600, "z-index": 90, label: "data(name)" },
    },
    { selector: "node.chosen", style: ring },
    { selector: ".out", style: { display: "none" } },
  ];
}
