// Finds how two entities are connected: asks for the best paths and goes through them step by step.

import { command } from "./asks.js";
import { el } from "./dom.js";
import {
  answered,
  commandLine,
  entityLink,
  keepingFocus,
  name,
  passage,
  selectFact,
  status,
  sure,
  when,
} from "./parts.js";
import { inForce } from "./inforce.js";
import { combobox } from "./search.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./types.js").Paths} Paths */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./asks.js").Refused} Refused */
/** @typedef {Result["steps"][number]} Step */

const MOST = 3; // relations of one step that are told at once

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function pathfinder(root, app) {
  const form = asking(app);
  const answer = el("div", { class: "answer" });
  const sheet = disclosure(root, el("h2", {}, "Find a path"), form.root, answer);
  let asked = "";
  let told = "";

  root.addEventListener("ends", (event) => {
    sheet.open();
    form.take(/** @type {CustomEvent} */ (event).detail);
  });
  const refused = (/** @type {Refused} */ error) => {
    const line = error.command ? [commandLine(app, error.command)] : [];
    answer.replaceChildren(el("p", { class: "trouble", role: "alert" }, error.message), ...line);
  };
  const ask = ({ from, to, options } = /** @type {Asked} */ (app.state.path), question = asked) => {
    answer.replaceChildren(el("p", { class: "hint" }, "Looking for paths …"));
    const found = (/** @type {Paths} */ paths) => {
      if (question !== asked) return;
      const { served } = app.store.content;
      // A file answers as it was exported, whatever else is asked of the way; the address then says that.
      if (served) app.store.add({ paths: [{ ...paths, from, to, options }] });
      const over = new Set(paths.results.flatMap((one) => one.entities));
      const hidden = app.state.hidden.filter((id) => !over.has(id));
      app.go(
        { path: { from, to, options: (!served && paths.options) || options, n: 1 }, hidden },
        { replace: true },
      );
    };
    void answered(app, app.asks.path(from, to, options), found, refused);
  };
  const update = (/** @type {State} */ { path, fact, t, filters, certain }) => {
    form.update();
    if (!path) {
      if (asked || !told) answer.replaceChildren(...ready(app));
      asked = "";
      told = "ready";
      return;
    }
    const question = JSON.stringify([path.from, path.to, path.options]);
    const paths = app.store.paths(path);
    if (question !== asked) {
      asked = question;
      told = "";
      sheet.open();
      form.show(path);
      if (!paths) return ask();
      app.say(counted(paths));
    }
    const now = JSON.stringify([question, path.n, fact, t, filters, certain]);
    if (!paths || now === told) return;
    told = now;
    keepingFocus(answer, () => answer.replaceChildren(...laid(app, paths, path.n)));
  };
  const first = app.store.everyPath[0];
  if (first && !location.hash) queueMicrotask(() => app.go({ path: asAsked(first) }, { replace: true }));
  return { update };
}

/**
 * Put contents behind a button that shows and hides them.
 * @param {HTMLElement} root
 * @param {...HTMLElement} contents
 */
function disclosure(root, ...contents) {
  const close = el("button", { type: "button", class: "close", onclick: () => toggle(false) }, "Close");
  const sheet = el(
    "section",
    { id: "path-sheet", class: "sheet", "aria-label": "Path finder", hidden: true },
    close,
    contents,
  );
  const toggle = (/** @type {boolean} */ isOpen) => {
    sheet.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) button.focus();
  };
  const pressed = () => {
    toggle(Boolean(sheet.hidden));
    if (!sheet.hidden) sheet.querySelector("input")?.focus();
  };
  const button = el(
    "button",
    { type: "button", "aria-expanded": "false", "aria-controls": "path-sheet", onclick: pressed },
    "Find path",
  );
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle(false);
  });
  root.append(button, sheet);
  return { open: () => void (sheet.hidden && toggle(true)) };
}

/**
 * @param {Paths} paths
 * @returns {Asked}
 */
function asAsked({ from, to, options = {} }) {
  return { from, to, options, n: 1 };
}

/**
 * Make the form: two ends, how many, by what, and what the way must be like.
 *
 * @param {App} app
 */
function asking(app) {
  /** @type {{ from: string | null, to: string | null }} */
  const ends = { from: null, to: null };
  const end = (/** @type {"from" | "to"} */ which, /** @type {string} */ label) =>
    combobox(app, {
      label,
      placeholder: "name or alias",
      choose: (hit) => void (ends[which] = hit.id),
      typed: () => void (ends[which] = null),
    });
  const boxes = { from: end("from", "From entity"), to: end("to", "To entity") };
  const via = several(app, "Via");
  const avoid = several(app, "Avoid");
  const k = field("How many", { type: "number", min: "1", max: "100", value: "3" });
  const hops = field("At most steps", { type: "number", min: "1", placeholder: "any" });
  const rank = el(
    "select",
    {},
    el("option", { value: "cost" }, "how telling they are"),
    el("option", { value: "hops" }, "fewest steps"),
  );
  const sameTime = tick("All at one time");
  const inOrder = tick("One after the other");
  const directed = tick("Only as relations are stated");
  const denied = tick("Walk what is denied or retracted too");
  const within = tick("Only within the window and filters of the page", true);
  const used = el("p", { class: "hint" });
  const trouble = el("p", { class: "trouble", role: "alert" });

  const options = () => ({
    k: Number(k.input.value) || 3,
    rank: /** @type {HTMLSelectElement} */ (rank).value,
    ...(via.ids().length && { via: via.ids().join(",") }),
    ...(avoid.ids().length && { avoid: avoid.ids().join(",") }),
    ...(hops.input.value && { "max-hops": Number(hops.input.value) }),
    ...(sameTime.input.checked && { "same-time": true }),
    ...(inOrder.input.checked && { "in-order": true }),
    ...(directed.input.checked && { directed: true }),
    ...(within.input.checked
      ? inForce(app, denied.input.checked).options
      : denied.input.checked && { status: "any" }),
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const lacking = [!ends.from && "where it begins", !ends.to && "where it ends"]
      .filter(Boolean)
      .join(" and ");
    trouble.textContent = lacking ? `Choose ${lacking} from what the field offers.` : "";
    const { from, to } = ends;
    if (from && to) app.go({ path: { from, to, options: options(), n: 1 } });
    else (ends.from ? boxes.to : boxes.from).input.focus();
  };
  const set = (/** @type {"from" | "to"} */ which, /** @type {string | null} */ id) => {
    ends[which] = id;
    boxes[which].set(id ? app.store.name(id) : "");
  };
  const exchange = () => {
    const { from, to } = ends;
    set("from", to);
    set("to", from);
  };
  const more = el(
    "details",
    { class: "fold" },
    el("summary", {}, "Conditions"),
    el("label", {}, "Rank by ", rank),
    hops.root,
    via.root,
    avoid.root,
    ...[sameTime, inOrder, directed, denied, within].map((one) => one.root),
  );
  const root = el(
    "form",
    { class: "asking", onsubmit: submit },
    el(
      "div",
      { class: "ends" },
      boxes.from.root,
      el(
        "button",
        {
          type: "button",
          class: "exchange",
          "aria-label": "Exchange from and to",
          title: "Exchange",
          onclick: exchange,
        },
        "⇄",
      ),
      boxes.to.root,
    ),
    el("div", { class: "row" }, k.root, el("button", { type: "submit", class: "primary" }, "Find paths")),
    more,
    used,
    trouble,
  );
  return {
    root,
    take: (/** @type {{ from?: string, to?: string }} */ { from, to }) => {
      if (from) set("from", from);
      if (to) set("to", to);
      const missing = !ends.from ? boxes.from : !ends.to ? boxes.to : null;
      if (missing) missing.input.focus();
      else /** @type {HTMLFormElement} */ (root).requestSubmit();
    },
    show: (/** @type {Asked} */ { from, to, options: asked }) => {
      set("from", from);
      set("to", to);
      if (asked.k) k.input.value = String(asked.k);
      if (asked.rank) /** @type {HTMLSelectElement} */ (rank).value = String(asked.rank);
    },
    update: () => {
      const { words } = inForce(app, denied.input.checked);
      used.textContent =
        words.length && within.input.checked ? `Counts for the next question: ${words.join("; ")}.` : "";
    },
  };
}

/**
 * @param {string} label
 * @param {Record<string, string>} attributes
 */
function field(label, attributes) {
  const input = /** @type {HTMLInputElement} */ (el("input", attributes));
  return { input, root: el("label", {}, `${label} `, input) };
}

/**
 * @param {string} label
 * @param {boolean} [checked]
 */
function tick(label, checked = false) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  input.checked = checked;
  return { input, root: el("label", { class: "tick" }, input, ` ${label}`) };
}

/**
 * Make a field that takes several entities.
 *
 * @param {App} app
 * @param {string} label
 */
function several(app, label) {
  /** @type {string[]} */
  let ids = [];
  const list = el("ul", { class: "taken", "aria-label": label });
  const told = () => {
    const row = (/** @type {string} */ id) => {
      const words = app.store.name(id);
      const drop = () => {
        ids = ids.filter((one) => one !== id);
        told();
        box.input.focus();
      };
      return el(
        "li",
        {},
        name(words),
        el("button", { type: "button", "aria-label": `Drop ${words}`, onclick: drop }, "×"),
      );
    };
    list.replaceChildren(...ids.map(row));
  };
  const box = combobox(app, {
    label,
    placeholder: label.toLowerCase(),
    choose: (hit) => {
      ids = [...ids.filter((id) => id !== hit.id), hit.id];
      box.set("");
      told();
    },
  });
  return { root: el("div", { class: "several" }, box.root, list), ids: () => ids };
}

/**
 * @param {App} app
 * @returns {Node[]} the paths that are answered already: those exported with a file, or asked before
 */
function ready(app) {
  const paths = app.store.everyPath;
  if (!paths.length) return [];
  const called = (/** @type {string} */ id) => name(app.store.name(id));
  const rows = paths.map((one) => {
    const open = () => app.go({ path: asAsked(one) });
    const ends = [called(one.from), " → ", called(one.to)];
    return el("li", {}, el("button", { type: "button", class: "link", onclick: open }, ends));
  });
  return [el("h3", {}, "Paths at hand"), el("ul", {}, ...rows)];
}

/** @param {Paths} paths */
function counted({ results, complete }) {
  const found = results.length === 1 ? "1 path" : `${results.length || "no"} paths`;
  return complete === false ? `${found}; the search was ended for its length` : found;
}

/**
 * @param {App} app
 * @param {Paths} paths
 * @param {number} n
 * @returns {Node[]}
 */
function laid(app, paths, n) {
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
      : [el("p", { class: "hint" }, "As this file was exported; other conditions need akg view.")]),
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
    const fact = app.store.fact(steps[to].facts[0]);
    if (!fact) return;
    app.say(`Step ${to + 1} of ${steps.length}: ${fact.sentence}`);
    selectFact(app, fact);
  };
  const button = (/** @type {string} */ words, /** @type {number} */ to) =>
    el(
      "button",
      { type: "button", disabled: to < 0 || to >= steps.length, "data-key": words, onclick: () => go(to) },
      words,
    );
  const where =
    at < 0
      ? `${steps.length === 1 ? "1 step" : `${steps.length} steps`}`
      : `step ${at + 1} of ${steps.length}`;
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
      verdict(app, step),
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
 * @returns {HTMLElement | null} whether a step passes window and filters
 */
function verdict(app, step) {
  const facts = step.facts.flatMap((id) => app.store.fact(id) ?? []);
  const passing = facts.map((fact) => passage(app, fact)).filter((one) => one.misses === null);
  if (!passing.length) return el("span", { class: "sure outside" }, "outside the window or filters");
  if (!app.state.t) return null;
  return sure(passing.some((one) => one.certainty === "certain") ? "certain" : "possible");
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
  const isOut = passage(app, fact).misses !== null;
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
      fact.reads?.[forward ? 0 : 1] ?? fact.sentence,
      " ",
      el("span", { class: "when" }, when(fact)),
      " ",
      status(app, fact),
    ),
  );
}
