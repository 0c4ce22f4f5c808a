// Answers what the page asks: from what it holds, or by asking the server that served it.

import { found, spelled } from "./spellings.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Asks} Asks */
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
    command(from, to, { ...store.content.given, ...options }),
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
    show: async (id) => {
      const part = await told("show", [["name", id]]);
      const entity = store.entity(id);
      if (entity) store.add({ entities: [{ ...entity, more: 0 }] });
      return part;
    },
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
