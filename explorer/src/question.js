// The form that asks for paths: two ends, how many, by what, and what the way must be like.

import { el } from "./dom.js";
import { inForce } from "./inforce.js";
import { name } from "./parts.js";
import { Combobox } from "./search.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Options} Options */
/** @typedef {"from" | "to"} End */

/**
 * @typedef {object} Control
 * @property {HTMLElement} root
 * @property {() => Options[string] | undefined} value Undefined where nothing is asked for.
 * @property {(value: Options[string] | undefined) => void} set
 * @property {() => string} said What is asked for, in words; empty where nothing is.
 */

/** @param {App} app */
export function question(app) {
  const both = ends(app);
  const k = number("How many", 3, { max: "100" });
  const controls = { k, ...conditions(app) };
  const denied = tick("Walk what is denied or retracted too");
  const within = tick("Only within the window and filters of the page");
  within.set(true);
  const used = el("p", { class: "hint" });
  const trouble = el("p", { class: "trouble", role: "alert" });

  const options = () => {
    const asked = Object.entries(controls).map(([option, { value }]) => [option, value()]);
    const set = Object.fromEntries(asked.filter(([, value]) => value !== undefined));
    const isWide = denied.value() === true;
    return { ...set, ...(within.value() ? inForce(app, isWide).options : isWide && { status: "any" }) };
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const { from, to } = both.ids();
    trouble.textContent = from && to ? "" : "Choose both ends from what the fields offer.";
    if (!from || !to) return both.focus();
    fold.open = false; // the answer stands below it
    app.go({ path: { from, to, options: options(), n: 1 } });
  };
  const { k: _, ...more } = controls;
  const folded = [...Object.values(more), denied, within];
  const summary = el("summary", {}, "Conditions");
  const fold = el(
    "details",
    { class: "fold", ontoggle: () => tell() },
    summary,
    ...folded.map(({ root }) => root),
  );
  const tell = () => {
    const said = [...Object.values(more), denied].map((control) => control.said()).filter(Boolean);
    summary.textContent = ["Conditions", ...(fold.open || !said.length ? [] : [said.join("; ")])].join(": ");
  };
  const send = el("button", { type: "submit", class: "primary" }, "Find paths");
  const root = el(
    "form",
    { class: "asking", onsubmit: submit },
    both.root,
    el("div", { class: "row" }, k.root, send),
    fold,
    used,
    trouble,
  );
  return {
    root,
    /** Take an end from elsewhere, and ask where that makes two. */
    take(/** @type {Partial<Record<End, string>>} */ given) {
      for (const [end, id] of Object.entries(given)) both.set(/** @type {End} */ (end), id);
      const { from, to } = both.ids();
      if (from && to) root.requestSubmit();
      else both.focus();
    },
    /** Show what was asked elsewhere: by an address, or before. */
    show(/** @type {Asked} */ { from, to, options }) {
      both.set("from", from);
      both.set("to", to);
      for (const [option, control] of Object.entries(controls)) control.set(options[option]);
      denied.set(options.status === "any");
      tell();
    },
    update() {
      const { words } = inForce(app);
      const counts = words.length && within.value();
      used.textContent = counts
        ? `The next question keeps to the window and filters: ${words.join("; ")}.`
        : "";
    },
  };
}

/**
 * Make the two fields for the ends.
 *
 * @param {App} app
 */
function ends(app) {
  /** @type {Record<End, string | null>} */
  const chosen = { from: null, to: null };
  const field = (/** @type {End} */ end, /** @type {string} */ label) =>
    new Combobox(app, {
      label,
      placeholder: `${end}: a name or alias`,
      choose: (hit) => void (chosen[end] = hit.id),
      typed: () => void (chosen[end] = null),
    });
  const boxes = { from: field("from", "From entity"), to: field("to", "To entity") };
  const set = (/** @type {End} */ end, /** @type {string | null} */ id) => {
    chosen[end] = id;
    boxes[end].set(id ? app.store.name(id) : "");
  };
  const exchange = () => {
    const { from, to } = chosen;
    set("from", to);
    set("to", from);
  };
  const label = "Exchange from and to";
  const button = el("button", { type: "button", "aria-label": label, title: label, onclick: exchange }, "⇄");
  return {
    root: el("div", { class: "ends" }, boxes.from.root, button, boxes.to.root),
    ids: () => chosen,
    set,
    focus: () => (chosen.from ? boxes.to : boxes.from).input.focus(),
  };
}

/**
 * Make what the way must be like, under the names of the options of `akg path`.
 *
 * @param {App} app
 * @returns {Record<string, Control>}
 */
function conditions(app) {
  return {
    rank: choice("Rank by", { cost: "how telling they are", hops: "fewest steps" }),
    "max-hops": number("At most steps"),
    via: several(app, "Via"),
    avoid: several(app, "Avoid"),
    "same-time": tick("All at one time"),
    "in-order": tick("One after the other in time"),
    directed: tick("Only along the arrows"),
  };
}

/**
 * @param {string} label
 * @param {number | undefined} [usual]
 * @param {Record<string, string>} [attributes]
 * @returns {Control}
 */
function number(label, usual, attributes = {}) {
  const input = el("input", { type: "number", min: "1", placeholder: "any", value: usual, ...attributes });
  return {
    root: el("label", {}, `${label} `, input),
    value: () => Number(input.value) || usual,
    said: () => (input.value ? `${label.toLowerCase()}: ${input.value}` : ""),
    set: (value) => void (input.value = String(value ?? usual ?? "")),
  };
}

/**
 * @param {string} label
 * @param {Record<string, string>} words of the values, the usual one first
 * @returns {Control}
 */
function choice(label, words) {
  const options = Object.entries(words).map(([value, text]) => el("option", { value }, text));
  const select = el("select", {}, options);
  return {
    root: el("label", {}, `${label} `, select),
    value: () => select.value,
    said: () => (select.selectedIndex > 0 ? `${label.toLowerCase()} ${words[select.value]}` : ""),
    set: (value) => void (select.value = String(value ?? Object.keys(words)[0])),
  };
}

/**
 * @param {string} label
 * @returns {Control}
 */
function tick(label) {
  const input = el("input", { type: "checkbox" });
  return {
    root: el("label", { class: "tick" }, input, ` ${label}`),
    value: () => input.checked || undefined,
    said: () => (input.checked ? label.toLowerCase() : ""),
    set: (value) => void (input.checked = value === true),
  };
}

/**
 * Make a field that takes several entities.
 *
 * @param {App} app
 * @param {string} label
 * @returns {Control}
 */
function several(app, label) {
  /** @type {string[]} */
  let ids = [];
  const names = new Map(); // of what the page may not hold yet
  const list = el("ul", { class: "taken", "aria-label": "Taken" });
  const take = (/** @type {string[]} */ now) => {
    ids = [...new Set(now)];
    list.replaceChildren(...ids.map(taken));
  };
  const called = (/** @type {string} */ id) => names.get(id) ?? app.store.name(id);
  const taken = (/** @type {string} */ id) => {
    const words = called(id);
    const drop = () => {
      take(ids.filter((one) => one !== id));
      box.input.focus();
    };
    const button = el("button", { type: "button", "aria-label": `Drop ${words}`, onclick: drop }, "×");
    return el("li", {}, name(words), button);
  };
  const choose = (/** @type {import("./types.js").Hit} */ hit) => {
    box.set("");
    names.set(hit.id, hit.name);
    take([...ids, hit.id]);
  };
  const box = new Combobox(app, { label, placeholder: label.toLowerCase(), choose });
  return {
    root: el("div", { class: "several" }, box.root, list),
    value: () => ids.join(",") || undefined,
    said: () => (ids.length ? `${label.toLowerCase()} ${ids.map(called).join(", ")}` : ""),
    set: (value) => take([value ?? []].flat().flatMap((one) => String(one).split(","))),
  };
}
