// Fills a list with as many of its rows as are looked at: a page of 20,000 would take seconds.

import { el } from "./dom.js";

/**
 * @typedef {object} Filled
 * @property {HTMLElement} earlier The button for rows before those that are there, to be placed before the list.
 * @property {HTMLElement} more The one for rows after them, to be placed behind it.
 * @property {Map<number, HTMLElement>} rows Those that are there, by number.
 * @property {(index: number) => void} reach Makes the rows around one that is not there.
 */

/**
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} all
 * @param {(one: T, index: number, isFirst: boolean) => HTMLElement[]} made what stands in the list for one, its row last
 * @param {number} [most] rows that are made at once
 * @returns {Filled}
 */
export function fill(list, all, made, most = 200) {
  const rows = new Map();
  let [start, end] = [0, 0];
  const upTo = (/** @type {number} */ to) => {
    const fresh = all.slice(end, to).flatMap((one, n) => {
      const nodes = made(one, end + n, end + n === start);
      rows.set(end + n, nodes[nodes.length - 1]);
      return nodes;
    });
    list.append(...fresh);
    end = Math.min(to, all.length);
    label(earlier, start, most, "earlier");
    label(more, all.length - end, most, "more");
  };
  const lay = (/** @type {number} */ from, /** @type {number} */ to) => {
    rows.clear();
    list.replaceChildren();
    start = end = Math.max(0, from);
    upTo(to);
  };
  // The button may go, and must not take the focus with it.
  const enter = (/** @type {number} */ index) =>
    /** @type {HTMLElement | null | undefined} */ (rows.get(index)?.querySelector("button"))?.focus();
  const back = () => {
    lay(start - most, end);
    enter(start);
  };
  const on = () => {
    const next = end;
    upTo(end + most);
    enter(next);
  };
  const earlier = el("button", { type: "button", class: "more", onclick: back });
  const more = el("button", { type: "button", class: "more", onclick: on });
  const reach = (/** @type {number} */ index) => {
    if (index >= end && index < end + most) upTo(index + most);
    else if (index < start || index >= end) lay(index - most / 2, index + most / 2);
  };
  lay(0, most);
  return { earlier, more, rows, reach };
}

/**
 * @param {HTMLElement} button
 * @param {number} left how many rows it could bring
 * @param {number} most
 * @param {string} word
 */
function label(button, left, most, word) {
  button.hidden = left === 0;
  const all = left.toLocaleString("en");
  button.textContent = left > most ? `Show ${most} of ${all} ${word}` : `Show ${all} ${word}`;
}
