// Puts the page together: one state, one view of it, and the parts that draw both.

import { asks } from "./asks.js";
import { canvas } from "./canvas.js";
import { fill, region } from "./dom.js";
import { filters } from "./filters.js";
import { help } from "./help.js";
import { words } from "./inforce.js";
import { keys } from "./keys.js";
import { legend } from "./legend.js";
import { menu } from "./menu.js";
import { panel } from "./panel.js";
import { pathfinder } from "./pathfinder.js";
import { save } from "./save.js";
import { search } from "./search.js";
import { slider } from "./slider.js";
import { START, read, written } from "./state.js";
import { Store } from "./store.js";
import { table } from "./table.js";
import { tabs } from "./tabs.js";
import { timeline } from "./timeline.js";
import { certainty, derive } from "./view.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Mounted} Mounted */
/** @typedef {import("./types.js").State} State */

/** @type {Record<string, (root: HTMLElement, app: App) => Mounted>} The parts, by the region that each is in. */
const PARTS = {
  map: canvas, // first: the others ask it
  "menu-view": menu,
  search,
  "find-path": pathfinder,
  window: slider,
  filters,
  legend,
  panel,
  tabs,
  timeline,
  table,
  "menu-save": save,
  "menu-help": help,
};

start();

async function start() {
  if (!("DecompressionStream" in window))
    return fill(region("status"), "This browser is too old for the page; one of 2024 or later draws it.");
  const store = new Store(await content());
  /** @type {Mounted[]} */
  let mounted = [];
  const app = /** @type {App} */ ({
    store,
    asks: asks(store),
    state: START,
    view: derive(START, store),
    say: (text) => fill(region("status"), text),
    go: (change, { replace = false } = {}) => {
      const before = app.state;
      app.state = { ...before, ...change };
      keep(app.state, replace);
      if (!replace) head(app);
      show(before);
    },
  });
  const show = (/** @type {State | null} */ before) => {
    app.view = derive(app.state, store);
    for (const part of mounted) part.update(app.state, app.view, before);
  };
  const arrive = (/** @type {State | null} */ before) => {
    const { state, faults } = read(location.hash);
    const asked = [state.sel, state.path?.from, state.path?.to];
    const lost = (state.shown ?? []).filter((id) => !store.entity(id)).length;
    app.state = state;
    show(before);
    // A server is asked for what is selected and for the path, and what it does not know is told then.
    const isAsked = store.content.served && asked.some(Boolean);
    const missed = isAsked ? faults : [...faults, ...unknown(state, store)];
    const told = [
      missed.length && `Not understood in the address, and left out: ${missed.join(", ")}`,
      lost && `Of the entities in the address ${lost} are not at hand; search for them, or expand.`,
    ].flatMap((one) => one || []);
    if (told.length) app.say(told.join(" "));
    head(app, told); // where what is said next does not take its place
  };
  mounted = Object.entries(PARTS).map(([id, part]) => part(region(id), app));
  keys(app);
  window.addEventListener("popstate", () => arrive(app.state));
  // On paper the window and the filters stand nowhere else.
  window.addEventListener("beforeprint", () => head(app, words(app)));
  window.addEventListener("afterprint", () => head(app));
  Object.assign(window, { akg: { app, certainty } });
  arrive(null);
}

/**
 * Name what an address asks for and the page does not have.
 *
 * @param {State} state
 * @param {Store} store
 */
function unknown({ sel, fact, path, filters, hidden, pinned }, store) {
  const entities = [sel, path?.from, path?.to, ...hidden, ...pinned];
  return [
    ...entities.filter((id) => id && !store.entity(id)),
    ...(fact && !store.fact(fact) ? [fact] : []),
    ...filters.kinds.filter((id) => !store.kinds.has(id)),
    ...filters.types.filter((id) => !store.types.has(id)),
    ...filters.statuses.filter((id) => !store.statuses.has(id)),
    ...filters.sources.filter((id) => !Object.hasOwn(store.sources, id)),
  ];
}

/**
 * Say over the page as of what it is.
 *
 * @param {App} app
 * @param {string[]} [more]
 */
function head({ store: { content } }, more = []) {
  const told = [...(content.lines ?? []), ...more];
  region("as-of").hidden = !told.length;
  fill(region("as-of"), told.join(" · "));
}

/** Unpack what the page was told: base64 of JSON in gzip. @returns {Promise<import("./types.js").Content>} */
async function content() {
  const packed = Uint8Array.from(atob(region("content").textContent ?? ""), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/**
 * Write a state into the address: a new entry in the history, unless it replaces the last or is the same.
 *
 * @param {State} state
 * @param {boolean} replace
 */
function keep(state, replace) {
  const hash = written(state);
  if (hash === location.hash.slice(1)) return;
  const address = hash ? `#${hash}` : location.pathname + location.search;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}
