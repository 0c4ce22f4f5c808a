// Finds an entity by a name: a combobox after the ARIA authoring practices, with a list of what it may mean.

import { answered, kindLabel, kindMark, name, selectEntity } from "./parts.js";
import { el } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Hit} Hit */
/** @typedef {{results: Hit[], notes?: string[]}} Hits */

const MOST = 12; // hits that are listed at once
const PAUSE = 120; // milliseconds without a key before a server is asked

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function search(root, app) {
  const found = (/** @type {Hit} */ hit) => {
    box.set("");
    chosen(app, hit.id);
  };
  const box = combobox(app, { label: "Search", placeholder: "Search a name or alias  ( / )", choose: found });
  root.append(box.root);
  return { update() {}, focus: () => box.input.focus() };
}

/**
 * Select an entity that was found; what is known of it is fetched first where the page lacks it.
 *
 * @param {App} app
 * @param {string} id
 */
function chosen(app, id) {
  const known = app.store.entity(id) ? Promise.resolve({}) : app.asks.show(id);
  void answered(app, known, () => selectEntity(app, id));
}

let made = 0;

/**
 * Make a text field that finds entities while one types.
 * @param {App} app
 * @param {{ label: string, placeholder?: string, choose: (hit: Hit) => void, typed?: () => void }} options
 *   `typed` is called when the text no longer is what was chosen
 */
export function combobox(app, { label, placeholder = "", choose, typed = () => {} }) {
  const id = `found-${(made += 1)}`;
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;
  let timer = 0;

  const list = el("ul", { id, role: "listbox", "aria-label": "Found", hidden: true });
  const note = el("p", { class: "note", hidden: true });
  const input = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "text",
      role: "combobox",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      placeholder,
    })
  );
  const drop = el("div", { class: "found", hidden: true }, list, note);
  const root = el("div", { class: "combobox" }, input, drop);

  const close = () => {
    clearTimeout(timer);
    drop.hidden = list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (/** @type {Hit} */ hit) => {
    input.value = hit.name;
    close();
    choose(hit);
  };
  const move = (/** @type {number} */ to) => {
    const options = [...list.children];
    if (!options.length) return;
    active = (to + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };
  const open = (/** @type {Hits} */ answer) => {
    hits = answer.results.slice(0, MOST);
    const rest = answer.results.length - hits.length;
    const notes = [...(rest > 0 ? [`and ${rest.toLocaleString("en")} more`] : []), ...(answer.notes ?? [])];
    if (!answer.results.length) notes.unshift("nothing is called so");
    list.replaceChildren(...hits.map((hit, n) => option(app, hit, `${id}-${n}`, () => take(hit))));
    note.textContent = notes.join("; ");
    note.hidden = !notes.length;
    drop.hidden = false;
    list.hidden = !hits.length;
    active = -1;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    input.removeAttribute("aria-activedescendant");
    app.say([`${answer.results.length} found`, ...(answer.notes ?? [])].join("; "));
  };
  const refused = (/** @type {Error} */ error) => open({ results: [], notes: [error.message] });
  const ask = () => {
    const text = input.value.trim();
    if (!text) return close();
    // An answer to a text that has changed since is dropped.
    const asked = app.asks.search(text);
    return answered(app, asked, (answer) => input.value.trim() === text && open(answer), refused);
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const isOpen = !drop.hidden;
    if (event.key === "ArrowDown") isOpen ? move(active + 1) : void ask();
    else if (event.key === "ArrowUp" && isOpen) move(active < 0 ? -1 : active - 1);
    else if (event.key === "Home" && active >= 0) move(0);
    else if (event.key === "End" && active >= 0) move(-1);
    else if (event.key === "Enter" && isOpen && hits.length) take(hits[Math.max(active, 0)]);
    else if (event.key === "Escape" && (isOpen || input.value)) isOpen ? close() : set("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const set = (/** @type {string} */ text) => {
    input.value = text;
    close();
  };
  input.addEventListener("input", () => {
    typed();
    clearTimeout(timer);
    timer = window.setTimeout(ask, app.store.content.served ? PAUSE : 0);
  });
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", close);
  // Else the field would lose the focus, and the list close, before the click arrives.
  drop.addEventListener("pointerdown", (event) => event.preventDefault());
  return { root, input, set };
}

/**
 * @param {App} app
 * @param {Hit} hit
 * @param {string} id
 * @param {() => void} take
 */
function option(app, hit, id, take) {
  const matched =
    hit.matched && hit.matched !== hit.name ? el("span", { class: "matched" }, name(hit.matched)) : null;
  return el(
    "li",
    { id, role: "option", "aria-selected": "false", onclick: take },
    kindMark(app, hit.kind),
    name(hit.name),
    el("span", { class: "kind" }, kindLabel(app, hit.kind)),
    matched,
  );
}
