// Decides what passes the filters and the window: the one thing that the page decides by itself.

/** @typedef {import("./types.js").Certainty} Certainty */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Window} Window */
/** @typedef {import("./store.js").Store} Store */

const UNKNOWN = [-Infinity, Infinity, -Infinity, Infinity]; // of what has no date

/**
 * Say how sure a fact is at some time in a window; null is excluded. As `akg.where.certainty` in Python, to
 * which a test holds it equal.
 *
 * @param {Fact} fact
 * @param {Window} window
 * @returns {Certainty}
 */
export function certainty({ bounds = UNKNOWN, firm }, [first, last]) {
  const [es, ls, ee, le] = bounds;
  if (es > last || le < first) return null;
  return firm && ls <= last && ee >= first ? "certain" : "possible";
}

/**
 * Derive all that is drawn and listed.
 *
 * @param {State} state
 * @param {Store} store
 * @returns {View}
 */
export function derive(state, store) {
  const path = shownPath(state, store);
  const drawn = drawnOf(state, store, path);
  const off = sets(state);
  /** @type {View["facts"]} */
  const facts = [];
  /** @type {Record<string, number>} */
  const leftOut = {};
  for (const fact of store.facts) {
    if (!drawn.has(fact.from) || (fact.to !== undefined && !drawn.has(fact.to))) continue;
    const reason = missed(fact, state, store, off);
    if (reason) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    else facts.push({ fact, certainty: state.t && certainty(fact, state.t) });
  }
  return { entities: standing(state, store, drawn, facts, path, off), facts, leftOut, path };
}

/**
 * Name the filter that a fact fails, in the order that `akg.where.Where.misses` asks; null where it passes.
 *
 * @param {Fact} fact
 * @param {State} state
 * @param {Store} store
 * @param {Sets} off
 */
export function missed(fact, state, store, off = sets(state)) {
  const kind = (/** @type {string | undefined} */ id) => off.kinds.has(store.entity(id)?.kind ?? "");
  if (kind(fact.from) || kind(fact.to)) return "kind";
  if (off.types.has(fact.type)) return "type";
  const sure = state.t && certainty(fact, state.t);
  if (state.t && sure === null) return "time";
  if (unsaid(fact, off.sources)) return "source";
  if (off.statuses.has(fact.status)) return fact.status;
  if (state.t && !fact.bounds) return "undated";
  return state.certain && sure === "possible" ? "uncertain" : null;
}

/**
 * Give the ids that are drawn before any filter: what is shown and the path, without what is hidden.
 *
 * @param {State} state
 * @param {Store} store
 * @param {View["path"]} path
 * @returns {Set<string>}
 */
export function drawnOf(state, store, path = shownPath(state, store)) {
  const chosen = state.shown ?? store.content.focus ?? store.entities.map(({ id }) => id);
  const asked = state.path ? [state.path.from, state.path.to] : [];
  const hidden = new Set(state.hidden);
  const drawn = [...chosen, ...asked, ...(path?.entities ?? [])];
  return new Set(drawn.filter((id) => !hidden.has(id) && store.entity(id)));
}

/**
 * @param {State} state
 * @param {Store} store
 * @returns {View["path"]}
 */
function shownPath(state, store) {
  return store.paths(state.path)?.results[(state.path?.n ?? 1) - 1] ?? null;
}

/** @typedef {{kinds: Set<string>, types: Set<string>, statuses: Set<string>, sources: Set<string>}} Sets */

/** @type {WeakMap<State["filters"], Sets>} What is switched off never changes: each is made into sets once. */
const SETS = new WeakMap();

/**
 * @param {State} state
 * @returns {Sets}
 */
function sets({ filters }) {
  const known = SETS.get(filters);
  if (known) return known;
  const { kinds, types, statuses, sources } = filters;
  const made = {
    kinds: new Set(kinds),
    types: new Set(types),
    statuses: new Set(statuses),
    sources: new Set(sources),
  };
  SETS.set(filters, made);
  return made;
}

/**
 * Tell whether all who say it speak in sources that are switched off; what follows from others has no source.
 *
 * @param {Fact} fact
 * @param {Set<string>} off
 */
function unsaid(fact, off) {
  if (!off.size || !fact.claims?.length) return false;
  return fact.claims.filter(({ left }) => !left).every(({ source }) => off.has(source ?? ""));
}

/**
 * Give the entities that stay in sight: of those drawn, what something joins that passes, and what nothing
 * joins at all; a filter that takes all relations of an entity takes it too, unless it is the one looked at.
 *
 * @param {State} state
 * @param {Store} store
 * @param {Set<string>} drawn
 * @param {View["facts"]} facts
 * @param {View["path"]} path
 * @param {Sets} off
 */
function standing(state, store, drawn, facts, path, off) {
  const kept = new Set([
    state.sel,
    ...state.pinned,
    ...(path?.entities ?? []),
    state.path?.from,
    state.path?.to,
  ]);
  const told = new Set(facts.flatMap(({ fact: { from, to } }) => (to === undefined ? [] : [from, to])));
  const narrowed = Boolean(state.t) || off.types.size + off.statuses.size + off.sources.size > 0;
  return [...drawn]
    .map((id) => /** @type {Entity} */ (store.entity(id)))
    .filter(({ id, kind }) => kept.has(id) || (!off.kinds.has(kind) && (!narrowed || told.has(id))))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
