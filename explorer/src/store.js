// Holds what the page was told, and what it has learnt since; finds it by id.

/** @typedef {import("./types.js").Content} Content */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Paths} Paths */

export class Store {
  /** @type {Map<string, Entity>} */
  #entities = new Map();
  /** @type {Map<string, Fact>} */
  #facts = new Map();
  /** @type {Map<string, Set<Fact>>} */
  #mentions = new Map();
  /** @type {Paths[]} */
  #paths = [];

  /** @param {Content} content */
  constructor(content) {
    this.content = content;
    this.kinds = byId(content.kinds);
    this.types = byId(content.types);
    this.statuses = byId(content.statuses);
    this.sources = { ...content.sources };
    this.version = 0; // grows with every addition, so that what is derived knows when it is stale
    this.add(content);
  }

  /** Every entity, in the order of ids. */
  get entities() {
    return [...this.#entities.values()];
  }

  /** Every fact, in the order of time, undated last. */
  get facts() {
    return [...this.#facts.values()];
  }

  /** @param {string | null | undefined} id */
  entity(id) {
    return this.#entities.get(id ?? "");
  }

  /** @param {string | null | undefined} id */
  fact(id) {
    return this.#facts.get(id ?? "");
  }

  /** @param {string} id */
  name(id) {
    return this.entity(id)?.name ?? id;
  }

  /**
   * Give the words of the type of a fact, read from its subject or towards it.
   *
   * @param {Fact} fact
   * @param {boolean} forward
   */
  reading({ type }, forward) {
    const known = this.types.get(type);
    return (known && (forward || known.symmetric ? known.label : known.inverse)) ?? type;
  }

  /**
   * Give the facts that mention an entity: at either end, as place, event or what it is about.
   *
   * @param {string} id
   * @returns {Fact[]} in the order of time
   */
  factsOf(id) {
    return [...(this.#mentions.get(id) ?? [])].sort(inTime);
  }

  /**
   * Give the distinct entities that a fact joins to one.
   *
   * @param {string} id
   * @returns {string[]} ascending
   */
  neighbours(id) {
    /** @type {Set<string>} */
    const joined = new Set();
    for (const { from, to } of this.#mentions.get(id) ?? [])
      if (to && (from === id || to === id)) joined.add(from === id ? to : from);
    joined.delete(id);
    return [...joined].sort();
  }

  /**
   * Find the paths that an address asks for: of the same ends, and the same options where it names any.
   *
   * @param {import("./types.js").Asked | null} asked
   * @returns {Paths | undefined}
   */
  paths(asked) {
    if (!asked) return undefined;
    const between = this.#paths.filter(({ from, to }) => from === asked.from && to === asked.to);
    const wanted = canonical(asked.options);
    const exact = between.find(({ options }) => canonical(options ?? {}) === wanted);
    return exact ?? (wanted === "[]" ? between[0] : undefined);
  }

  /** All paths that it was told or has learnt. */
  get everyPath() {
    return [...this.#paths];
  }

  /**
   * Learn more. What is known already keeps its position.
   *
   * @param {Part} part
   */
  add({ entities = [], facts = [], sources = {}, paths = [] }) {
    for (const entity of entities) {
      const known = this.#entities.get(entity.id);
      const place = known?.x === undefined ? {} : { x: known.x, y: known.y };
      this.#entities.set(entity.id, { ...known, ...entity, ...place });
    }
    const fresh = facts.filter((fact) => !this.#facts.has(fact.id));
    for (const fact of fresh) this.#learn(fact);
    if (fresh.length && fresh.length < this.#facts.size) this.#facts = sorted(this.#facts, inTime);
    if (entities.length) this.#entities = sorted(this.#entities, (a, b) => (a.id < b.id ? -1 : 1));
    Object.assign(this.sources, sources);
    for (const one of paths) this.#remember(one);
    this.version += 1;
  }

  /** @param {Fact} fact */
  #learn(fact) {
    this.#facts.set(fact.id, fact);
    const mentioned = [fact.from, fact.to, fact.place, fact.event, ...(fact.about ?? [])];
    for (const id of mentioned) {
      if (!id) continue;
      const known = this.#mentions.get(id);
      if (known) known.add(fact);
      else this.#mentions.set(id, new Set([fact]));
    }
  }

  /** @param {Paths} paths */
  #remember(paths) {
    /** @param {Paths} of */
    const key = ({ from, to, options }) => JSON.stringify([from, to, canonical(options ?? {})]);
    this.#paths = [...this.#paths.filter((one) => key(one) !== key(paths)), paths];
  }
}

/**
 * Compare facts by time: by the day that they are listed under, the longest first, undated last, then by id.
 *
 * @param {Fact} a
 * @param {Fact} b
 */
export function inTime(a, b) {
  for (const n of [0, 1]) {
    const [left, right] = [a.order?.[n] ?? Infinity, b.order?.[n] ?? Infinity];
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/**
 * @template {{id: string}} T
 * @param {T[]} records
 * @returns {Map<string, T>}
 */
function byId(records) {
  return new Map(records.map((record) => [record.id, record]));
}

/**
 * @template V
 * @param {Map<string, V>} map
 * @param {(a: V, b: V) => number} order
 */
function sorted(map, order) {
  return new Map([...map].sort(([, a], [, b]) => order(a, b)));
}

/** @param {import("./types.js").Options} options */
function canonical(options) {
  const given = Object.entries(options).filter(([, value]) => value !== false && value !== "");
  return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
