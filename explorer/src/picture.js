// Draws what is shown as SVG, from the positions on the map: a picture to print, so always dark on white.

import { lineWords, lines, shortened, size } from "./elements.js";
import { escaped } from "./graphml.js";
import { points as cornersAt } from "./shapes.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./parts.js").Shown} Shown */
/** @typedef {import("./elements.js").Line} Line */
/** @typedef {{x: number, y: number, r: number}} Point r is the radius of what is drawn there. */

const MARGIN = 90;
const LONGEST = 60; // letters of a name
const BEND = 26; // how far lines of one pair stand apart
const FONT = 11;
const LETTER = 0.56; // how wide a letter is, in its height
const WAY = "#0b5c94"; // what is on the path on show; thick too

// The colours of the map on white.
const FILLS = new Map([
  ["person", "#0072b2"],
  ["group", "#b45300"],
  ["event", "#a6427f"],
  ["place", "#00795a"],
]);
const OTHER = "#5d636c";

/** How a relation stands is told by its stroke, never by colour alone. @type {Record<string, string>} */
const STROKES = {
  asserted: 'stroke="#555" stroke-width="1.5"',
  disputed: 'stroke="#555" stroke-width="1.5" stroke-dasharray="7 4"',
  denied: 'stroke="#555" stroke-width="1.5" stroke-dasharray="1.5 3.5"',
  retracted: 'stroke="#aaa" stroke-width="0.75"',
};

/**
 * @param {App} app
 * @param {string} title
 * @returns {string}
 */
export function picture(app, title) {
  const points = new Map(app.view.entities.flatMap((entity) => placed(app, entity)));
  const way = new Set([
    ...(app.view.path?.entities ?? []),
    ...(app.view.path?.steps ?? []).flatMap(({ facts }) => facts),
  ]);
  const named = legible(app.view.entities, points, way);
  const [beside, along] = edges(app, points, way);
  const paler = way.size ? ' opacity="0.3"' : "";
  const drawn = (/** @type {Entity} */ { id, kind, name }) => {
    const point = points.get(id);
    if (!point) return [];
    const words = named.has(id) ? [label(name, point, way.has(id))] : [];
    return [`<g${way.has(id) ? "" : paler}>`, shape(kind, point, name), ...words, "</g>"];
  };
  const [left, top, width, height] = frame([...points.values()]);
  const made = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    "<defs>",
    ...markers("", "#555", 7),
    ...markers("-way", WAY, 4),
    "</defs>",
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left + 12}" y="${top + 22}" font-size="13">${escaped(title)}</text>`,
    ...beside,
    ...app.view.entities.filter(({ id }) => !way.has(id)).flatMap(drawn),
    ...along, // over all else
    ...app.view.entities.filter(({ id }) => way.has(id)).flatMap(drawn),
    ...legend(app, left + 12, top + height - 14),
    "</svg>",
  ];
  return `${made.join("\n")}\n`;
}

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {[string, Point][]}
 */
function placed(app, entity) {
  const place = app.canvas.position(entity.id);
  const round = (/** @type {number} */ n) => Math.round(n * 10) / 10;
  return place ? [[entity.id, { x: round(place.x), y: round(place.y), r: size(entity) / 2 }]] : [];
}

/**
 * @param {Point[]} points
 * @returns {[number, number, number, number]}
 */
function frame(points) {
  const least = (/** @type {number[]} */ all) => all.reduce((a, b) => Math.min(a, b), all[0] ?? 0);
  const [left, top] = [least(points.map(({ x }) => x)), least(points.map(({ y }) => y))];
  const [right, bottom] = [-least(points.map(({ x }) => -x)), -least(points.map(({ y }) => -y))];
  const width = Math.max(right - left + 2 * MARGIN, 640);
  const [x, y, height] = [left - MARGIN, top - MARGIN, bottom - top + 2 * MARGIN].map(Math.round);
  return [x, y, Math.round(width), height];
}

/**
 * Choose whose names are written: none over another, those on the path and the best connected first. The others
 * have theirs as a title, which shows when one points at them.
 *
 * @param {Entity[]} entities
 * @param {Map<string, Point>} points
 * @param {Set<string>} way
 * @returns {Set<string>} ids
 */
function legible(entities, points, way) {
  /** @type {[number, number, number, number][]} left, top, right, bottom */
  const taken = [];
  const rank = (/** @type {Entity} */ one) => size(one) + (way.has(one.id) ? 1000 : 0);
  const isFree = (/** @type {Entity} */ { id, name }) => {
    const point = points.get(id);
    if (!point) return false;
    const half = (shortened(name, LONGEST).length * FONT * LETTER) / 2;
    const [left, top, right] = [point.x - half, point.y + point.r + 2, point.x + half];
    const bottom = top + FONT * 1.3;
    if (taken.some(([l, t, r, b]) => left < r && l < right && top < b && t < bottom)) return false;
    taken.push([left, top, right, bottom]);
    return true;
  };
  return new Set(
    [...entities]
      .sort((a, b) => rank(b) - rank(a))
      .filter(isFree)
      .map(({ id }) => id),
  );
}

/**
 * @param {string} suffix
 * @param {string} colour
 * @param {number} width of the line it ends, so many times
 */
function markers(suffix, colour, width) {
  return [
    marker(`to${suffix}`, width, `<path d="M0 0 10 5 0 10z" fill="${colour}"/>`),
    marker(`maybe${suffix}`, width, `<path d="M1 1 9 5 1 9z" fill="#fff" stroke="${colour}"/>`),
    marker(`tee${suffix}`, width, `<path d="M8 0v10" stroke="${colour}" stroke-width="2"/>`),
  ];
}

/**
 * @param {string} id
 * @param {number} width
 * @param {string} drawn
 */
function marker(id, width, drawn) {
  return `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="${width}" markerHeight="${width}" orient="auto-start-reverse">${drawn}</marker>`;
}

/**
 * Draw the lines of the map, those of one pair side by side.
 *
 * @param {App} app
 * @param {Map<string, Point>} points
 * @param {Set<string>} way the ids of what is on the path
 * @returns {[string[], string[]]} those beside the path, and those on it with what they say
 */
function edges(app, points, way) {
  /** @type {Map<string, number>} */
  const lanes = new Map();
  /** @type {[string[], string[]]} */
  const drawn = [[], []];
  for (const line of lines(app, app.view.facts)) {
    const [a, b] = [points.get(line.source), points.get(line.target)];
    if (!a || !b) continue;
    const pair = [line.source, line.target].sort().join(" ");
    const n = lanes.get(pair) ?? 0;
    lanes.set(pair, n + 1);
    const side = line.source < line.target ? 1 : -1; // so that both directions bend alike
    const isWay = line.facts.some(({ fact }) => way.has(fact.id));
    const made = edge(line, a, b, side * Math.ceil(n / 2) * (n % 2 ? 1 : -1), isWay);
    if (isWay) drawn[1].push(made, caption(lineWords(app, line, null), (a.x + b.x) / 2, (a.y + b.y) / 2));
    else drawn[0].push(way.size ? `<g opacity="0.3">${made}</g>` : made);
  }
  return drawn;
}

/**
 * @param {Line} line
 * @param {Point} a
 * @param {Point} b
 * @param {number} lane 0 is straight
 * @param {boolean} isWay
 */
function edge({ facts, ends }, a, b, lane, isWay) {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const gap = (/** @type {Point} */ { r }) => Math.min(r + 3, length / 3);
  const start = at(a.x + ux * gap(a), a.y + uy * gap(a));
  const end = at(b.x - ux * gap(b), b.y - uy * gap(b));
  const bend = at((a.x + b.x) / 2 - uy * lane * BEND, (a.y + b.y) / 2 + ux * lane * BEND);
  const [{ fact, certainty }] = facts;
  const head = fact.status === "denied" ? "tee" : certainty === "possible" ? "maybe" : "to";
  const heads = [ends === "both" && "start", ends !== "none" && "end"].filter(Boolean);
  const markers = heads.map((where) => ` marker-${where}="url(#${head}${isWay ? "-way" : ""})"`).join("");
  const paler = certainty === "possible" && !isWay ? ' opacity="0.55"' : "";
  const stroke = STROKES[fact.status].replace(/"#.../, isWay ? `"${WAY}` : "$&");
  const thick = isWay ? stroke.replace(/width="[^"]*"/, 'width="3"') : stroke;
  const words = facts.map((shown) => said(shown)).join("\n");
  const drawn = `d="M${start}Q${bend} ${end}" fill="none" ${thick}${markers}${paler}`;
  return `<path ${drawn}><title>${escaped(words)}</title></path>`;
}

/** @param {Shown} shown */
function said({ fact, certainty }) {
  return [fact.sentence, fact.when, fact.standing, certainty].filter(Boolean).join(" · ");
}

/**
 * @param {number} x
 * @param {number} y
 */
function at(x, y) {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/**
 * @param {string} name
 * @param {Point} point
 * @param {boolean} isWay
 */
function label(name, { x, y, r }, isWay) {
  return caption(shortened(name, LONGEST), x, y + r + 13, isWay ? ' font-weight="600"' : "");
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} [more] attributes
 */
function caption(text, x, y, more = "") {
  const halo = 'text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="3"';
  return `<text x="${x}" y="${y}" font-size="${FONT}"${more} ${halo}>${escaped(text)}</text>`;
}

/**
 * @param {string} kind
 * @param {Point} point
 * @param {string} title
 */
function shape(kind, { x, y, r }, title) {
  const corners = cornersAt(kind, x, y, r);
  const look = `fill="${FILLS.get(kind) ?? OTHER}" stroke="#fff" stroke-width="1.5"`;
  const words = `<title>${escaped(title)}</title>`;
  return corners
    ? `<polygon points="${corners}" ${look}>${words}</polygon>`
    : `<circle cx="${x}" cy="${y}" r="${r}" ${look}>${words}</circle>`;
}

/**
 * @param {App} app
 * @param {number} x
 * @param {number} y
 */
function legend(app, x, y) {
  const kinds = app.store.content.kinds.filter(({ id }) => app.view.entities.some(({ kind }) => kind === id));
  const shapes = kinds.flatMap(({ id, label }, n) => [
    shape(id, { x: x + 8 + n * 90, y: y - 4, r: 8 }, label),
    `<text x="${x + 24 + n * 90}" y="${y}" font-size="11">${escaped(label)}</text>`,
  ]);
  const words = "dashed: disputed · dotted, tee: denied · thin: retracted · pale, hollow arrow: possible";
  const blue = app.view.path ? " · blue, thick: on the path" : "";
  return [
    ...shapes,
    `<text x="${x + 12 + kinds.length * 90}" y="${y}" font-size="11">${words}${blue}</text>`,
  ];
}
