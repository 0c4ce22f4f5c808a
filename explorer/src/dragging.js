// Lets a pointer drag the window of time.

import { dayAt, place, range } from "./bars.js";
import { monthEnd, monthOf, moved } from "./months.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Window} Window */
/** @typedef {import("./bars.js").Axis} Axis */
/** @typedef {"first" | "last" | "middle" | "new"} Grip What a drag moves. */

const PACE = 80; // milliseconds between changes while one drags: a browser refuses 200 addresses in 10 seconds
const NEAR = 4; // pixels that a click may move
const MAGNET = 4; // pixels, at most, from the end of a bar at which a drag snaps to it
const MONTH = 30.4375; // days

/**
 * Let a pointer drag the ends, the middle, or a new window over the bars; a click takes the years of a bar.
 * All of one drag is one entry in the history.
 *
 * @param {App} app
 * @param {HTMLElement} plot
 * @param {() => Axis | null} ruler
 * @param {(t: Window | null) => void} put
 */
export function drags(app, plot, ruler, put) {
  const at = (/** @type {PointerEvent} */ event) => {
    const { left, width } = plot.getBoundingClientRect();
    return (event.clientX - left) / width;
  };
  /** Give the day there, or that on which a bar begins if that is near: a pixel is often more than a month. */
  const dayNear = (/** @type {Axis} */ axis, /** @type {number} */ spot) => {
    const { width } = plot.getBoundingClientRect();
    const far = axis.places.map((place) => Math.abs(place - spot) * width);
    const n = far.indexOf(Math.min(...far));
    const bar = (axis.places[Math.max(n, 1)] - axis.places[Math.max(n, 1) - 1]) * width;
    return far[n] <= Math.min(MAGNET, bar / 3) ? axis.edges[n] : dayAt(axis, spot);
  };
  plot.addEventListener("pointerdown", (event) => {
    const axis = ruler();
    const whole = range(axis);
    if (event.button || !axis || !whole) return;
    event.preventDefault();
    const begun = app.state.t;
    const grip = gripped(event, axis, begun, at(event));
    const from = dayAt(axis, at(event));
    const aside = grip === "first" || grip === "last" ? centre(axis, grip, begun ?? whole) - at(event) : 0;
    /** @type {Window | null} */
    let now = begun;
    let moving = false;
    let timer = 0;
    let isKept = false; // whether the history has an entry of this drag
    const show = () => {
      timer = 0;
      app.go({ t: now }, { replace: isKept });
      isKept = true;
    };
    const move = (/** @type {PointerEvent} */ next) => {
      moving ||= Math.abs(next.clientX - event.clientX) >= NEAR;
      if (!moving) return;
      const [first, last] =
        grip === "middle"
          ? [from, dayAt(axis, at(next))]
          : [dayNear(axis, at(event)), dayNear(axis, at(next) + aside)];
      now = dragged(grip, begun ?? whole, first, last, whole);
      put(now);
      timer ||= window.setTimeout(show, PACE);
    };
    const over = new AbortController();
    const stop = (/** @type {PointerEvent} */ last) => {
      over.abort();
      clearTimeout(timer);
      if (!moving && (grip === "middle" || grip === "new")) {
        const bar = axis.bars.find(({ last }) => from <= last);
        if (bar) now = [bar.first, bar.last];
      }
      if (String(now) === String(whole)) now = null;
      if (last.type === "pointercancel") now = begun;
      if (isKept || String(now) !== String(begun)) show();
      else put(begun);
    };
    plot.setPointerCapture(event.pointerId);
    plot.addEventListener("pointermove", move, { signal: over.signal });
    plot.addEventListener("pointerup", stop, { signal: over.signal });
    plot.addEventListener("pointercancel", stop, { signal: over.signal });
    if (event.target instanceof HTMLElement && event.target.dataset.end) event.target.focus();
  });
}

/**
 * @param {PointerEvent} event
 * @param {Axis} axis
 * @param {Window | null} t
 * @param {number} at
 * @returns {Grip}
 */
function gripped({ target }, axis, t, at) {
  const end = target instanceof HTMLElement ? target.dataset.end : undefined;
  if (end === "first" || end === "last") return end;
  return t && at >= place(axis, t[0]) && at <= place(axis, t[1] + 1) ? "middle" : "new";
}

/**
 * @param {Axis} axis
 * @param {"first" | "last"} end
 * @param {Window} t
 */
function centre(axis, end, [first, last]) {
  return place(axis, end === "first" ? first : last + 1);
}

/**
 * Give the window that a drag from a day to another makes, in whole months.
 *
 * @param {Grip} grip
 * @param {Window} t
 * @param {number} from
 * @param {number} to
 * @param {Window} whole
 * @returns {Window}
 */
function dragged(grip, t, from, to, whole) {
  const nearest = monthOf(to + 15);
  if (grip === "first") return [Math.min(nearest, monthOf(t[1])), t[1]];
  if (grip === "last") return [t[0], Math.max(nearest - 1, monthEnd(t[0]))];
  // On the first of a month, a drag ends before that month.
  if (grip === "new")
    return [
      monthOf(Math.min(from, to)),
      Math.max(monthEnd(Math.max(from, to) - 1), monthEnd(Math.min(from, to))),
    ];
  const months = Math.round((to - from) / MONTH);
  const next = moved(t, months);
  return next[0] < whole[0] || next[1] > whole[1] ? held(t, whole, months) : next;
}

/**
 * Move a window as far as the range goes.
 *
 * @param {Window} t
 * @param {Window} whole
 * @param {number} months
 * @returns {Window}
 */
function held(t, whole, months) {
  const room = months < 0 ? t[0] - whole[0] : whole[1] - t[1];
  return moved(t, Math.sign(months) * Math.max(0, Math.floor((room + 1) / MONTH)));
}
