// Lists what is drawn in the order of time, under the years, in step with the map.

import { el } from "./dom.js";
import { bring, fill, hover, same, selectFact, status, sure, when } from "./parts.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./parts.js").Shown} Shown */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function timeline(root, app) {
  const body = el("div", { class: "timeline" });
  root.append(body);
  /** @type {Map<string, HTMLElement>} */
  let rows = new Map();
  /** @type {(index: number) => void} */
  let reach = () => {};

  const lay = (/** @type {View} */ { facts }) => {
    rows = new Map();
    const list = el("ol", { class: "events" });
    const row = (/** @type {Shown} */ shown) => {
      const made = event(app, shown);
      rows.set(shown.fact.id, made);
      return made;
    };
    let year = "";
    const under = (/** @type {Shown} */ shown) => {
      const next = yearOf(shown.fact);
      if (next === year) return [row(shown)];
      year = next;
      return [el("li", { class: "year" }, el("h3", {}, next)), row(shown)];
    };
    const filled = fill(list, facts, under);
    reach = filled.reach;
    const title = el("h2", { class: "unseen" }, "Timeline");
    body.replaceChildren(title, ...(facts.length ? [list, filled.more] : [nothing()]));
  };
  const mark = (/** @type {State} */ { fact, sel }, /** @type {View} */ view) => {
    const index = fact ? view.facts.findIndex((shown) => shown.fact.id === fact) : -1;
    if (index >= 0) reach(index);
    for (const [id, row] of rows) {
      row.querySelector("button")?.setAttribute("aria-current", String(id === fact));
      row.classList.toggle("of-selected", sel !== null && concerns(app, id, sel));
    }
    if (fact && !root.hidden) bring(root, rows.get(fact));
  };
  /** @type {readonly Shown[] | null} */
  let laid = null;
  return {
    update(/** @type {State} */ state, /** @type {View} */ view) {
      if (state.tab !== "timeline") return;
      if (!laid || !same(laid, view.facts)) lay(view);
      laid = view.facts;
      mark(state, view);
    },
  };
}

function nothing() {
  return el("p", { class: "hint" }, "Nothing passes the window and the filters.");
}

/**
 * @param {App} app
 * @param {string} id
 * @param {string} sel
 */
function concerns(app, id, sel) {
  const fact = app.store.fact(id);
  return fact?.from === sel || fact?.to === sel;
}

/**
 * @param {App} app
 * @param {Shown} shown
 * @returns {HTMLElement}
 */
function event(app, { fact, certainty }) {
  const mine = () => hover(fact.id);
  const away = () => hover(null);
  const button = el(
    "button",
    {
      type: "button",
      class: "event",
      onclick: () => selectFact(app, fact),
      onpointerenter: mine,
      onpointerleave: away,
      onfocus: mine,
      onblur: away,
    },
    el("span", { class: "when" }, when(fact)),
    el("span", { class: "what" }, el("bdi", {}, fact.sentence), " ", status(app, fact), " ", sure(certainty)),
  );
  return el("li", { class: certainty ? `is-${certainty}` : "" }, button);
}

/**
 * @param {Fact} fact
 * @returns {string} the year that it is listed under
 */
function yearOf({ bounds, order }) {
  if (!bounds || !order) return "Undated";
  const year = new Date(order[0] * 86_400_000).getUTCFullYear();
  return Number.isNaN(year) ? "At all times" : String(year); // no date reaches what has no beginning
}
