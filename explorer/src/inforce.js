// Says which window and filters of the page are in force: in words, and as options of a question.

import { iso } from "./state.js";

/** @typedef {import("./types.js").App} App */

const WALKED = ["asserted", "disputed"]; // what akg path walks unasked

/**
 * @param {App} app
 * @param {boolean} [denied] whether what is denied or retracted is asked for too
 * @returns {{ words: string[], options: import("./types.js").Options }} options under the names of the command line
 */
export function inForce(app, denied = false) {
  const { content } = app.store;
  const { t, certain, filters } = app.state;
  const on = (/** @type {{ id: string }[]} */ all, /** @type {readonly string[]} */ off) =>
    all.map((one) => one.id).filter((id) => !off.includes(id));
  const walked = (denied ? content.statuses.map((one) => one.id) : WALKED).filter(
    (id) => !filters.statuses.includes(id),
  );
  const isAny = walked.length === content.statuses.length;
  const options = {
    ...(t && { from: iso(t[0]), to: iso(t[1]) }),
    ...(certain && t && { certain: true }),
    ...(filters.kinds.length && { kind: on(content.kinds, filters.kinds).join(",") }),
    ...(filters.types.length && { "avoid-type": filters.types.join(",") }),
    ...(filters.sources.length && { "without-source": filters.sources.join(",") }),
    ...((isAny || walked.length !== WALKED.length) && { status: isAny ? "any" : walked.join(",") }),
  };
  return { words: words(app), options };
}

/**
 * @param {App} app
 * @returns {string[]}
 */
export function words({ state: { t, certain, filters }, store: { content, sources, types } }) {
  const labels = (
    /** @type {readonly string[]} */ off,
    /** @type {(id: string) => string | undefined} */ label,
  ) => off.map((id) => label(id) ?? id).join(", ");
  const kind = (/** @type {string} */ id) => content.kinds.find((one) => one.id === id)?.plural;
  const type = (/** @type {string} */ id) => types.get(id)?.label;
  return [
    t && `from ${iso(t[0])} to ${iso(t[1])}`,
    certain && t && "certain only",
    filters.kinds.length && `without ${labels(filters.kinds, kind)}`,
    filters.types.length && `without relations: ${labels(filters.types, type)}`,
    filters.statuses.length && `without what is ${labels(filters.statuses, (id) => id)}`,
    filters.sources.length && `without sources: ${labels(filters.sources, (id) => sources[id]?.reference)}`,
  ].flatMap((one) => one || []);
}
