// Takes the first and the last day of the window in writing.

import { el } from "./dom.js";
import { shortFirst, shortLast } from "./months.js";
import { span } from "./state.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Window} Window */

const HOW = "write a year, a month or a day: 2019, 2019-05 or 2019-05-17";

/**
 * Make the two fields that take the first and the last day in writing.
 *
 * @param {App} app
 * @param {() => Window | null} whole
 * @param {(wrong: string | null) => void} tell Says what is wrong; null where nothing is any more.
 */
export function fields(app, whole, tell) {
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
