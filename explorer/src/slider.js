// Sets the window of time: a double slider over a histogram of the facts, two fields, and buttons for steps.

import { axis, dayAt, place } from "./bars.js";
import { el, fill, region, svg } from "./dom.js";
import { inWords, later, monthEnd, monthOf, moved, parts, shortFirst, shortLast, stepped } from "./months.js";
import { iso, span } from "./state.js";
import { derive } from "./view.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Window} Window */
/** @typedef {import("./bars.js").Axis} Axis */
/** @typedef {"first" | "last" | "middle" | "new"} Grip What a drag moves. */

const PACE = 80; // milliseconds between changes while one drags: a browser refuses 200 addresses in 10 seconds
const NEAR = 4; // pixels that a click may move
const MAGNET = 4; // pixels, at most, from the end of a bar at which a drag snaps to it
const HEIGHT = 100; // of the drawing; it is stretched to its place
const LABELS = 8; // at most, under the bars
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const HOW = "write a year, a month or a day: 2019, 2019-05 or 2019-05-17";

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
  const steps = /** @type {[string, string, 1 | -1, number][]} */ ([
    ["«", "year earlier", -1, 12],
    ["‹", "month earlier", -1, 1],
    ["›", "month later", 1, 1],
    ["»", "year later", 1, 12],
  ]).map(([sign, name, direction, months]) =>
    el(
      "button",
      { type: "button", "aria-label": name, title: name, onclick: () => step(direction, months) },
      sign,
    ),
  );
  const all = el("button", { type: "button", class: "all", onclick: () => app.go({ t: null }) }, "All time");
  root.append(
    plot.root,
    el(
      "div",
      { class: "window-row" },
      el("div", { class: "steps", role: "group", "aria-label": "Move the window" }, ...steps.slice(0, 2)),
      boxes.from,
      el("span", { "aria-hidden": "true" }, "–"),
      boxes.to,
      el("div", { class: "steps", role: "group", "aria-label": "Move the window on" }, ...steps.slice(2)),
      all,
      line,
    ),
  );
  root.addEventListener("step", (event) => {
    const { direction, months } = /** @type {CustomEvent} */ (event).detail;
    step(direction, months);
  });
  return {
    update(/** @type {State} */ state, /** @type {View} */ view, /** @type {State | null} */ before) {
      const key = JSON.stringify([state.filters, state.shown, state.hidden, state.path, app.store.version]);
      if (key !== counted) {
        ruler = axis(derive({ ...state, t: null, certain: false }, app.store).facts.map(({ fact }) => fact));
        counted = key;
        plot.draw(ruler);
      }
      plot.place(state.t);
      boxes.show(state.t);
      all.disabled = !state.t;
      tell(null);
      if (before && String(before.t) !== String(state.t)) app.say(told(state.t));
      else if (before && !isSame(before, state)) app.say(counts(state, view));
    },
  };
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
  return t ? `From ${inWords(t[0], isFirst(t[0]))} to ${inWords(t[1], isLast(t[1]))}` : "All time";
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
 * @param {Axis | null} ruler
 * @returns {Window | null} all that the axis holds
 */
function range(ruler) {
  return ruler && [ruler.edges[0], ruler.edges[ruler.edges.length - 1] - 1];
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

/** @param {number} day */
function isFirst(day) {
  return monthOf(day) === day;
}

/** @param {number} day */
function isLast(day) {
  return monthEnd(day) === day;
}

/**
 * Make the two fields that take the first and the last day in writing.
 *
 * @param {App} app
 * @param {() => Window | null} whole
 * @param {(wrong: string | null) => void} tell
 */
function fields(app, whole, tell) {
  const [from, to] = ["From", "To"].map((name) =>
    el("input", {
      type: "text",
      "aria-label": name,
      title: `${name}: a year, a month or a day`,
      size: 10,
      autocomplete: "off",
      spellcheck: "false",
    }),
  );
  const wrong = (/** @type {HTMLInputElement} */ input, /** @type {string} */ words) => {
    input.setAttribute("aria-invalid", "true");
    if (document.activeElement === input) input.select();
    tell(words);
  };
  /** @param {HTMLInputElement} changed */
  const read = (changed) => {
    const [first, last] = [from, to].map(({ value }) => (value.trim() ? span(value) : undefined));
    for (const input of [from, to]) input.removeAttribute("aria-invalid");
    if (first === null) return wrong(from, `From: “${from.value}” cannot be read; ${HOW}.`);
    if (last === null) return wrong(to, `To: “${to.value}” cannot be read; ${HOW}.`);
    const t = first || last ? reaching(first?.[0], last?.[1], whole()) : null;
    if (!t) return app.go({ t });
    if (t[0] > t[1]) {
      const words = changed === from ? "From is after To." : "To is before From.";
      return wrong(changed, `${words} The window stays as it was.`);
    }
    if (String(t) !== String(app.state.t)) app.go({ t });
    else tell(null);
  };
  const show = (/** @type {Window | null} */ t) => {
    from.value = t ? shortFirst(t[0]) : "";
    to.value = t ? shortLast(t[1]) : "";
    const ends = whole();
    from.placeholder = ends ? shortFirst(ends[0]) : "";
    to.placeholder = ends ? shortLast(ends[1]) : "";
    for (const input of [from, to]) input.removeAttribute("aria-invalid");
  };
  for (const input of [from, to]) {
    input.addEventListener("change", () => read(input));
    input.addEventListener("focus", () => input.select()); // what is written next takes its place
  }
  return { from, to, show };
}

/**
 * Give a window of which one end may be left open: it then reaches as far as there are facts.
 *
 * @param {number | undefined} first
 * @param {number | undefined} last
 * @param {Window | null} whole
 * @returns {Window}
 */
function reaching(first, last, whole) {
  const [begin, end] = whole ?? [0, 0];
  return [first ?? Math.min(begin, last ?? begin), last ?? Math.max(end, first ?? end)];
}

/**
 * Make the bars, and the two thumbs and what is between them to be dragged.
 *
 * @param {App} app
 * @param {() => Axis | null} ruler
 */
function histogram(app, ruler) {
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
    tell(thumbs.first, whole, first, inWords(first, isFirst(first)));
    tell(thumbs.last, whole, last, inWords(last, isLast(last)));
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
 * @param {Window} whole
 * @param {number} now
 * @param {string} words
 */
function tell(thumb, whole, now, words) {
  thumb.setAttribute("aria-valuemin", String(Math.min(whole[0], now)));
  thumb.setAttribute("aria-valuemax", String(Math.max(whole[1], now)));
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

/**
 * Let a pointer drag the ends, the middle, or a new window over the bars; a click takes the years of a bar.
 * While it moves the state in the history is replaced; when it is let go one entry is made.
 *
 * @param {App} app
 * @param {HTMLElement} plot
 * @param {() => Axis | null} ruler
 * @param {(t: Window | null) => void} put
 */
function drags(app, plot, ruler, put) {
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
    const show = () => {
      timer = 0;
      app.go({ t: now }, { replace: true });
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
      if (moving) app.go({ t: begun }, { replace: true });
      if (last.type === "pointercancel") return put(begun);
      if (!moving && (grip === "middle" || grip === "new")) {
        const bar = axis.bars.find(({ last }) => from <= last);
        if (bar) now = [bar.first, bar.last];
      }
      if (String(now) === String(whole)) now = null;
      if (String(now) !== String(begun)) app.go({ t: now });
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
  const months = Math.round((to - from) / 30.4375);
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
  return moved(t, Math.sign(months) * Math.max(0, Math.floor((room + 1) / 30.4375)));
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
    const text = months ? iso(first).slice(0, 7) : String(parts(first)[0]);
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
