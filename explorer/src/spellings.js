// Finds entities by their names, in whatever spelling. It only finds: what a name means is decided by akg.

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Hit} Hit */

/** @typedef {{ entity: Entity, names: { text: string, words: string[] }[], keys: string[] }} Spelled */

/**
 * Fold a name so that spellings of it meet. It only finds: which entity a name means is decided by akg.
 * @param {string} name
 */
function fold(name) {
  return words(name).join("");
}

/**
 * @param {string} name
 * @returns {string[]} its words without case, accents, apostrophes and signs
 */
function words(name) {
  const letters = name.replace(/['’‘ʼʻʿʾ`´]/g, "").normalize("NFKD");
  return letters
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * @param {Entity} entity
 * @returns {Spelled}
 */
export function spelled(entity) {
  const names = [entity.name, ...(entity.aliases ?? [])].map((text) => ({ text, words: words(text) }));
  return { entity, names, keys: [...(entity.keys ?? []), fold(entity.id)] };
}

/**
 * Find entities, best first: whole names, beginnings of names, of words, then parts of names and of summaries.
 * @param {Spelled[]} names
 * @param {string} text
 * @returns {Hit[]}
 */
export function found(names, text) {
  const asked = words(text);
  if (!asked.length) return [];
  const ranked = names.flatMap((one) => {
    const hit = best(one, asked);
    return hit ? [{ one, ...hit }] : [];
  });
  ranked.sort((a, b) => a.rank - b.rank || (b.one.entity.degree ?? 0) - (a.one.entity.degree ?? 0));
  return ranked.map(({ one: { entity }, matched }) => ({
    id: entity.id,
    name: entity.name,
    kind: entity.kind,
    ...(matched !== entity.name && { matched }),
  }));
}

/**
 * @param {Spelled} one
 * @param {string[]} asked
 * @returns {{ rank: number, matched: string } | null}
 */
function best({ entity, names, keys }, asked) {
  const ranks = names.map((name) => ({ rank: rank(name.words, asked), matched: name.text }));
  const top = ranks.reduce((a, b) => (b.rank < a.rank ? b : a));
  const [own, key] = [ranks[0], asked.join("")];
  // A key tells that some name is it, not which: so the name itself, where that has the words too.
  if (top.rank > EQUAL && keys.includes(key)) return { ...(own.rank < NONE ? own : top), rank: EQUAL };
  if (top.rank < NONE) return top;
  if (keys.some((one) => one.includes(key))) return { rank: PART, matched: entity.name };
  const summary = entity.summary ?? "";
  const told = words(summary);
  return asked.every((word) => told.includes(word)) ? { rank: SUMMARY, matched: summary } : null;
}

const [EQUAL, BEGINS, WORDS, PART, SUMMARY, NONE] = [0, 1, 2, 3, 4, 5];

/**
 * @param {string[]} name
 * @param {string[]} asked
 * @returns {number} how good a hit is, the less the better
 */
function rank(name, asked) {
  const [whole, part] = [name.join(""), asked.join("")];
  if (whole === part) return EQUAL;
  if (whole.startsWith(part)) return BEGINS;
  if (asked.every((word) => name.some((other) => other.startsWith(word)))) return WORDS;
  return part.length > 1 && whole.includes(part) ? PART : NONE;
}
