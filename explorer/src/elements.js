// Says what the map draws: a shape for each entity, a line for each pair and how its relations stand.

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").View} View */
/** @typedef {View["facts"][number]} Shown */

/**
 * @typedef {object} Line
 * @property {string} id Of the first of its facts.
 * @property {string} source
 * @property {string} target
 * @property {Shown[]} facts Of one pair and one status, in order, certain before possible.
 * @property {"to" | "both" | "none"} ends Which ends have an arrow.
 * @property {boolean} isAlone Whether it is the only one of its pair.
 */

const LONGEST = 30; // letters of a name, until one looks at it

/**
 * Bundle the facts that are shown into lines. A pair has one line at most for each status, so that what is
 * denied is never hidden behind what is asserted.
 *
 * @param {App} app
 * @param {View["facts"]} facts
 * @returns {Line[]}
 */
export function lines({ store }, facts) {
  /** @type {Map<string, Map<string, Shown[]>>} By the pair, then by the status. */
  const pairs = new Map();
  for (const shown of facts) {
    const { from, to, status } = shown.fact;
    if (!to || to === from) continue;
    const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
    const bundles = pairs.get(pair) ?? new Map();
    if (!bundles.size) pairs.set(pair, bundles);
    const known = bundles.get(status);
    if (known) known.push(shown);
    else bundles.set(status, [shown]);
  }
  const isSymmetric = (/** @type {Shown} */ { fact }) => Boolean(store.types.get(fact.type)?.symmetric);
  return [...pairs.values()].flatMap((bundles) =>
    [...bundles.values()].map((bundle) => line(bundle, isSymmetric, bundles.size === 1)),
  );
}

/**
 * @param {Shown[]} bundle
 * @param {(shown: Shown) => boolean} isSymmetric
 * @param {boolean} isAlone
 * @returns {Line}
 */
function line(bundle, isSymmetric, isAlone) {
  const facts = [
    ...bundle.filter(({ certainty }) => certainty !== "possible"),
    ...bundle.filter(({ certainty }) => certainty === "possible"),
  ];
  const directed = facts.filter((shown) => !isSymmetric(shown));
  const { from, to } = (directed[0] ?? facts[0]).fact;
  const isBoth = directed.some(({ fact }) => fact.from !== from);
  const ends = directed.length ? (isBoth ? "both" : "to") : "none";
  return { id: facts[0].fact.id, source: from, target: /** @type {string} */ (to), facts, ends, isAlone };
}

/**
 * Give a line the classes by which it is drawn.
 *
 * @param {Line} line
 */
export function lineClasses({ facts, ends, isAlone }) {
  const { fact, certainty } = facts[0];
  const more = [
    certainty === "possible" && "possible",
    fact.derived?.length && "derived",
    facts.length > 1 && "many",
    !isAlone && "beside",
  ];
  return [fact.status, `ends-${ends}`, ...more].filter(Boolean).join(" ");
}

/**
 * @param {Line} line
 * @returns {string} beside a line that stands for several relations, how many
 */
export function lineCount({ facts }) {
  return facts.length > 1 ? `×${facts.length}` : "";
}

/**
 * Give what a line says in the words of its type; all else that is said of it stands in the evidence.
 *
 * @param {App} app
 * @param {Line} line
 * @param {string | null} [chosen] one of its facts; else the first speaks
 */
export function lineWords({ store }, line, chosen = null) {
  const { fact } = line.facts.find(({ fact }) => fact.id === chosen) ?? line.facts[0];
  const others = line.facts.length - 1;
  const words = shortened(store.reading(fact, fact.from === line.source), 34);
  return `${words}${others ? ` +${others}` : ""}`;
}

/**
 * Give an entity its size by how many it is joined to: gently, so that no shape hides another.
 *
 * @param {Entity} entity
 */
export function size({ degree = 0 }) {
  return Math.round(Math.min(14 + 4.5 * Math.log2(1 + degree), 50));
}

/**
 * @param {string} text
 * @param {number} longest letters
 */
export function shortened(text, longest = LONGEST) {
  const letters = [...text];
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : text;
}
