// The form that asks for paths: two ends, how many, by what, and what the way must be like.

import { el } from "./dom.js";
import { inForce } from "./inforce.js";
import { name } from "./parts.js";
import { combobox } from "./search.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */

/**
 * Make the form: two ends, how many, by what, and what the way must be like.
 *
 * @param {App} app
 */
export function question(app) {
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
  const list = el("ul", { class: "taken", "aria-label": "Taken" });
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
