// Writes what is shown as GraphML, which yEd, Gephi, Cytoscape and networkx read.
// Format: http://graphml.graphdrawing.org/specification.html; the keys are those of `akg export graphml`.

import { words } from "./inforce.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./parts.js").Shown} Shown */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Row */

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
`;
const NODES = ["label", "kind", "aliases", "summary", "own", "where"];
const EDGES = [
  "relation",
  "type",
  "label",
  "sentence",
  "when",
  "earliest_start",
  "latest_start",
  "earliest_end",
  "latest_end",
  "certainty",
  "status",
  "doubted",
  "standing",
  "sources",
  "where",
];

/**
 * @param {App} app
 * @param {string} title
 * @returns {string}
 */
export function graphml(app, title) {
  const drawn = new Set(app.view.entities.map((entity) => entity.id));
  const edges = app.view.facts.filter(({ fact }) => fact.to && drawn.has(fact.from) && drawn.has(fact.to));
  /** @type {Map<string, Shown[]>} */
  const own = new Map();
  for (const shown of app.view.facts)
    if (!shown.fact.to) own.set(shown.fact.from, [...(own.get(shown.fact.from) ?? []), shown]);
  const lines = [
    ...keys("graph", ["title", "shown"]),
    ...keys("node", NODES),
    ...keys("edge", EDGES),
    '  <graph id="akg" edgedefault="directed">',
    ...data("graph", { title, shown: words(app).join("; ") }),
    ...app.view.entities.flatMap((entity) => [
      `    <node id="${token(entity.id)}">`,
      ...data("node", node(entity, own.get(entity.id) ?? [])),
      "    </node>",
    ]),
    ...edges.flatMap((shown) => [
      `    <edge id="${token(shown.fact.id)}" source="${token(shown.fact.from)}" target="${token(shown.fact.to ?? "")}">`,
      ...data("edge", edge(app, shown)),
      "    </edge>",
    ]),
    "  </graph>",
    "</graphml>",
  ];
  return `${HEAD}${lines.join("\n")}\n`;
}

/**
 * @param {string} domain
 * @param {string[]} names
 */
function keys(domain, names) {
  const type = (/** @type {string} */ name) => (name === "doubted" ? "boolean" : "string");
  return names.map(
    (name) => `  <key id="${domain}-${name}" for="${domain}" attr.name="${name}" attr.type="${type(name)}"/>`,
  );
}

/**
 * @param {string} domain
 * @param {Row} row
 */
function data(domain, row) {
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `      <data key="${domain}-${name}">${escaped(String(value))}</data>`);
}

/**
 * @param {Entity} entity
 * @param {Shown[]} own the facts that only say something of itself
 * @returns {Row}
 */
function node({ name, kind, aliases = [], summary, where }, own) {
  const told = own.map(({ fact }) => (fact.when ? `${fact.sentence}: ${fact.when}` : fact.sentence));
  return { label: name, kind, aliases: aliases.join("; "), summary, own: told.join("; "), where };
}

/**
 * @param {App} app
 * @param {Shown} shown
 * @returns {Row}
 */
function edge(app, { fact, certainty }) {
  const { id, type, sentence, when, iso = [], status, doubted = false, standing, claims = [], where } = fact;
  const label = app.store.types.get(type)?.label ?? type;
  const bounds = { earliest_start: iso[0], latest_start: iso[1], earliest_end: iso[2], latest_end: iso[3] };
  const sources = [...new Set(claims.map(({ source, at }) => (at ? `${source}, ${at}` : source)))].join("; ");
  return {
    relation: id,
    type,
    label,
    sentence,
    when,
    ...bounds,
    certainty,
    status,
    doubted,
    standing,
    sources,
    where,
  };
}

/**
 * Make text safe in XML 1.0, which forbids some characters even escaped (section 2.2).
 *
 * @param {string} text
 */
export function escaped(text) {
  const named = /** @type {Record<string, string>} */ ({
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
  });
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"\r]/g, (sign) => named[sign]);
}

/**
 * Turn an id into an NMTOKEN: what does not fit becomes _xHHHH_, as in `akg export graphml`.
 *
 * @param {string} id
 */
function token(id) {
  const hex = (/** @type {string} */ sign) =>
    (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return id.replace(/[^-.:\w]|_(?=x[0-9A-F]{4,6}_)/gu, (sign) => `_x${hex(sign)}_`);
}
