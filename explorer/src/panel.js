// Shows the evidence: of an entity all that is said of it, of a relation all claims, and where each is written.

import { claimsOf } from "./claims.js";
import { deedButton, EXPAND, HIDE, PIN, pressed } from "./doing.js";
import { el, region } from "./dom.js";
import {
  answered,
  entityLink,
  keepingFocus,
  kindLabel,
  kindMark,
  findPath,
  name,
  passage,
  selectEntity,
} from "./parts.js";
import { groups, left, ownList, standing, why } from "./told.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function panel(root, app) {
  const body = el("div", { class: "panel-body" });
  const shut = () => {
    app.go({ sel: null, fact: null });
    region("map").focus(); // the panel goes with its button
  };
  root.append(
    el(
      "button",
      { type: "button", class: "shut", "aria-label": "Close the evidence", onclick: shut },
      "Close",
    ),
    body,
  );
  let told = "";
  let subject = "";
  const update = () => {
    const { sel, fact, t, filters, certain, hidden, pinned, path } = app.state;
    const now = JSON.stringify([sel, fact, t, filters, certain, hidden, pinned, path, app.store.version]);
    if (now === told) return;
    told = now;
    root.classList.toggle("is-empty", !sel && !fact);
    const scroll = root.scrollTop;
    keepingFocus(body, () => body.replaceChildren(...content(app)));
    const next = JSON.stringify([sel, fact]);
    root.scrollTop = next === subject ? scroll : 0;
    subject = next;
  };
  return { update };
}

/**
 * @param {App} app
 * @returns {Node[]}
 */
function content(app) {
  const { sel, fact } = app.state;
  const relation = fact ? app.store.fact(fact) : undefined;
  if (relation) return ofFact(app, relation);
  const entity = sel ? app.store.entity(sel) : undefined;
  if (entity) return ofEntity(app, entity);
  if (sel && app.store.content.served) return [fetching(app, sel)];
  const choose = app.view.path
    ? "Choose a step of the path, or anything on the map or in the lists"
    : "Choose something on the map, in the lists, or by searching";
  const words = `${choose}: here stands all that is said of it, by whom, and where that is written.`;
  return [el("h2", {}, "Evidence"), el("p", { class: "hint" }, words)];
}

/**
 * Ask for an entity that an address names and the page does not hold.
 *
 * @param {App} app
 * @param {string} id
 */
function fetching(app, id) {
  const told = el("p", { class: "hint" }, "Asking for ", name(id), " …");
  const refused = (/** @type {Error} */ error) => told.replaceChildren(error.message);
  const found = () => {
    if (app.store.entity(id)) app.go({}, { replace: true });
    else told.replaceChildren("Nothing has the id ", name(id), "; search for the name."); // a name is answered too
  };
  void answered(app, app.asks.show(id), found, refused);
  return told;
}

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {Node[]}
 */
function ofEntity(app, entity) {
  const facts = app.store.factsOf(entity.id);
  const isIn = new Map(facts.map((fact) => [fact, passage(app, fact).misses === null]));
  const [inside, outside] = [facts.filter((fact) => isIn.get(fact)), facts.filter((fact) => !isIn.get(fact))];
  const isOwn = (/** @type {Fact} */ { from, to }) => !to && from === entity.id;
  const [own, rest] = [inside.filter(isOwn), inside.filter((fact) => !isOwn(fact))];
  return [
    ...head(app, entity),
    toolbar(app, entity),
    ...(own.length ? [el("h3", {}, `Its own dates and numbers (${own.length})`), ownList(app, own)] : []),
    el("h3", {}, `Relations (${rest.length})`),
    ...(rest.length
      ? groups(app, entity.id, rest)
      : [el("p", { class: "hint" }, "None in this window and with these filters.")]),
    ...left(app, entity.id, outside),
    ...more(app, entity),
  ];
}

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {Node[]}
 */
function head(app, entity) {
  const aliases = entity.aliases ?? [];
  const where = entity.where ? el("code", { class: "where" }, entity.where) : null;
  return [
    el("h2", {}, kindMark(app, entity.kind), el("bdi", {}, entity.name)),
    el(
      "p",
      { class: "kind" },
      kindLabel(app, entity.kind),
      " · ",
      el("code", {}, entity.id),
      where && " · ",
      where,
    ),
    ...(aliases.length ? [el("p", { class: "aliases" }, "also ", ...joined(aliases.map(name)))] : []),
    ...(entity.summary ? [el("p", { class: "summary" }, entity.summary)] : []),
    ...(entity.note ? [el("p", { class: "note" }, entity.note)] : []),
  ];
}

/**
 * @param {Node[]} nodes
 * @returns {(Node | string)[]} with commas between them
 */
function joined(nodes) {
  return nodes.flatMap((node, n) => (n ? [", ", node] : [node]));
}

/**
 * @param {App} app
 * @param {Entity} entity
 */
function toolbar(app, { id }) {
  const button = (/** @type {string} */ words, /** @type {() => void} */ onclick) =>
    el("button", { type: "button", onclick }, words);
  const [expand, pin, hide] = [EXPAND, PIN, HIDE].map((deed) => deedButton(app, deed, () => id));
  pressed(pin, app.state, id);
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Actions" },
    button("Path from here", () => findPath({ from: id })),
    button("Path to here", () => findPath({ to: id })),
    expand,
    button("Centre", () => selectEntity(app, id)),
    pin,
    hide,
  );
}

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {Node[]}
 */
function more(app, { id, more: rest }) {
  const isPart = app.store.content.graph === false; // then nobody counted what is not in here
  if (!(rest ?? isPart)) return [];
  const words = rest ? `${rest.toLocaleString("en")} more on file` : "all that is on file";
  if (!app.store.content.served)
    return [el("p", { class: "hint" }, `Not in this page: ${words}; ask `, el("code", {}, `akg show ${id}`))];
  const trouble = el("p", { class: "trouble", role: "alert" });
  const fetched = (/** @type {import("./types.js").Part & {notes?: string[]}} */ { notes = [] }) => {
    app.go({}, { replace: true });
    app.say(["Fetched", ...notes].join("; "));
  };
  const ask = () => {
    app.say(`Asking for ${words} …`);
    void answered(app, app.asks.show(id), fetched, (error) => trouble.replaceChildren(error.message));
  };
  return [el("button", { type: "button", class: "more", onclick: ask }, `Fetch ${words}`), trouble];
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {Node[]}
 */
function ofFact(app, fact) {
  const { certainty, misses } = passage(app, fact);
  const ends = [
    fact.from,
    ...(fact.to ? [fact.to] : []),
    ...(fact.place ? [fact.place] : []),
    ...(fact.about ?? []),
  ];
  const selected = app.state.sel ? app.store.entity(app.state.sel) : undefined;
  const back = selected
    ? el(
        "button",
        { type: "button", class: "back", onclick: () => app.go({ fact: null }) },
        "‹ ",
        name(selected.name),
      )
    : null;
  return [
    ...(back ? [back] : []),
    el("h2", {}, fact.sentence),
    el("p", {}, ...standing(app, fact, certainty), misses ? ` left out: ${why(misses)}` : null),
    ...(fact.standing ? [el("p", { class: "standing" }, fact.standing)] : []),
    ...(fact.note ? [el("p", { class: "note" }, fact.note)] : []),
    el(
      "ul",
      { class: "ends", "aria-label": "Who and what it is about" },
      ...[...new Set(ends)].map((id) => el("li", {}, entityLink(app, id))),
    ),
    ...claimsOf(app, fact),
  ];
}
