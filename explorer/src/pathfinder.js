// Finds how two entities are connected: asks for the best paths, in a sheet of its own.

import { answer, asAsked, counted, ready } from "./answer.js";
import { el } from "./dom.js";
import { answered, commandLine, keepingFocus } from "./parts.js";
import { question } from "./question.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Paths} Paths */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./asks.js").Refused} Refused */

/** What the page calls the options of `akg path` that an answer may name. */
const CALLED = new Map([
  ["--from", "the window"],
  ["--to", "the window"],
  ["--certain", "“only certain”"],
  ["--kind", "the filter of kinds"],
  ["--avoid-type", "the filter of types"],
  ["--status", "the filter of statuses"],
  ["--without-source", "the filter of sources"],
  ["--max-hops", "the limit of steps"],
  ["--via", "“via”"],
  ["--avoid", "“avoid”"],
  ["--same-time", "“all at one time”"],
  ["--in-order", "“one after the other”"],
  ["--directed", "“only along the arrows”"],
]);

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function pathfinder(root, app) {
  const form = question(app);
  const answers = el("div", { class: "answer" });
  const sheet = disclosure(root, () => uncover(app), el("h2", {}, "Find a path"), form.root, answers);
  const lay = (/** @type {Node[]} */ ...nodes) =>
    keepingFocus(answers, () => answers.replaceChildren(...nodes));
  let asked = "";
  let told = "";

  root.addEventListener("ends", (event) => {
    uncover(app);
    sheet.open();
    form.take(/** @type {CustomEvent} */ (event).detail);
  });
  const refused = (/** @type {Refused} */ error, /** @type {string} */ question) => {
    if (question !== asked) return;
    const line = error.command ? [commandLine(app, error.command)] : [];
    const words = error.message.replace(/--[a-z-]+/g, (option) => CALLED.get(option) ?? option);
    lay(el("p", { class: "trouble", role: "alert" }, words), ...line);
  };
  const ask = ({ from, to, options } = /** @type {Asked} */ (app.state.path), question = asked) => {
    lay(el("p", { class: "hint" }, "Looking for paths …"));
    const found = (/** @type {Paths} */ paths) => {
      if (question !== asked) return;
      const { served } = app.store.content;
      // A file answers as it was exported, whatever else is asked of the way; the address then says that.
      if (served) app.store.add({ paths: [{ ...paths, from, to, options }] });
      const over = new Set(paths.results.flatMap((one) => one.entities));
      const hidden = app.state.hidden.filter((id) => !over.has(id));
      app.go(
        { path: { from, to, options: (!served && paths.options) || options, n: 1 }, hidden },
        { replace: true },
      );
      app.say(counted(paths));
    };
    void answered(app, app.asks.path(from, to, options), found, (error) => refused(error, question));
  };
  const update = (/** @type {State} */ { path, fact, t, filters, certain }) => {
    form.update();
    if (!path) {
      if (asked || !told) lay(...ready(app));
      asked = "";
      told = "ready";
      return;
    }
    const question = JSON.stringify([path.from, path.to, path.options]);
    const paths = app.store.paths(path);
    if (question !== asked) {
      asked = question;
      told = "";
      sheet.open();
      form.show(path);
      if (!paths) return ask();
      app.say(counted(paths));
    }
    const now = JSON.stringify([question, path.n, fact, t, filters, certain]);
    if (!paths || now === told) return;
    told = now;
    lay(...answer(app, paths, path.n));
  };
  const first = app.store.everyPath[0];
  if (first && !location.hash) queueMicrotask(() => app.go({ path: asAsked(first) }, { replace: true }));
  return { update };
}

/**
 * On a phone, where it covers the sheet, put the evidence away; going back brings it again.
 *
 * @param {App} app
 */
function uncover(app) {
  if (matchMedia("(width < 45rem)").matches) app.go({ sel: null, fact: null });
}

/**
 * Put contents behind a button that shows and hides them.
 *
 * @param {HTMLElement} root
 * @param {() => void} pressing Called before the button shows them.
 * @param {...HTMLElement} contents
 */
function disclosure(root, pressing, ...contents) {
  const close = el("button", { type: "button", class: "close", onclick: () => toggle(false) }, "Close");
  const sheet = el(
    "section",
    { id: "path-sheet", class: "sheet", "aria-label": "Path finder", tabindex: -1, hidden: true },
    close,
    contents,
  );
  const toggle = (/** @type {boolean} */ isOpen) => {
    sheet.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) button.focus();
  };
  const pressed = () => {
    // A key that presses the button from elsewhere looks for the form, and would not have it closed.
    if (!sheet.hidden && document.activeElement === button) return toggle(false);
    pressing();
    toggle(true);
    sheet.querySelector("input")?.focus();
  };
  const button = el(
    "button",
    { type: "button", "aria-expanded": "false", "aria-controls": "path-sheet", onclick: pressed },
    "Find path",
  );
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle(false);
  });
  root.append(button);
  // Among the regions, so that it covers none of them but the filters.
  document.querySelector("main")?.prepend(sheet);
  return { open: () => void (sheet.hidden && toggle(true)) };
}
