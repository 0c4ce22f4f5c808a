// Lays out the paths that were found: the best first, the one on show step by step.

import { command } from "./asks.js";
import { el } from "./dom.js";
import { commandLine, entityLink, name, passage, selectFact, status, sure, when } from "./parts.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").Paths} Paths */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {Result["steps"][number]} Step */

const MOST = 3; // relations of one step that are told at once

/**
 * @param {App} app
 * @returns {Node[]} the paths that are answered already: those exported with a file, or asked before
 */
export function ready(app) {
  const paths = app.store.everyPath;
  if (!paths.length) return [];
  const called = (/** @type {string} */ id) => name(app.store.name(id));
  const rows = paths.map((one) => {
    const open = () => app.go({ path: asAsked(one) });
    const ends = [called(one.from), " → ", called(one.to)];
    return el("li", {}, el("button", { type: "button", class: "link fact-link", onclick: open }, ends));
  });
  return [el("h3", {}, "Paths at hand"), el("ul", {}, ...rows)];
}

/** @param {Paths} paths */
export function counted({ results, complete }) {
  const found = results.length === 1 ? "1 path" : `${results.length || "no"} paths`;
  return complete === false ? `${found}; the search was ended for its length` : found;
}

/**
 * @param {App} app
 * @param {Paths} paths
 * @param {number} n
 * @returns {Node[]}
 */
export function answer(app, paths, n) {
  const called = (/** @type {string} */ id) => name(app.store.name(id));
  const clear = el(
    "button",
    { type: "button", class: "close", onclick: () => app.go({ path: null }) },
    "Clear",
  );
  const title = el("h3", {}, `${counted(paths)}: `, called(paths.from), " → ", called(paths.to));
  const rows = paths.results.map((result, m) => chain(app, paths, result, m, n));
  const notes = (paths.notes ?? []).map((words) => el("li", {}, words));
  return [
    el("div", { class: "title" }, title, clear),
    el("ol", { class: "paths" }, ...rows),
    ...(notes.length ? [el("ul", { class: "notes", "aria-label": "Notes" }, ...notes)] : []),
    ...(app.store.content.served
      ? []
      : [el("p", { class: "hint" }, "As this file was exported. Another question needs akg view.")]),
    el("p", { class: "hint" }, "The same in a shell:"),
    commandLine(app, paths.command ?? command(paths.from, paths.to, paths.options ?? {})),
  ];
}

/**
 * @param {App} app
 * @param {Paths} paths
 * @param {Result} result
 * @param {number} m
 * @param {number} n
 * @returns {HTMLElement}
 */
function chain(app, { results }, result, m, n) {
  const isShown = m === n - 1;
  const { path } = app.state;
  const hops = result.hops === 1 ? "1 step" : `${result.hops} steps`;
  const words = [hops, `cost ${result.cost.toFixed(2)}`, result.certainty].filter(Boolean).join(", ");
  const show = () => path && app.go({ path: { ...path, n: m + 1 }, fact: null });
  const attributes = {
    type: "button",
    class: "choice",
    "aria-expanded": String(isShown),
    "data-key": `path ${m}`,
    onclick: show,
  };
  const head = el("button", attributes, el("span", { class: "number" }, `${m + 1}`), ` ${words}`);
  if (!isShown) return el("li", {}, head, el("p", { class: "over" }, ...over(app, result)));
  const remarks = (result.remarks ?? []).map((remark) => el("li", {}, remark));
  return el(
    "li",
    { class: "shown" },
    head,
    remarks.length ? el("ul", { class: "remarks" }, ...remarks) : null,
    walk(app, result, `${m + 1} of ${results.length}`),
    steps(app, result),
  );
}

/**
 * @param {App} app
 * @param {Result} result
 * @returns {(Node | string)[]} the entities between, on one line
 */
function over(app, { entities }) {
  const inner = entities.slice(1, -1).map((id) => name(app.store.name(id)));
  return inner.length ? ["over ", ...inner.flatMap((one, n) => (n ? [" → ", one] : [one]))] : ["directly"];
}

/**
 * @param {App} app
 * @param {Result} result
 * @param {string} number
 * @returns {HTMLElement} the buttons that go from step to step
 */
function walk(app, { steps }, number) {
  const at = steps.findIndex((step) => step.facts.includes(app.state.fact ?? ""));
  const go = (/** @type {number} */ to) => {
    const fact = app.store.fact(steps[to]?.facts[0]);
    if (!fact) return;
    app.say(`Step ${to + 1} of ${steps.length}: ${fact.sentence}`);
    selectFact(app, fact);
  };
  // Where there is no such step it is not disabled, which would lose the focus.
  const button = (/** @type {string} */ words, /** @type {number} */ to) => {
    const attributes = { "aria-disabled": String(!steps[to]), "data-key": words, onclick: () => go(to) };
    return el("button", { type: "button", ...attributes }, words);
  };
  const where =
    at < 0 ? (steps.length === 1 ? "1 step" : `${steps.length} steps`) : `step ${at + 1} of ${steps.length}`;
  return el(
    "div",
    { class: "walk", role: "group", "aria-label": `Path ${number}, step by step` },
    button("‹ Previous step", at < 0 ? -1 : at - 1),
    el("span", {}, where),
    button("Next step ›", at + 1),
  );
}

/**
 * @param {App} app
 * @param {Result} result
 * @returns {HTMLElement}
 */
function steps(app, result) {
  const rows = result.steps.map((step, n) =>
    el(
      "li",
      { class: "step" },
      entityLink(app, result.entities[n]),
      el("ul", { class: "links" }, ...links(app, step)),
    ),
  );
  const last = el("li", { class: "step" }, entityLink(app, result.entities[result.steps.length]));
  return el("ol", { class: "steps", onkeydown: onArrow }, ...rows, last);
}

/**
 * Go up and down between the relations of a path by the arrow keys.
 *
 * @param {KeyboardEvent} event
 */
function onArrow(event) {
  const change = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const buttons = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("button")]);
  const next = change && buttons[buttons.indexOf(/** @type {HTMLElement} */ (event.target)) + change];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * @param {App} app
 * @param {Step} step
 * @returns {HTMLElement[]}
 */
function links(app, step) {
  const rows = step.facts.flatMap((id, n) => {
    const fact = app.store.fact(id);
    return fact ? [el("li", {}, link(app, fact, step.forward[n]))] : [];
  });
  const rest = rows.slice(MOST);
  if (!rest.length) return rows;
  const holder = el("li", {});
  const all = () => {
    holder.replaceWith(...rest);
    rest[0].querySelector("button")?.focus();
  };
  holder.append(
    el(
      "button",
      { type: "button", class: "more", onclick: all },
      `and ${rest.length} more between these two`,
    ),
  );
  return [...rows.slice(0, MOST), holder];
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @param {boolean} forward
 * @returns {HTMLElement}
 */
function link(app, fact, forward) {
  const { misses, certainty } = passage(app, fact);
  const isOut = misses !== null;
  const type = app.store.types.get(fact.type);
  const arrow = type?.symmetric ? "↔" : forward ? "→" : "←";
  return el(
    "button",
    {
      type: "button",
      class: `hop status-${fact.status}${isOut ? " is-out" : ""}`,
      "aria-current": String(app.state.fact === fact.id),
      "data-key": fact.id,
      onclick: () => selectFact(app, fact),
    },
    el("span", { class: "arrow", "aria-hidden": "true" }, arrow),
    el(
      "span",
      {},
      el("bdi", {}, fact.reads?.[forward ? 0 : 1] ?? fact.sentence),
      " ",
      el("span", { class: "when" }, when(fact)),
      " ",
      status(app, fact),
      " ",
      isOut
        ? el("span", { class: "sure outside" }, "outside the window or filters")
        : sure({ fact, certainty }),
    ),
  );
}

/**
 * @param {Paths} paths
 * @returns {Asked}
 */
export function asAsked({ from, to, options = {} }) {
  return { from, to, options, n: 1 };
}
