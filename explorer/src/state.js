// What the page shows, as one immutable value, and the same written into the address.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Off} Off */

/** @type {State} */
export const START = Object.freeze({
  sel: null,
  fact: null,
  t: null,
  path: null,
  filters: Object.freeze({ kinds: [], types: [], statuses: [], sources: [] }),
  certain: false,
  tab: "timeline",
  shown: null,
  hidden: [],
  pinned: [],
});

export const MOST = 1500; // entities that are drawn at once
const DAY = 86_400_000; // milliseconds
const GROUPS = /** @type {const} */ ({ kind: "kinds", type: "types", status: "statuses", source: "sources" });
const OWN = ["sel", "fact", "t", "path", "n", "f", "tab", "shown", "hidden", "pinned"];

/**
 * Write a day, counted from 1970-01-01, as YYYY-MM-DD or -YYYY-MM-DD; years beyond -9999 to 9999 are cut to these.
 *
 * @param {number} day
 */
export function iso(day) {
  const cut = Math.min(Math.max(day, FIRST), LAST);
  return new Date(cut * DAY).toISOString().replace(/T.*/, "").replace(/^-00/, "-"); // where six digits stand
}

/**
 * Read a year, a month or a day as its first and last day; null where it is none of these.
 *
 * @param {string} text
 * @returns {import("./types.js").Window | null}
 */
export function span(text) {
  const found = /^\s*(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const first = count(year, month - 1, day);
  const back = new Date(first * DAY);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  if (found[3]) return [first, first];
  return [first, (found[2] ? count(year, month, 1) : count(year + 1, 0, 1)) - 1];
}

/**
 * Count the days from 1970-01-01 to a date; `month` counts from 0, and may lie beyond its year.
 *
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
export function count(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day); // Date.UTC takes the years 0 to 99 for 1900 to 1999
  return date.getTime() / DAY;
}

const FIRST = count(-9999, 0, 1);
const LAST = count(9999, 11, 31);

/**
 * Write a state as the part of an address after '#'; what is as at the start is left out.
 *
 * @param {State} state
 * @returns {string}
 */
export function written(state) {
  const { path, t } = state;
  /** @type {[string, string | null][]} */
  const parts = [
    ["sel", state.sel && encoded(state.sel)],
    ["fact", state.fact && encoded(state.fact)],
    ["t", t && `${iso(t[0])}..${iso(t[1])}`],
    ["path", path && `${encoded(path.from)}~${encoded(path.to)}`],
    ...options(path),
    ["n", path && path.n > 1 ? String(path.n) : null],
    ["f", filters(state) || null],
    ["tab", state.tab === START.tab ? null : state.tab],
    ["shown", state.shown && list(state.shown)],
    ["hidden", list(state.hidden) || null],
    ["pinned", list(state.pinned) || null],
  ];
  return parts
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

/**
 * Read the part of an address after '#'. What cannot be read is left as at the start, and told in `faults`.
 *
 * @param {string} hash
 * @returns {{state: State, faults: string[]}}
 */
export function read(hash) {
  /** @type {string[]} */
  const faults = [];
  const raw = pairs(hash.replace(/^#/, ""), faults);
  const one = (/** @type {string} */ key) => decoded(raw.get(key) ?? "", faults) || null;
  const many = (/** @type {string} */ key) => ids(raw.get(key) ?? "", faults);
  const tab = one("tab") ?? START.tab;
  if (tab !== "timeline" && tab !== "table") faults.push(`tab=${tab}`);
  const state = {
    ...START,
    sel: one("sel"),
    fact: one("fact"),
    t: days(raw.get("t"), faults),
    path: path(raw, faults),
    ...off(raw.get("f") ?? "", faults),
    tab: tab === "table" ? tab : START.tab,
    shown: raw.has("shown") ? few(many("shown"), faults) : null,
    hidden: many("hidden"),
    pinned: many("pinned"),
  };
  return { state, faults };
}

/**
 * @param {State["path"]} path
 * @returns {[string, string][]}
 */
function options(path) {
  return Object.entries(path?.options ?? {}).map(([key, value]) => [encoded(key), optionText(value)]);
}

/** @param {string} text */
function encoded(text) {
  return encodeURIComponent(text).replace(/~/g, "%7E"); // '~' stands between the ends of a path
}

/** @param {string[]} texts */
function list(texts) {
  return texts.map(encoded).join(",");
}

/** @param {import("./types.js").Options[string]} value */
function optionText(value) {
  return Array.isArray(value) ? list(value) : encoded(String(value));
}

/** @param {State} state */
function filters({ filters, certain }) {
  const groups = Object.entries(GROUPS)
    .filter(([, group]) => filters[group].length)
    .map(([word, group]) => `${word}:${list(filters[group])}`);
  return [...groups, ...(certain ? ["certain"] : [])].join(";");
}

/**
 * @param {string} text
 * @param {string[]} faults
 */
function decoded(text, faults) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    faults.push(text);
    return "";
  }
}

/**
 * @param {string} text
 * @param {string[]} faults
 */
function ids(text, faults) {
  const found = text.split(",").map((id) => decoded(id, faults));
  return [...new Set(found.filter(Boolean))];
}

/**
 * Keep an address from drawing more than can be drawn.
 *
 * @param {string[]} ids
 * @param {string[]} faults
 */
function few(ids, faults) {
  if (ids.length > MOST) faults.push(`all but ${MOST} of ${ids.length} entities`);
  return ids.slice(0, MOST);
}

/**
 * @param {string} hash
 * @param {string[]} faults
 * @returns {Map<string, string>}
 */
function pairs(hash, faults) {
  const found = new Map();
  for (const part of hash.split("&").filter(Boolean)) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(part) ?? [];
    if (key === undefined || found.has(key)) faults.push(part);
    else found.set(key, value);
  }
  return found;
}

/**
 * @param {string | undefined} text
 * @param {string[]} faults
 * @returns {State["t"]}
 */
function days(text, faults) {
  if (text === undefined) return null;
  const [first, last, ...more] = decoded(text, faults).split("..").map(span);
  if (first && last && !more.length && first[0] <= last[1]) return [first[0], last[1]];
  faults.push(`t=${text}`);
  return null;
}

/**
 * @param {Map<string, string>} raw
 * @param {string[]} faults
 * @returns {State["path"]}
 */
function path(raw, faults) {
  const others = [...raw].filter(([key]) => !OWN.includes(key));
  const [from, to, ...more] = (raw.get("path") ?? "").split("~").map((end) => decoded(end, faults));
  if (!from || !to || more.length) {
    if (raw.has("path")) faults.push(`path=${raw.get("path")}`);
    faults.push(...others.map((pair) => pair.join("=")));
    return null;
  }
  const n = Number(raw.get("n") ?? 1);
  if (!Number.isInteger(n) || n < 1) faults.push(`n=${raw.get("n")}`);
  const given = others.map(([key, value]) => [decoded(key, faults), option(value, faults)]);
  return { from, to, options: Object.fromEntries(given), n: Number.isInteger(n) && n > 0 ? n : 1 };
}

/**
 * @param {string} text
 * @param {string[]} faults
 */
function option(text, faults) {
  const value = decoded(text, faults);
  if (value === "true") return true;
  return /^\d{1,6}$/.test(value) && !/^\d{4}$/.test(value) ? Number(value) : value; // of four digits: a year
}

/**
 * @param {string} text
 * @param {string[]} faults
 * @returns {Pick<State, "filters" | "certain">}
 */
function off(text, faults) {
  /** @type {Off} */
  const filters = { kinds: [], types: [], statuses: [], sources: [] };
  let certain = false;
  for (const part of text.split(";").filter(Boolean)) {
    const [word, values] = part.split(":", 2);
    const group = Object.entries(GROUPS).find(([known]) => known === word)?.[1];
    if (group && values) filters[group] = ids(values, faults);
    else if (part === "certain") certain = true;
    else faults.push(`f=${part}`);
  }
  return { filters, certain };
}
