// Counts facts over years or months: the bars of the histogram, and where on it a day lies.

import { later, monthOf, parts } from "./months.js";
import { count } from "./state.js";
import { certainty } from "./view.js";

/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {{first: number, last: number, label: string, certain: number, possible: number}} Bar Days, inclusive. */
/** @typedef {{bars: Bar[], edges: number[], places: number[], months: boolean, before: boolean, after: boolean}} Axis
 * `edges` are the first day of each bar and the day after the last, `places` where they lie, from 0 to 1. */

// As akg.dates.spans has it, which draws the same on a terminal.
const SKIPPED = 20; // one in so many may begin, and one may end, outside the range that is drawn to scale
const MOST = 80; // bars to scale
const SHORT = 48; // months, up to which bars are months
const OPEN = 9e7; // days; what lies beyond is no beginning or end, or more than a Date can hold
const TAIL = 0.05; // how much of the width goes to a bar of all that is before or after

/**
 * Count facts, dated ones, in bars of one length; the few that lie far off are in a bar of their own at either end.
 * A fact is in the bars that what is known of it reaches; null where nothing has a date.
 *
 * @param {Fact[]} facts
 * @returns {Axis | null}
 */
export function axis(facts) {
  const spans = facts.flatMap((fact) => known(fact) ?? []);
  if (!spans.length) return null;
  const firsts = spans.map(({ first }) => first).sort((a, b) => a - b);
  const lasts = spans.map(({ last }) => last).sort((a, b) => b - a);
  const skipped = Math.floor(spans.length / SKIPPED);
  const { edges: scaled, months } = cut(firsts[skipped], lasts[skipped]);
  const before = firsts[0] < scaled[0];
  const after = lasts[0] >= scaled[scaled.length - 1];
  const edges = [...(before ? [yearOf(firsts[0])] : []), ...scaled, ...(after ? [yearOf(lasts[0], 1)] : [])];
  const bars = edges.slice(0, -1).map((first, n) => {
    const last = edges[n + 1] - 1;
    return { first, last, label: label(first, last), ...counted(spans, first, last) };
  });
  return { bars, edges, places: placed(scaled.length - 1, before, after), months, before, after };
}

/**
 * Give all the days that an axis holds.
 *
 * @param {Axis | null} axis
 * @returns {import("./types.js").Window | null}
 */
export function range(axis) {
  return axis && [axis.edges[0], axis.edges[axis.edges.length - 1] - 1];
}

/**
 * Say where a day lies between the ends of an axis, from 0 to 1.
 *
 * @param {Axis} axis
 * @param {number} day
 */
export function place({ edges, places }, day) {
  const n = Math.max(
    0,
    edges.findLastIndex((edge) => edge <= day),
  );
  if (n >= edges.length - 1) return 1;
  const within = Math.max(0, (day - edges[n]) / (edges[n + 1] - edges[n]));
  return places[n] + within * (places[n + 1] - places[n]);
}

/**
 * Give the day that lies at a place, from 0 to 1.
 *
 * @param {Axis} axis
 * @param {number} at
 */
export function dayAt({ edges, places }, at) {
  const last = places.length - 2;
  const n = Math.min(
    Math.max(
      0,
      places.findLastIndex((one) => one <= at),
    ),
    last,
  );
  const within = Math.min(Math.max((at - places[n]) / (places[n + 1] - places[n]), 0), 1);
  return Math.min(Math.floor(edges[n] + within * (edges[n + 1] - edges[n])), edges[last + 1] - 1);
}

/**
 * @param {Fact} fact
 * @returns {{fact: Fact, first: number, last: number} | null} what is known of when it was; towards an open side that is less
 */
function known(fact) {
  const told = (fact.bounds ?? []).filter((day) => Math.abs(day) < OPEN);
  return told.length ? { fact, first: Math.min(...told), last: Math.max(...told) } : null;
}

/**
 * Cut a range into months, or into stretches of 1, 2, 5, 10 or more years.
 *
 * @param {number} low
 * @param {number} high
 */
function cut(low, high) {
  const months = [monthOf(low)];
  while (months[months.length - 1] <= high && months.length <= SHORT + 1)
    months.push(later(months[months.length - 1], 1));
  if (months.length <= SHORT + 1) return { edges: months, months: true };
  const [begin, end] = [parts(low)[0], parts(high)[0]];
  let power = 1;
  let unit = 1;
  for (let n = 0; Math.floor(end / unit) - Math.floor(begin / unit) >= MOST; n += 1) {
    if (n % 3 === 2) power *= 10;
    unit = power * [2, 5, 1][n % 3];
  }
  const edges = [];
  for (let n = Math.floor(begin / unit); n <= Math.floor(end / unit) + 1; n += 1)
    edges.push(count(n * unit, 0, 1));
  return { edges, months: false };
}

/**
 * @param {{fact: Fact, first: number, last: number}[]} spans
 * @param {number} first
 * @param {number} last
 */
function counted(spans, first, last) {
  let [certain, possible] = [0, 0];
  for (const span of spans) {
    if (span.first > last || span.last < first) continue;
    if (certainty(span.fact, [first, last]) === "certain") certain += 1;
    else possible += 1;
  }
  return { certain, possible };
}

/**
 * @param {number} bars how many are to scale
 * @param {boolean} before
 * @param {boolean} after
 */
function placed(bars, before, after) {
  const width = 1 - (before ? TAIL : 0) - (after ? TAIL : 0);
  const start = before ? TAIL : 0;
  const scaled = Array.from({ length: bars + 1 }, (_, n) => start + (width * n) / bars);
  return [...(before ? [0] : []), ...scaled, ...(after ? [1] : [])];
}

/**
 * @param {number} day
 * @param {number} [more] years
 */
function yearOf(day, more = 0) {
  return count(parts(day)[0] + more, 0, 1);
}

/**
 * @param {number} first
 * @param {number} last
 */
function label(first, last) {
  const [a, b] = [parts(first), parts(last)];
  if (a[0] !== b[0]) return `${a[0]} to ${b[0]}`;
  return b[1] - a[1] === 11 ? String(a[0]) : `${a[0]}-${String(a[1] + 1).padStart(2, "0")}`;
}
