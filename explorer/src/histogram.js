// Draws the histogram of the facts, and the window of time over it between two thumbs.

import { place, range } from "./bars.js";
import { el, fill, svg } from "./dom.js";
import { drags } from "./dragging.js";
import {
  firstInWords,
  lastInWords,
  later,
  monthEnd,
  monthOf,
  parts,
  shortFirst,
  shortLast,
} from "./months.js";
import { iso } from "./state.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Window} Window */
/** @typedef {import("./bars.js").Axis} Axis */

const HEIGHT = 100; // of the drawing; it is stretched to its place
const LABELS = 8; // at most, under the bars
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * Make the bars, and the two thumbs and what is between them to be dragged.
 *
 * @param {App} app
 * @param {() => Axis | null} ruler
 */
export function histogram(app, ruler) {
  const bars = svg("svg", { class: "bars", role: "img", preserveAspectRatio: "none" });
  const between = el("div", { class: "between" });
  const ticks = el("div", { class: "ticks", "aria-hidden": "true" });
  const thumbs = {
    first: thumb("first", "Start of the window"),
    last: thumb("last", "End of the window"),
  };
  const plot = el("div", { class: "plot" }, between, bars, thumbs.first, thumbs.last);
  const root = el("div", { class: "histogram" }, plot, ticks);

  const draw = (/** @type {Axis | null} */ axis) => {
    root.hidden = !axis;
    if (!axis) return;
    fill(bars, ...drawing(axis));
    bars.setAttribute("viewBox", `0 0 1000 ${HEIGHT}`);
    bars.setAttribute("aria-label", summary(axis));
    fill(ticks, ...labels(axis));
  };
  const put = (/** @type {Window | null} */ t) => {
    const axis = ruler();
    const whole = range(axis);
    if (!axis || !whole) return;
    const [first, last] = t ?? whole;
    const [left, right] = [place(axis, first), place(axis, last + 1)];
    plot.classList.toggle("is-all", !t);
    between.style.left = thumbs.first.style.left = `${left * 100}%`;
    thumbs.last.style.left = `${right * 100}%`;
    between.style.width = `${(right - left) * 100}%`;
    tell(thumbs.first, [whole[0], last], first, firstInWords(first));
    tell(thumbs.last, [first, whole[1]], last, lastInWords(last));
  };
  const whole = () => /** @type {Window} */ (range(ruler()));
  for (const end of /** @type {("first" | "last")[]} */ (["first", "last"]))
    thumbs[end].addEventListener("keydown", (event) => {
      const t = ruler() && turned(app.state.t ?? whole(), end, event, whole());
      if (!t) return;
      event.preventDefault();
      event.stopPropagation();
      // A key that is held down is one entry in the history.
      app.go({ t: String(t) === String(whole()) ? null : t }, { replace: event.repeat });
    });
  drags(app, plot, ruler, put);
  return { root, draw, place: put };
}

/**
 * @param {"first" | "last"} end
 * @param {string} name
 */
function thumb(end, name) {
  return el("div", {
    class: `thumb ${end}`,
    role: "slider",
    tabindex: 0,
    "aria-label": name,
    "data-end": end,
  });
}

/**
 * @param {HTMLElement} thumb
 * @param {Window} reach how far the other thumb lets it go
 * @param {number} now
 * @param {string} words
 */
function tell(thumb, reach, now, words) {
  thumb.setAttribute("aria-valuemin", String(Math.min(reach[0], now)));
  thumb.setAttribute("aria-valuemax", String(Math.max(reach[1], now)));
  thumb.setAttribute("aria-valuenow", String(now));
  thumb.setAttribute("aria-valuetext", words);
}

/**
 * Give the window that a key at one of its ends asks for: arrows a month, with Shift a year, as Page Up and Down.
 *
 * @param {Window} t
 * @param {"first" | "last"} end
 * @param {KeyboardEvent} event
 * @param {Window} whole
 * @returns {Window | null}
 */
function turned([first, last], end, { key, shiftKey, altKey, ctrlKey, metaKey }, whole) {
  if (altKey || ctrlKey || metaKey) return null;
  const arrows = /** @type {Record<string, number>} */ ({
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
  });
  const pages = /** @type {Record<string, number>} */ ({ PageUp: 12, PageDown: -12 });
  const months = pages[key] ?? (arrows[key] ?? 0) * (shiftKey ? 12 : 1);
  if (key !== "Home" && key !== "End" && !months) return null;
  if (end === "first") {
    const to = key === "Home" ? whole[0] : key === "End" ? monthOf(last) : later(first, months);
    return [Math.max(Math.min(to, monthOf(last)), whole[0]), last];
  }
  const to = key === "Home" ? monthEnd(first) : key === "End" ? whole[1] : later(last + 1, months) - 1;
  return [first, Math.min(Math.max(to, monthEnd(first)), whole[1])];
}

/** @param {Axis} axis */
function drawing({ bars, places }) {
  const most = Math.max(...bars.map(({ certain, possible }) => certain + possible));
  return bars.map(({ label, certain, possible }, n) => {
    const [x, width] = [places[n] * 1000, (places[n + 1] - places[n]) * 1000];
    const box = (/** @type {string} */ kind, /** @type {number} */ from, /** @type {number} */ to) =>
      svg("rect", {
        class: kind,
        x: x + width * 0.08,
        width: width * 0.84,
        y: HEIGHT * (1 - to / most),
        height: (HEIGHT * (to - from)) / most,
      });
    return svg(
      "g",
      {},
      svg("title", {}, `${label}: ${certain} certain, ${possible} possible`),
      svg("rect", { class: "back", x, width, y: 0, height: HEIGHT }),
      certain > 0 && box("certain", 0, certain),
      possible > 0 && box("possible", certain, certain + possible),
    );
  });
}

/**
 * Label the round years or months, and the bars of what is before and after.
 *
 * @param {Axis} axis
 */
function labels({ bars, places, before, after, months }) {
  const [start, end] = [before ? 1 : 0, bars.length - (after ? 1 : 0)];
  const number = (/** @type {number} */ day) =>
    parts(day)[0] * (months ? 12 : 1) + (months ? parts(day)[1] : 0);
  const length = number(bars[end - 1].last + 1) - number(bars[start].first);
  const stride = (months ? [1, 2, 3, 6, 12] : ROUND).find((n) => length / n <= LABELS) ?? length;
  const tick = (/** @type {number} */ at, /** @type {string} */ text, kind = "tick") => {
    const made = el("span", { class: kind }, text);
    made.style.left = `${at * 100}%`;
    return made;
  };
  const scaled = bars.slice(start, end).flatMap(({ first }, n) => {
    const text = months ? iso(first).replace(/-\d\d$/, "") : String(parts(first)[0]);
    return number(first) % stride ? [] : [tick(places[start + n], text)];
  });
  return [
    ...(before ? [tick(0, "before", "tail")] : []),
    ...scaled,
    ...(after ? [tick(places[end], "after", "tail")] : []),
  ];
}

/** @param {Axis} axis */
function summary({ bars }) {
  const size = (/** @type {import("./bars.js").Bar} */ { certain, possible }) => certain + possible;
  const top = bars.reduce((a, b) => (size(b) > size(a) ? b : a));
  const last = bars[bars.length - 1];
  return `Facts over time, from ${shortFirst(bars[0].first)} to ${shortLast(last.last)}; most in ${top.label}: ${size(top)}`;
}
