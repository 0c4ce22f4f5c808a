// Makes the parts that panel, lists and path finder share: names, marks, dates, buttons.

import { isEnded, Refused } from "./asks.js";
import { el, region } from "./dom.js";
import { certainty, missed } from "./view.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {{fact: Fact, certainty: import("./types.js").Certainty}} Shown */

const HEAD = 30; // pixels at the top of a list that its years, or the heads of its columns, stay on
const LONG = 120; // characters of a name that is cut to some lines where it is one of many

/**
 * Tell a name as text that stands apart in its direction, whatever letters it has.
 *
 * @param {string} text
 */
export function name(text) {
  const isLong = text.length > LONG;
  return el("bdi", { class: isLong ? "name long" : "name", title: isLong && text }, text);
}

/**
 * @param {App} app
 * @param {string} kind
 * @returns {HTMLElement} the shape of a kind, which its word stands beside
 */
export function kindMark(app, kind) {
  const mark = app.store.kinds.get(kind)?.mark ?? "";
  return el("span", { class: `mark kind-${kind}`, "aria-hidden": "true" }, mark);
}

/**
 * Scroll a list to one of its rows, and nothing around the list: on a phone the map would go out of sight.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement | undefined} row
 */
export function bring(list, row) {
  if (!row) return;
  const [view, { top, bottom }] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (top < view.top + HEAD) list.scrollTop -= view.top + HEAD - top;
  else if (bottom > view.bottom) list.scrollTop += Math.min(bottom - view.bottom, top - view.top - HEAD);
}

/**
 * @param {App} app
 * @param {string} kind
 * @returns {string}
 */
export function kindLabel(app, kind) {
  return app.store.kinds.get(kind)?.label ?? kind;
}

/**
 * @param {App} app
 * @param {string} id
 * @returns {HTMLElement} a button that selects an entity, called by its name
 */
export function entityLink(app, id) {
  const entity = app.store.entity(id);
  if (!entity) return name(id);
  return el(
    "button",
    {
      type: "button",
      class: "link entity",
      title: kindLabel(app, entity.kind),
      onclick: () => selectEntity(app, id),
    },
    kindMark(app, entity.kind),
    name(entity.name),
  );
}

/**
 * Select an entity, drawn if it is not yet, and bring it into sight.
 *
 * @param {App} app
 * @param {string} id
 */
export function selectEntity(app, id) {
  app.go({ sel: id, fact: null, ...drawn(app, [id]) });
  app.canvas.centre(id);
}

/**
 * Select a fact; its ends are drawn if they are not yet.
 *
 * @param {App} app
 * @param {Fact} fact
 */
export function selectFact(app, fact) {
  app.go({ fact: fact.id, ...drawn(app, fact.to ? [fact.from, fact.to] : [fact.from]) });
}

/**
 * @param {App} app
 * @param {string[]} ids
 * @returns {{ shown?: string[], hidden?: string[] }} the change that draws them
 */
export function drawn(app, ids) {
  const { hidden } = app.state;
  const shown = app.state.shown ?? app.store.content.focus;
  const lacking = shown ? ids.filter((id) => !shown.includes(id)) : [];
  return {
    ...(shown && lacking.length && { shown: [...shown, ...lacking] }),
    ...(ids.some((id) => hidden.includes(id)) && { hidden: hidden.filter((id) => !ids.includes(id)) }),
  };
}

/**
 * Bring an entity to an end of the path finder.
 *
 * @param {{ from?: string, to?: string }} ends
 */
export function findPath(ends) {
  region("find-path").dispatchEvent(new CustomEvent("ends", { detail: ends }));
}

/**
 * Let the map show a fact that is pointed at elsewhere.
 *
 * @param {string | null} id null where none is any more
 */
export function hover(id) {
  region("map").dispatchEvent(new CustomEvent("hover", { detail: id }));
}

/**
 * Say how sure a fact is in the window, and which filter it fails, if any.
 * @param {App} app
 * @param {Fact} fact
 */
export function passage({ state, store }, fact) {
  return { certainty: state.t && certainty(fact, state.t), misses: missed(fact, state, store) };
}

/**
 * Make contents anew; the control that had the focus, told by its key, its label or its words, has it again, or
 * what stands around it where it is gone.
 * @param {HTMLElement} root
 * @param {() => void} remake
 */
export function keepingFocus(root, remake) {
  const control = document.activeElement;
  const key = control instanceof HTMLElement && root.contains(control) ? called(control) : null;
  remake();
  if (key === null) return;
  const controls = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button, summary, a"));
  const same = [...controls].find((other) => called(other) === key);
  const around = /** @type {HTMLElement | null} */ (root.closest("[tabindex]"));
  (same ?? around)?.focus({ preventScroll: true });
}

/** @param {HTMLElement} control */
function called(control) {
  return control.dataset.key ?? control.getAttribute("aria-label") ?? control.textContent ?? "";
}

/**
 * @param {readonly Shown[]} a
 * @param {readonly Shown[]} b
 * @returns {boolean} whether the same is shown
 */
export function same(a, b) {
  return (
    a.length === b.length && a.every((one, n) => one.fact === b[n].fact && one.certainty === b[n].certainty)
  );
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {HTMLElement | null} how a fact stands, by mark and word; null if it is simply so
 */
export function status(app, fact) {
  if (fact.status === "asserted" && !fact.doubted) return null;
  const mark = app.store.statuses.get(fact.status)?.mark ?? "";
  const words = fact.doubted ? `${fact.status}, doubted` : fact.status;
  return el(
    "span",
    { class: `status status-${fact.status}` },
    el("span", { "aria-hidden": "true" }, mark),
    ` ${words}`,
  );
}

/**
 * @param {Shown} shown
 * @returns {HTMLElement | null} how sure it is in the window, and why not surer
 */
export function sure({ fact, certainty }) {
  const why = !fact.firm && "no more than possible: it is denied by somebody, or its date is questioned";
  return certainty ? el("span", { class: `sure sure-${certainty}`, title: why }, certainty) : null;
}

/**
 * @param {Fact} fact
 * @returns {string}
 */
export function when(fact) {
  return fact.when || (fact.bounds ? "" : "undated");
}

/**
 * @param {App} app
 * @param {string} text
 * @param {string} label
 * @returns {HTMLElement} a button that copies text
 */
export function copyButton(app, text, label) {
  const press = () => copy(app, text);
  return el(
    "button",
    { type: "button", class: "copy", "aria-label": label, title: text, onclick: press },
    "copy",
  );
}

/**
 * @param {App} app
 * @param {string} text
 */
export async function copy(app, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    // Refused, or there is no clipboard at all where the page is not trusted.
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    app.say(`The browser does not let the page copy; it is: ${text}`);
    return;
  }
  app.say(`Copied: ${text}`);
}

/**
 * @param {App} app
 * @param {string} command
 * @returns {HTMLElement} a command, ready to be copied into a shell
 */
export function commandLine(app, command) {
  return el(
    "p",
    { class: "command" },
    el("code", {}, command),
    copyButton(app, command, `Copy the command ${command}`),
  );
}

/**
 * Ask, and tell in words what came of it where there is no answer; an answer that a newer question overtook is dropped.
 * @template T
 * @param {App} app
 * @param {Promise<T>} answer
 * @param {(value: T) => void} then
 * @param {(refused: Refused) => void} [refused]
 */
export async function answered(app, answer, then, refused = () => {}) {
  let value;
  try {
    value = await answer;
  } catch (error) {
    if (isEnded(error)) return;
    if (!(error instanceof Refused)) throw error;
    app.say(error.message);
    refused(error);
    return;
  }
  then(value);
}
