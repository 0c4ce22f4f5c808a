// Lists facts as one of their ends tells them: in groups by type, each with its claims folded.

import { claimsOf, count } from "./claims.js";
import { el } from "./dom.js";
import { entityLink, passage, selectFact, status, sure, when } from "./parts.js";
import { fill } from "./rows.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {{fact: Fact, forward: boolean, other: string | null}} Told No other end: it is mentioned, or its own. */

const MOST = 20; // facts of one group that are told at once

/**
 * @param {App} app
 * @param {Fact[]} own
 */
export function ownList(app, own) {
  return el(
    "ul",
    { class: "facts" },
    ...own.map((fact) => item(app, { fact, forward: true, other: null }, "")),
  );
}

/**
 * @param {App} app
 * @param {string} id
 * @param {Fact[]} facts
 * @returns {Node[]} facts under the words of their types, in the order of the vocabulary
 */
export function groups(app, id, facts) {
  /** @type {Map<string, Told[]>} */
  const grouped = new Map();
  const order = new Map(app.store.content.types.map((type, n) => [type.id, n]));
  const tolds = facts.map((fact) => asTold(fact, id)).sort((a, b) => rank(order, a) - rank(order, b));
  for (const told of tolds) {
    const words = title(app, told);
    const group = grouped.get(words);
    if (group) group.push(told);
    else grouped.set(words, [told]);
  }
  return [...grouped].flatMap(([words, group]) => {
    const list = el("ul", { class: "facts" });
    const { more } = fill(list, group, (told) => [item(app, told, words)], MOST);
    return [el("h4", {}, words, el("span", { class: "count" }, ` ${group.length}`)), list, more];
  });
}

/**
 * @param {Map<string, number>} order
 * @param {Told} told
 * @returns {number} what only mentions the entity comes last
 */
function rank(order, { fact, other, forward }) {
  return other === null ? 2 * (order.size + 1) : 2 * (order.get(fact.type) ?? order.size) + (forward ? 0 : 1);
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @returns {Told}
 */
function asTold(fact, id) {
  if (fact.to && fact.from === id) return { fact, forward: true, other: fact.to };
  return { fact, forward: false, other: fact.to === id ? fact.from : null };
}

/**
 * @param {App} app
 * @param {Told} told
 */
function title(app, { fact, forward, other }) {
  if (other === null) return "mentioned in";
  return app.store.reading(fact, forward);
}

/**
 * @param {App} app
 * @param {Told} told
 * @param {string} words what stands over it already
 * @returns {HTMLElement}
 */
function item(app, { fact, forward, other }, words) {
  const { certainty } = passage(app, fact);
  const reads = fact.reads?.[forward ? 0 : 1] ?? "";
  const besides = reads.startsWith(words) ? reads.slice(words.length).replace(/^[:,;]?\s*/, "") : reads;
  const subject = other ? entityLink(app, other) : el("bdi", { class: "sentence" }, fact.sentence);
  const open = {
    type: "button",
    class: "open",
    "aria-label": `Open: ${fact.sentence}`,
    onclick: () => selectFact(app, fact),
  };
  return el(
    "li",
    { class: `fact status-${fact.status}` },
    el(
      "p",
      { class: "line" },
      el("span", {}, subject, " ", ...standing(app, fact, certainty)),
      el("button", open, "open"),
    ),
    other && besides ? el("p", { class: "besides" }, besides) : null,
    fact.standing ? el("p", { class: `standing status-${fact.status}` }, fact.standing) : null,
    claimsFold(app, fact),
  );
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @param {import("./types.js").Certainty} certainty
 * @returns {(Node | string | null)[]} when it was, and how sure
 */
export function standing(app, fact, certainty) {
  // The words of who says so begin with how it stands.
  const stands = fact.standing ? null : status(app, fact);
  return [el("span", { class: "when" }, when(fact)), " ", stands, " ", sure({ fact, certainty })];
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {HTMLElement} the claims, made when they are asked for
 */
function claimsFold(app, fact) {
  const fold = /** @type {HTMLDetailsElement} */ (
    el("details", { class: "fold" }, el("summary", { "data-key": `claims of ${fact.id}` }, count(fact)))
  );
  fold.addEventListener(
    "toggle",
    () => fold.open && fold.children.length === 1 && fold.append(...claimsOf(app, fact)),
  );
  return fold;
}

/**
 * @param {App} app
 * @param {string} id
 * @param {Fact[]} outside
 * @returns {Node[]} what window or filters keep out: folded, not gone
 */
export function left(app, id, outside) {
  if (!outside.length) return [];
  const fold = /** @type {HTMLDetailsElement} */ (
    el(
      "details",
      { class: "fold outside" },
      el("summary", { "data-key": "outside" }, `Not in the window, or switched off (${outside.length})`),
    )
  );
  fold.addEventListener("toggle", () => {
    if (!fold.open || fold.children.length > 1) return;
    const list = el("ul", { class: "facts" });
    const { more } = fill(list, outside, (fact) => [outsider(app, asTold(fact, id))], MOST);
    fold.append(list, more);
  });
  return [fold];
}

/**
 * @param {App} app
 * @param {Told} told
 * @returns {HTMLElement}
 */
function outsider(app, told) {
  const row = item(app, { ...told, other: null }, "");
  const { misses } = passage(app, told.fact);
  row.append(el("p", { class: "misses" }, `left out: ${why(misses ?? "")}`));
  return row;
}

/** @type {Record<string, string>} */
const WHY = {
  time: "outside the window",
  undated: "it has no date",
  uncertain: "it is only possible",
  type: "its type is switched off",
  kind: "a kind is switched off",
  source: "its sources are switched off",
};

/**
 * @param {string} misses the filter that a fact fails, else its status
 */
export function why(misses) {
  return WHY[misses] ?? `what is ${misses} is switched off`;
}
