// Sets the window of time: a double slider over a histogram of the facts, two fields, and buttons for steps.

import { axis, range } from "./bars.js";
import { el, region } from "./dom.js";
import { fields } from "./fields.js";
import { histogram } from "./histogram.js";
import { firstInWords, lastInWords, later, moved, stepped } from "./months.js";
import { derive } from "./view.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Window} Window */
/** @typedef {import("./bars.js").Axis} Axis */

/** @typedef {{sign: string, name: string, direction: 1 | -1, months: number}} Step */

/** @type {{label: string, steps: Step[]}[]} */
const STEPS = [
  {
    label: "Move the window back",
    steps: [
      { sign: "«", name: "year earlier", direction: -1, months: 12 },
      { sign: "‹", name: "month earlier", direction: -1, months: 1 },
    ],
  },
  {
    label: "Move the window on",
    steps: [
      { sign: "›", name: "month later", direction: 1, months: 1 },
      { sign: "»", name: "year later", direction: 1, months: 12 },
    ],
  },
];

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function slider(root, app) {
  /** @type {Axis | null} */
  let ruler = null;
  let counted = "";
  const plot = histogram(app, () => ruler);
  const line = el("p", { class: "counts" });
  const tell = (/** @type {string | null} */ wrong) => {
    line.classList.toggle("wrong", wrong !== null);
    line.textContent = wrong ?? counts(app.state, app.view);
    if (wrong !== null) app.say(wrong);
  };
  const boxes = fields(app, () => range(ruler), tell);
  const step = (/** @type {1 | -1} */ direction, /** @type {number | null} */ months) =>
    walk(app, ruler, direction, months);
  const begin = () => app.state.t && app.go({ t: null });
  const all = el("button", { type: "button", class: "all", onclick: begin }, "All time");
  const dash = el("span", { "aria-hidden": "true" }, "–");
  const [back, on] = STEPS.map((some) => stepButtons(some, step));
  root.append(plot.root, el("div", { class: "window-row" }, back, boxes.from, dash, boxes.to, on, all, line));
  root.addEventListener("step", (event) => {
    const { direction, months } = /** @type {CustomEvent} */ (event).detail;
    step(direction, months);
  });
  return {
    update(/** @type {State} */ state, /** @type {View} */ view, /** @type {State | null} */ before) {
      const key = JSON.stringify([state.filters, state.shown, state.hidden, state.path, app.store.version]);
      if (key !== counted) {
        const whole = state.t ? derive({ ...state, t: null, certain: false }, app.store) : view;
        ruler = axis(whole.facts.map(({ fact }) => fact));
        counted = key;
        plot.draw(ruler);
      }
      plot.place(state.t);
      boxes.show(state.t);
      all.setAttribute("aria-disabled", String(!state.t)); // disabled, it would lose the focus
      tell(null);
      if (before && String(before.t) !== String(state.t)) app.say(told(state.t));
      else if (before && !isSame(before, state)) app.say(counts(state, view));
    },
  };
}

/**
 * @param {typeof STEPS[number]} some
 * @param {(direction: 1 | -1, months: number) => void} step
 */
function stepButtons({ label, steps }, step) {
  const buttons = steps.map(({ sign, name, direction, months }) => {
    const press = () => step(direction, months);
    return el("button", { type: "button", "aria-label": name, title: name, onclick: press }, sign);
  });
  return el("div", { class: "steps", role: "group", "aria-label": label }, ...buttons);
}

/**
 * Move the window from elsewhere, by months, or where none are given by its own length.
 *
 * @param {1 | -1} direction
 * @param {number | null} months
 */
export function moveWindow(direction, months) {
  region("window").dispatchEvent(new CustomEvent("step", { detail: { direction, months } }));
}

/**
 * @param {State} a
 * @param {State} b
 */
function isSame(a, b) {
  return a.certain === b.certain && JSON.stringify(a.filters) === JSON.stringify(b.filters);
}

/** @param {Window | null} t */
function told(t) {
  return t ? `From ${firstInWords(t[0])} to ${lastInWords(t[1])}` : "All time";
}

/**
 * Say how many facts are in the window, and how many are not and why.
 *
 * @param {State} state
 * @param {View} view
 */
function counts({ t }, { facts, leftOut }) {
  const many = (/** @type {number} */ n) => n.toLocaleString("en");
  const { time = 0, undated = 0, uncertain = 0, ...others } = leftOut;
  const off = Object.values(others).reduce((a, b) => a + b, 0);
  const all = facts.length + time + undated + uncertain + off;
  const sum = `${many(all)} ${all === 1 ? "fact" : "facts"}`;
  const filtered = off && `${many(off)} switched off by filters`;
  if (!t) {
    const dateless = facts.filter(({ fact }) => !fact.bounds).length;
    const shown = off && `${many(facts.length)} shown`;
    return [sum, shown, dateless && `${many(dateless)} undated`, filtered].filter(Boolean).join(" · ");
  }
  const certain = facts.filter(({ certainty }) => certainty === "certain").length;
  const possible = facts.length - certain;
  const unsure = uncertain ? `${many(uncertain)} possible not shown` : `${many(possible)} possible`;
  return [
    sum,
    `${many(certain)} certain, ${unsure}`,
    time && `${many(time)} at other times`,
    undated && `${many(undated)} undated not shown`,
    filtered,
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * Step the window; where there is none, begin with the first or the last year, or month, of the range to scale.
 *
 * @param {App} app
 * @param {Axis | null} ruler
 * @param {1 | -1} direction
 * @param {number | null} months
 */
function walk(app, ruler, direction, months) {
  const whole = range(ruler);
  if (!ruler || !whole) return app.say("Nothing that is shown has a date.");
  const { t } = app.state;
  const next = t
    ? months
      ? moved(t, direction * months)
      : stepped(t, direction)
    : begun(ruler, direction, months ?? 12);
  if (next[1] < whole[0] || next[0] > whole[1])
    return app.say(`Nothing that is shown is ${direction < 0 ? "earlier" : "later"}.`);
  app.go({ t: next });
}

/**
 * @param {Axis} ruler
 * @param {1 | -1} direction
 * @param {number} months
 * @returns {Window}
 */
function begun({ bars, before, after }, direction, months) {
  if (direction > 0) {
    const { first } = bars[before ? 1 : 0];
    return [first, later(first, months) - 1];
  }
  const { last } = bars[bars.length - (after ? 2 : 1)];
  return [later(last + 1, -months), last];
}
