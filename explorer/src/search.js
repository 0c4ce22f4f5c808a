// Finds an entity by a name: a combobox after the ARIA authoring practices, with a list of what it may mean.

import { el, region } from "./dom.js";
import { answered, kindLabel, kindMark, name, selectEntity } from "./parts.js";

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
  const box = new Combobox(app, {
    label: "Search",
    placeholder: "Search a name or alias  ( / )",
    choose: ({ id }) => {
      box.set("");
      // What the page does not hold of it is fetched first.
      const known = app.store.entity(id) ? Promise.resolve({}) : app.asks.show(id);
      void answered(app, known, () => {
        selectEntity(app, id);
        region("panel").focus({ preventScroll: true }); // so that the next key is not typed into the field
      });
    },
  });
  root.append(box.root);
  return { update() {} };
}

/**
 * @typedef {object} Use
 * @property {string} label
 * @property {string} placeholder
 * @property {(hit: Hit) => void} choose
 * @property {() => void} [typed] Called when the text is no more what was chosen.
 */

/** A text field that finds entities while one types. */
export class Combobox {
  static #made = 0;
  #id = `found-${(Combobox.#made += 1)}`;
  /** @type {Hit[]} */
  #hits = [];
  #answered = ""; // the text that these are for, or that was chosen
  #active = -1; // the hit that the arrow keys stand on
  #timer = 0;
  #list = el("ul", { id: this.#id, role: "listbox", "aria-label": "Found", hidden: true });
  #note = el("p", { class: "note", hidden: true });
  #drop = el("div", { class: "found", hidden: true }, this.#list, this.#note);

  /**
   * @param {App} app
   * @param {Use} use
   */
  constructor(app, use) {
    this.#app = app;
    this.#use = use;
    this.input = el("input", { ...attributes(use, this.#id), oninput: () => this.#typed() });
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("blur", () => this.#close());
    // Else the field would lose the focus, and the list close, before the click arrives.
    this.#drop.addEventListener("pointerdown", (event) => event.preventDefault());
    this.root = el("div", { class: "combobox" }, this.input, this.#drop);
  }
  /** @type {App} */
  #app;
  /** @type {Use} */
  #use;

  /** @param {string} text what the field says now */
  set(text) {
    this.input.value = text;
    this.#answered = text.trim();
    this.#close();
  }

  #typed() {
    this.#use.typed?.();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#ask(), this.#app.store.content.served ? PAUSE : 0);
  }

  /** @param {boolean} [taking] whether to take the first hit, as Enter does when the answer is there */
  #ask(taking = false) {
    clearTimeout(this.#timer);
    const text = this.input.value.trim();
    if (!text) return this.#close();
    const refused = (/** @type {Error} */ { message }) => this.#open({ results: [], notes: [message] }, []);
    // An answer is dropped where the text has changed since, or the field has been left.
    const found = (/** @type {Hits} */ hits) => {
      if (this.input.value.trim() !== text || document.activeElement !== this.input) return;
      this.#open(hits);
      if (taking && this.#hits.length) this.#take(this.#hits[0]);
    };
    void answered(this.#app, this.#app.asks.search(text), found, refused);
  }

  /**
   * @param {Hits} hits
   * @param {string[]} nothing what to say where there is none
   */
  #open({ results, notes = [] }, nothing = ["nothing is called so"]) {
    this.#answered = this.input.value.trim();
    this.#hits = results.slice(0, MOST);
    const rest = results.length - this.#hits.length;
    const more = rest > 0 ? [`and ${rest.toLocaleString("en")} more`] : [];
    const words = [...more, ...(results.length ? [] : nothing), ...notes];
    const options = this.#hits.map((hit, n) =>
      option(this.#app, hit, `${this.#id}-${n}`, () => this.#take(hit)),
    );
    this.#list.replaceChildren(...options);
    this.#note.textContent = words.join("; ");
    this.#note.hidden = !words.length;
    this.#drop.hidden = false;
    this.#list.hidden = !results.length;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.#stand(-1);
    this.#app.say([`${results.length} found`, ...notes].join("; "));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#drop.hidden = this.#list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#stand(-1);
  }

  /** @param {number} to the hit to stand on; -1 is none */
  #stand(to) {
    this.#active = to;
    const options = [...this.#list.children];
    options.forEach((one, n) => one.setAttribute("aria-selected", String(n === to)));
    options[to]?.scrollIntoView({ block: "nearest" });
    if (to < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", options[to].id);
  }

  /** @param {Hit} hit */
  #take(hit) {
    this.set(hit.name);
    this.#app.say(hit.name);
    this.#use.choose(hit);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const act = this.#drop.hidden ? this.#whileClosed(event.key) : this.#whileOpen(event.key);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /**
   * @param {string} key
   * @returns {(() => void) | false | undefined} what it does, if anything
   */
  #whileClosed(key) {
    if (key === "ArrowDown") return () => this.#ask();
    if (key === "Enter" && this.#isNew) return () => this.#ask(true);
    return key === "Escape" && this.input.value !== "" && (() => this.#clear());
  }

  /**
   * @param {string} key
   * @returns {(() => void) | false | undefined}
   */
  #whileOpen(key) {
    const [at, count] = [this.#active, this.#hits.length];
    if (key === "Escape") return () => this.#close();
    if (key === "Enter" && this.#isNew) return () => this.#ask(true);
    if (!count) return undefined;
    if (key === "ArrowDown") return () => this.#stand((at + 1) % count);
    if (key === "ArrowUp") return () => this.#stand(at > 0 ? at - 1 : count - 1);
    return key === "Enter" && (() => this.#take(this.#hits[Math.max(at, 0)]));
  }

  /** Whether what stands in the field has been neither looked for nor chosen. */
  get #isNew() {
    return this.input.value.trim() !== this.#answered;
  }

  #clear() {
    this.set("");
    this.#use.typed?.();
  }
}

/**
 * @param {Use} use
 * @param {string} list the id of the list of hits
 */
function attributes({ label, placeholder }, list) {
  return {
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder,
  };
}

/**
 * @param {App} app
 * @param {Hit} hit
 * @param {string} id
 * @param {() => void} take
 */
function option(app, hit, id, take) {
  const { matched = hit.name } = hit;
  return el(
    "li",
    { id, role: "option", "aria-selected": "false", onclick: take },
    kindMark(app, hit.kind),
    name(hit.name),
    el("span", { class: "kind" }, kindLabel(app, hit.kind)),
    matched !== hit.name && el("span", { class: "matched" }, name(matched)),
  );
}
