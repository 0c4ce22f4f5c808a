// Moves days and windows of time by months, and writes them short and in words.

import { count, iso } from "./state.js";

/** @typedef {import("./types.js").Window} Window */

const NAMES = "January February March April May June July August September October November December".split(
  " ",
);
const DAY = 86_400_000; // milliseconds

/**
 * @param {number} day counted from 1970-01-01
 * @returns {[number, number, number]} year, month from 0, and day of the month
 */
export function parts(day) {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

/**
 * Give the same day of another month, or the last day of a month that is shorter.
 *
 * @param {number} day
 * @param {number} months
 */
export function later(day, months) {
  const [year, month, date] = parts(day);
  return Math.min(count(year, month + months, date), count(year, month + months + 1, 1) - 1);
}

/**
 * Give the first day of the month that a day is in.
 *
 * @param {number} day
 */
export function monthOf(day) {
  const [year, month] = parts(day);
  return count(year, month, 1);
}

/**
 * Give the last day of the month that a day is in.
 *
 * @param {number} day
 */
export function monthEnd(day) {
  return later(monthOf(day), 1) - 1;
}

/**
 * Move a window by months; whole months stay whole.
 *
 * @param {Window} window
 * @param {number} months
 * @returns {Window}
 */
export function moved([first, last], months) {
  return [later(first, months), later(last + 1, months) - 1];
}

/**
 * Move a window by its own length, in months where it is made of whole ones, else in days.
 *
 * @param {Window} window
 * @param {1 | -1} direction
 * @returns {Window}
 */
export function stepped([first, last], direction) {
  const [a, b] = [parts(first), parts(last + 1)];
  const months = (b[0] - a[0]) * 12 + b[1] - a[1];
  if (a[2] === 1 && b[2] === 1) return moved([first, last], direction * months);
  const days = direction * (last - first + 1);
  return [first + days, last + days];
}

/**
 * Write the first day of a window as short as it can be read back: 2019, 2019-05 or 2019-05-17.
 *
 * @param {number} day
 */
export function shortFirst(day) {
  return iso(day).replace(/(-01)?-01$/, "");
}

/**
 * Write the last day of a window likewise.
 *
 * @param {number} day
 */
export function shortLast(day) {
  if (monthEnd(day) !== day) return iso(day);
  return iso(day).replace(/(-12)?-\d\d$/, "");
}

/**
 * Write the first day of a window in words: as a month, where it begins one.
 *
 * @param {number} day
 */
export function firstInWords(day) {
  return inWords(day, monthOf(day) === day);
}

/**
 * Write the last day of a window in words: as a month, where it ends one.
 *
 * @param {number} day
 */
export function lastInWords(day) {
  return inWords(day, monthEnd(day) === day);
}

/**
 * @param {number} day
 * @param {boolean} isWhole whether the month says enough
 */
function inWords(day, isWhole) {
  const [year, month, date] = parts(day);
  return isWhole ? `${NAMES[month]} ${year}` : `${date} ${NAMES[month]} ${year}`;
}
