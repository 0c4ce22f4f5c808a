// Lists what is drawn in the order of time, under the years, in step with the map.

import { el } from "./dom.js";
import { bring, hover, keepingFocus, same, selectFact, status, sure, when } from "./parts.js";
import { fill } from "./rows.js";

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
  /** @type {readonly Shown[]} */
  let laid = [];
  let list = filled(app, []);

  const lay = (/** @type {readonly Shown[]} */ facts) => {
    laid = facts;
    list = filled(app, facts);
    const title = el("h2", { class: "unseen" }, "Timeline");
    const shown = facts.length ? [list.earlier, list.root, list.more] : [nothing()];
    keepingFocus(body, () => body.replaceChildren(title, ...shown));
  };
  const mark = (/** @type {State} */ { fact, sel }) => {
    for (const [n, row] of list.rows) {
      const { id, from, to } = laid[n].fact;
      row.querySelector("button")?.setAttribute("aria-current", String(id === fact));
      row.classList.toggle("of-selected", sel !== null && (from === sel || to === sel));
    }
  };
  let chosen = "";
  return {
    update(/** @type {State} */ state, /** @type {View} */ { facts }) {
      if (state.tab !== "timeline") return;
      const isFresh = !body.hasChildNodes() || !same(laid, facts);
      if (isFresh) lay(facts);
      const fact = state.fact ?? "";
      const at = isFresh || fact !== chosen ? laid.findIndex((shown) => shown.fact.id === fact) : -1;
      if (at >= 0) list.reach(at);
      mark(state);
      if (at >= 0 && !root.hidden) bring(root, list.rows.get(at));
      chosen = fact;
    },
  };
}

/**
 * @param {App} app
 * @param {readonly Shown[]} facts
 */
function filled(app, facts) {
  const root = el("ol", { class: "events" });
  const row = (/** @type {Shown} */ shown, /** @type {number} */ n, /** @type {boolean} */ isFirst) => {
    const year = yearOf(shown.fact);
    const isNew = isFirst || year !== yearOf(facts[n - 1].fact);
    return [...(isNew ? [el("li", { class: "year" }, el("h3", {}, year))] : []), event(app, shown)];
  };
  return { root, ...fill(root, facts, row) };
}

function nothing() {
  return el("p", { class: "hint" }, "Nothing passes the window and the filters.");
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
    el(
      "span",
      { class: "what" },
      el("bdi", {}, fact.sentence),
      " ",
      status(app, fact),
      " ",
      sure({ fact, certainty }),
    ),
  );
  return el("li", { class: certainty ? `is-${certainty}` : "" }, button);
}

/**
 * @param {Fact} fact
 * @returns {string} the year that it is listed under
 */
function yearOf({ bounds, order, iso = [] }) {
  if (!bounds || !order) return "Undated";
  const year = new Date(order[0] * 86_400_000).getUTCFullYear();
  if (!Number.isNaN(year)) return String(year);
  // A year that no Date of JavaScript reaches. What always held may have bounds by the life of who it is about.
  const known = bounds[0] === order[0] && iso[0];
  return known ? known.replace(/^\+|-\d\d-\d\d$/g, "") : "At all times";
}
