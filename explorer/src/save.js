// Saves what is shown as a file: a picture, a table, or the graph itself, with window and filters named in it.

import { Refused } from "./asks.js";
import { graphml } from "./graphml.js";
import { el } from "./dom.js";
import { words } from "./inforce.js";
import { answered, copy } from "./parts.js";
import { picture } from "./picture.js";
import { iso } from "./state.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./parts.js").Shown} Shown */

const TITLE = 28; // pixels of the line over a picture, before it is scaled
const SCALE = 2;

/** @type {{label: string, ending: string, made: (app: App) => Promise<Blob>}[]} */
const FORMATS = [
  { label: "PNG picture", ending: "png", made: png },
  {
    label: "SVG picture",
    ending: "svg",
    made: async (app) => blob(picture(app, title(app)), "image/svg+xml"),
  },
  { label: "CSV table", ending: "csv", made: async (app) => blob(csv(app), "text/csv") },
  { label: "JSON", ending: "json", made: async (app) => blob(json(app), "application/json") },
  {
    label: "GraphML",
    ending: "graphml",
    made: async (app) => blob(graphml(app, title(app)), "application/xml"),
  },
];

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function save(root, app) {
  const menu = /** @type {HTMLDetailsElement} */ (el("details", { class: "menu" }));
  const act = (/** @type {() => unknown} */ action) => () => {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    action();
  };
  const buttons = FORMATS.map((format) =>
    el("button", { type: "button", onclick: act(() => download(app, format)) }, format.label),
  );
  const link = el("button", { type: "button", onclick: act(() => copy(app, location.href)) }, "Copy link");
  const print = el("button", { type: "button", onclick: act(() => window.print()) }, "Print");
  const items = [...buttons, link, print].map((button) => el("li", {}, button));
  menu.append(el("summary", {}, "Save"), el("ul", { "aria-label": "Save what is shown" }, items));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    act(() => {})();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  root.append(menu);
  return { update() {} };
}

/**
 * @param {App} app
 * @param {typeof FORMATS[number]} format
 */
function download(app, { ending, made }) {
  const file = `${app.store.content.title.replace(/[^\p{L}\p{N}.-]+/gu, "-").slice(0, 60) || "akg"}.${ending}`;
  return answered(app, made(app), (blob) => {
    const url = URL.createObjectURL(blob);
    el("a", { href: url, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // a browser may still be reading it
    app.say(`Saved ${file}: ${title(app)}`);
  });
}

/**
 * @param {string} text
 * @param {string} type
 */
function blob(text, type) {
  return new Blob([text], { type: `${type};charset=utf-8` });
}

/**
 * Say in one line what is shown.
 *
 * @param {App} app
 */
export function title(app) {
  const { store, view } = app;
  const counts = `${view.entities.length} entities, ${view.facts.length} facts`;
  return [store.content.title, ...(store.content.lines ?? []), ...words(app), counts].join(" · ");
}

/**
 * Draw the map as it is on the screen, with a line that says what is shown.
 *
 * @param {App} app
 * @returns {Promise<Blob>}
 */
async function png(app) {
  if (!app.view.entities.length) throw new Refused("Nothing is on the map, so there is no picture of it.");
  const map = await app.canvas.png(SCALE).then(createImageBitmap).catch(tooLarge);
  const canvas = el("canvas", { width: map.width, height: map.height + TITLE * SCALE });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const style = getComputedStyle(document.body);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, TITLE * SCALE);
  context.fillStyle = style.color;
  context.font = `${13 * SCALE}px ${style.fontFamily}`;
  context.textBaseline = "middle";
  context.fillText(title(app), 8 * SCALE, (TITLE * SCALE) / 2, canvas.width - 16 * SCALE);
  const made = await new Promise((done) => canvas.toBlob(done, "image/png"));
  return made ?? tooLarge();
}

/** @returns {never} */
function tooLarge() {
  throw new Refused("The picture is larger than the browser can make; hide some, or save it as SVG.");
}

/** @param {App} app */
function csv(app) {
  const shown = words(app).join("; ");
  const called = (/** @type {string | undefined} */ id) => (id ? app.store.name(id) : "");
  /** @type {Record<string, (shown: Shown) => string | null | undefined>} */
  const columns = {
    id: ({ fact }) => fact.id,
    type: ({ fact }) => fact.type,
    from: ({ fact }) => fact.from,
    from_name: ({ fact }) => called(fact.from),
    to: ({ fact }) => fact.to,
    to_name: ({ fact }) => called(fact.to),
    sentence: ({ fact }) => fact.sentence,
    when: ({ fact }) => fact.when,
    earliest_start: ({ fact }) => fact.iso?.[0],
    latest_start: ({ fact }) => fact.iso?.[1],
    earliest_end: ({ fact }) => fact.iso?.[2],
    latest_end: ({ fact }) => fact.iso?.[3],
    certainty: ({ certainty }) => certainty,
    status: ({ fact }) => fact.status,
    standing: ({ fact }) => fact.standing,
    sources: ({ fact }) => cited(app, fact).join("; "),
    where: ({ fact }) => fact.where,
    shown: () => shown,
  };
  const rows = app.view.facts.map((one) => Object.values(columns).map((value) => cell(value(one) ?? "")));
  return [Object.keys(columns), ...rows].map((line) => `${line.join(",")}\r\n`).join("");
}

// What could move a cursor or reorder a line, as in akg.text.
const UNSAFE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g;
const FORMULA = /^[=+\-@＝＋－＠]/;
const DATE = /^[-+]\d{4,}(-\d{2}){0,2}$/; // before year 0, or after 9999

/**
 * Make a value safe for a spreadsheet, which would run text that begins as a formula; then quote it for CSV.
 * Source: OWASP, "CSV Injection"; as akg itself does.
 *
 * @param {string} value
 */
function cell(value) {
  const text = value.replace(UNSAFE, "").replace(/\s+/g, " ").trim();
  const safe = FORMULA.test(text) && !DATE.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {App} app
 * @param {import("./types.js").Fact} fact
 */
function cited(app, { claims = [] }) {
  const told = claims.map(({ source, at }) => {
    const reference = (source && app.store.sources[source]?.reference) || source;
    return at ? `${reference}, ${at}` : reference;
  });
  return [...new Set(told)];
}

/** @param {App} app */
function json({ state, store, view }) {
  const { version, title, lines = [], kinds, types, statuses } = store.content;
  const used = new Set(
    view.facts.flatMap(({ fact }) => (fact.claims ?? []).map((claim) => claim.source ?? "")),
  );
  const record = {
    version,
    title,
    lines,
    shown: {
      window: state.t && state.t.map(iso),
      certain: state.certain,
      off: state.filters,
      hidden: state.hidden,
      left_out: view.leftOut,
    },
    kinds,
    types,
    statuses,
    entities: view.entities.map(({ keys, x, y, ...entity }) => entity),
    facts: view.facts.map(({ fact, certainty }) => ({ ...fact, certainty })),
    sources: Object.fromEntries([...used].sort().map((id) => [id, store.sources[id]])),
  };
  return `${JSON.stringify(record, null, 1)}\n`;
}
