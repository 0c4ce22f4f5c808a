// Lets the map grow around an entity, and takes away what only hangs on it.

import { answered } from "./parts.js";
import { MOST } from "./state.js";

/** @typedef {import("./types.js").App} App */

/**
 * Draw what an entity is joined to; the best connected where that would be too many.
 *
 * @param {App} app
 * @param {string} id
 */
export function expanded(app, id) {
  return answered(app, app.asks.expand(id), () => grow(app, id));
}

/**
 * @param {App} app
 * @param {string} id
 */
function grow(app, id) {
  const drawn = new Set(app.view.entities.map((entity) => entity.id));
  const all = app.store.neighbours(id).filter((other) => !drawn.has(other));
  const degree = (/** @type {string} */ other) => app.store.entity(other)?.degree ?? 0;
  const ranked = all.sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  const fresh = ranked.slice(0, Math.max(0, MOST - drawn.size));
  if (fresh.length) app.go(grown(app, id, fresh));
  else app.go({ sel: id }, { replace: true }); // what was learnt of it may still be new to the lists
  const seen = new Set(app.view.entities.map((entity) => entity.id));
  const added = fresh.filter((other) => seen.has(other)).length;
  app.say(told(app.store.name(id), added, fresh.length - added, all.length - fresh.length));
}

/**
 * @param {string} name
 * @param {number} added
 * @param {number} filtered
 * @param {number} rest that would be too many
 */
function told(name, added, filtered, rest) {
  return [
    added ? `${added} more around ${name}` : `Nothing more around ${name} to draw`,
    filtered && `${filtered} do not pass the filters`,
    rest && `${rest} are left out, as ${MOST} is the most that is drawn`,
  ]
    .filter(Boolean)
    .join("; ");
}

/**
 * @param {App} app
 * @param {string} id
 * @param {string[]} fresh
 */
function grown({ state, store }, id, fresh) {
  const shown = state.shown ?? store.content.focus ?? null;
  const hidden = state.hidden.filter((one) => one !== id && !fresh.includes(one));
  return { sel: id, fact: null, hidden, ...(shown && { shown: [...new Set([...shown, id, ...fresh])] }) };
}

/**
 * Hide what is joined, of all that is in sight, to this entity alone; what is pinned or on the path stays.
 *
 * @param {App} app
 * @param {string} id
 */
export function collapsed(app, id) {
  const { state, view } = app;
  /** @type {Map<string, Set<string>>} */
  const joined = new Map();
  for (const { fact } of view.facts) {
    if (!fact.to || fact.to === fact.from) continue;
    for (const [a, b] of [
      [fact.from, fact.to],
      [fact.to, fact.from],
    ])
      joined.set(a, (joined.get(a) ?? new Set()).add(b));
  }
  const kept = new Set([id, ...state.pinned, ...(view.path?.entities ?? [])]);
  const hanging = [...(joined.get(id) ?? [])].filter(
    (other) => joined.get(other)?.size === 1 && !kept.has(other),
  );
  if (hanging.length) app.go({ hidden: [...state.hidden, ...hanging] });
  app.say(
    hanging.length
      ? `${hanging.length} that hang on ${app.store.name(id)} alone are hidden`
      : "Nothing hangs on it alone",
  );
}
