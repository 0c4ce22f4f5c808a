// Switches kinds, types, statuses and sources off and on, and what is only possible.

import { el, fill } from "./dom.js";
import { START } from "./state.js";
import { derive } from "./view.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Off} Off */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {{id: string, label: string}} Choice */
/** @typedef {{name: keyof Off, label: string, choices: (app: App) => Choice[]}} Group */
/** @typedef {{choice: Choice, item: HTMLElement, box: HTMLInputElement, count: HTMLElement}} Row */

const LONG = 12; // choices; of more a group can be searched
const GAP = 4; // pixels below the button

/** @type {Group[]} */
const GROUPS = [
  {
    name: "kinds",
    label: "Kind",
    choices: ({ store }) => store.content.kinds.map(({ id, plural }) => ({ id, label: plural })),
  },
  {
    name: "types",
    label: "Type",
    choices: ({ store }) => store.content.types.map(({ id, label }) => ({ id, label })),
  },
  {
    name: "statuses",
    label: "Status",
    choices: ({ store }) => store.content.statuses.map(({ id }) => ({ id, label: id })),
  },
  {
    name: "sources",
    label: "Source",
    choices: ({ store }) =>
      Object.entries(store.sources).map(([id, { reference, title }]) => ({
        id,
        label: reference ?? title ?? id,
      })),
  },
];

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function filters(root, app) {
  const button = el("button", { type: "button", popovertarget: "filter-sheet" });
  const reset = () => {
    app.go({ filters: START.filters, certain: false });
    button.focus(); // the one that had it is gone
  };
  const clear = el("button", { type: "button", onclick: reset, hidden: true }, "Reset filters");
  const certain = el("input", { type: "checkbox", onchange: () => app.go({ certain: certain.checked }) });
  const hint = el("span", { class: "hint" }, "(needs a window of time)");
  const groups = GROUPS.map((one, n) => group(app, one, n === 0));
  const close = () => sheet.hidePopover();
  const sheet = el(
    "section",
    // A popover lies over all else, closes at Esc or a press beside it, and gives the focus back.
    { id: "filter-sheet", popover: "auto", "aria-label": "Filters to choose" },
    el("h2", {}, "Filters"),
    el("button", { type: "button", class: "close", onclick: close }, "Close"),
    el("label", { class: "certain" }, certain, "only certain", hint),
    ...groups.map(({ root }) => root),
  );
  let isOpen = false;
  sheet.addEventListener("beforetoggle", (event) => {
    isOpen = /** @type {ToggleEvent} */ (event).newState === "open";
    const { bottom, left } = button.getBoundingClientRect();
    sheet.style.setProperty("--top", `${bottom + GAP}px`);
    sheet.style.setProperty("--left", `${left}px`);
    update(app.state);
  });
  root.append(button, clear, sheet);

  const update = (/** @type {State} */ state) => {
    const on = GROUPS.filter(({ name }) => state.filters[name].length).length + Number(state.certain);
    button.textContent = on ? `Filters · ${on} on` : "Filters";
    clear.hidden = on === 0;
    certain.checked = state.certain;
    certain.disabled = !state.t;
    hint.hidden = Boolean(state.t);
    if (!isOpen) return;
    // What each choice would show by itself: all that is in the window, whatever else is switched off.
    const found = counted(derive({ ...state, filters: START.filters, certain: false }, app.store));
    for (const one of groups) one.update(state.filters, found[one.name]);
  };
  return { update };
}

/**
 * Make one group of choices, folded away until it is opened.
 *
 * @param {App} app
 * @param {Group} group
 * @param {boolean} first whether it has the focus when the sheet opens
 */
function group(app, { name, label, choices }, first) {
  /** @type {Row[]} */
  let rows = [];
  const told = el("span", { class: "count" });
  const list = el("ul", {});
  const find = el("input", {
    type: "search",
    "aria-label": `Search in ${label}`,
    placeholder: "search",
    oninput: () => sift(),
  });
  const all = el(
    "button",
    {
      type: "button",
      class: "plain all",
      "aria-label": `All of ${label}`,
      onclick: () => off().length && set([]),
    },
    "all",
  );
  const root = el(
    "details",
    { class: "filter" },
    el("summary", { autofocus: first }, `${label} `, told),
    all,
    find,
    list,
  );
  const set = (/** @type {string[]} */ off) => app.go({ filters: { ...app.state.filters, [name]: off } });
  const off = () => app.state.filters[name];
  const row = (/** @type {Choice} */ choice) => {
    const { id, label } = choice;
    const box = el("input", {
      type: "checkbox",
      onchange: () => set(box.checked ? off().filter((one) => one !== id) : [...off(), id]),
    });
    const only = () => set(rows.map(({ choice }) => choice.id).filter((one) => one !== id));
    const count = el("span", { class: "count" });
    const button = el(
      "button",
      { type: "button", class: "plain only", "aria-label": `Only ${label}`, onclick: only },
      "only",
    );
    const item = el("li", {}, el("label", {}, box, el("bdi", {}, label)), button, count);
    return { choice, item, box, count };
  };
  const sift = () => {
    const wanted = find.value.trim().toLowerCase();
    for (const { choice, item } of rows) item.hidden = !choice.label.toLowerCase().includes(wanted);
  };
  const update = (/** @type {Off} */ { [name]: off }, /** @type {Map<string, number>} */ found) => {
    const wanted = choices(app);
    if (wanted.length !== rows.length) {
      rows = wanted.map(row);
      fill(list, ...rows.map(({ item }) => item));
      sift();
    }
    const out = new Set(off);
    find.hidden = rows.length <= LONG;
    all.setAttribute("aria-disabled", String(out.size === 0)); // disabled, it would lose the focus
    told.textContent = out.size ? `${rows.length - out.size} of ${rows.length}` : String(rows.length);
    for (const { choice, box, count, item } of rows) {
      box.checked = !out.has(choice.id);
      const n = found.get(choice.id) ?? 0;
      count.textContent = n.toLocaleString("en");
      item.classList.toggle("none", n === 0);
    }
  };
  return { name, root, update };
}

/**
 * Count the entities of each kind, and the facts of each type, status and source.
 *
 * @param {View} view
 * @returns {Record<keyof Off, Map<string, number>>}
 */
function counted({ entities, facts }) {
  /** @param {string[]} ids */
  const tally = (ids) => {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const id of ids) found.set(id, (found.get(id) ?? 0) + 1);
    return found;
  };
  return {
    kinds: tally(entities.map(({ kind }) => kind)),
    types: tally(facts.map(({ fact }) => fact.type)),
    statuses: tally(facts.map(({ fact }) => fact.status)),
    sources: tally(
      facts.flatMap(({ fact }) => [...new Set((fact.claims ?? []).map(({ source }) => source ?? ""))]),
    ),
  };
}
