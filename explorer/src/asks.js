// Answers what the page asks: from what it holds, or by asking the server that served it.

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Asks} Asks */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Hit} Hit */
/** @typedef {import("./types.js").Options} Options */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Paths} Paths */

/** An answer that there is none, in words for the reader; `command` is what to ask in a shell instead. */
export class Refused extends Error {
  /**
   * @param {string} words
   * @param {string} [command]
   */
  constructor(words, command = "") {
    super(words);
    this.command = command;
  }
}

/**
 * @param {Store} store
 * @returns {Asks}
 */
export function asks(store) {
  return store.content.served ? served(store) : filed(store);
}

/**
 * Fold a name so that spellings of it meet. It only finds: which entity a name means is decided by akg.
 * @param {string} name
 */
export function fold(name) {
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
 * @param {Store} store
 * @returns {Asks}
 */
function filed(store) {
  const names = store.content.entities.map(spelled);
  return {
    search: async (text) => ({ results: found(names, text), notes: [] }),
    path: async (from, to, options) => exported(store, from, to, options),
    // All that a file will ever know is in the store already.
    expand: async () => ({}),
    show: async () => ({}),
  };
}

/** @typedef {{ entity: Entity, names: { text: string, words: string[] }[], keys: string[] }} Spelled */

/**
 * @param {Entity} entity
 * @returns {Spelled}
 */
function spelled(entity) {
  const names = [entity.name, ...(entity.aliases ?? [])].map((text) => ({ text, words: words(text) }));
  return { entity, names, keys: [...(entity.keys ?? []), fold(entity.id)] };
}

/**
 * Find entities, best first: whole names, beginnings of names, of words, then parts of names and of summaries.
 * @param {Spelled[]} names
 * @param {string} text
 * @returns {Hit[]}
 */
function found(names, text) {
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
  const key = asked.join("");
  if (top.rank > EQUAL && keys.includes(key))
    return { rank: EQUAL, matched: top.rank < NONE ? top.matched : entity.name };
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

/**
 * @param {Store} store
 * @param {string} from
 * @param {string} to
 * @param {Options} options
 * @returns {Paths}
 */
function exported(store, from, to, options) {
  const answer = store.paths({ from, to, options: {}, n: 1 });
  if (answer) return answer;
  throw new Refused(
    "This file holds only the paths it was exported with. A new question needs akg view, or a shell:",
    command(from, to, options),
  );
}

/**
 * Write the question as akg takes it in a shell.
 *
 * @param {string} from
 * @param {string} to
 * @param {Options} options
 */
export function command(from, to, options) {
  const told = Object.entries(options).flatMap(([option, value]) => {
    if (value === true) return [`--${option}`];
    return many(option, value).map((one) => `--${option} ${quoted(one)}`);
  });
  return ["akg path", quoted(from), quoted(to), ...told].join(" ");
}

/**
 * @param {string} word
 * @returns {string} the word as a POSIX shell takes it
 */
export function quoted(word) {
  return /^[\w.,:=@%+/~-]+$/.test(word) && !word.startsWith("~")
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * An address holds lists with commas; entities are asked for one by one.
 *
 * @param {string} option
 * @param {Options[string]} value
 * @returns {string[]}
 */
function many(option, value) {
  return [value]
    .flat()
    .flatMap((one) => (["via", "avoid"].includes(option) ? String(one).split(",") : [String(one)]));
}

/**
 * @param {Store} store
 * @returns {Asks}
 */
function served(store) {
  const fetched = one();
  /**
   * @param {string} question
   * @param {[string, string][]} query
   * @returns {Promise<any>}
   */
  const told = async (question, query) => {
    const { paths, ...part } = await fetched(question, query);
    store.add(part);
    return paths ?? part;
  };
  return {
    search: (text) => fetched("search", [["q", text]]),
    path: (from, to, options) => told("path", [["start", from], ["goal", to], ...query(options)]),
    expand: (id) => told("neighbours", [["name", id]]),
    show: (id) => told("show", [["name", id]]),
  };
}

/**
 * @param {Options} options
 * @returns {[string, string][]}
 */
function query(options) {
  return Object.entries(options).flatMap(([option, value]) =>
    many(option, value).map((one) => /** @type {[string, string]} */ ([option, one])),
  );
}

/**
 * Make what asks the server: a new question of a kind ends the one before, whose asker hears no more than that.
 *
 * @returns {(question: string, query: [string, string][]) => Promise<any>}
 */
function one() {
  /** @type {Map<string, AbortController>} */
  const open = new Map();
  return async (question, query) => {
    open.get(question)?.abort();
    const controller = new AbortController();
    open.set(question, controller);
    try {
      return await got(`api/${question}?${new URLSearchParams(query)}`, controller.signal);
    } finally {
      if (open.get(question) === controller) open.delete(question);
    }
  };
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<any>}
 */
async function got(url, signal) {
  const response = await fetch(url, { signal }).catch((error) => {
    throw isEnded(error)
      ? error
      : new Refused("akg view does not answer; is it still running in its terminal?");
  });
  const answer = await response.json().catch((error) => {
    throw isEnded(error) ? error : new Refused(`akg view answered ${response.status} without words`);
  });
  if (!response.ok) throw new Refused(answer.error ?? `akg view answered ${response.status}`);
  return answer;
}

/**
 * @param {unknown} error
 * @returns {boolean} whether a question was ended because a newer one took its place
 */
export function isEnded(error) {
  return error instanceof DOMException && error.name === "AbortError";
}
