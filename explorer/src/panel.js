// Shows the evidence: of an entity all that is said of it, of a relation all claims, and where each is written.

import { claimsOf, count } from "./claims.js";
import { el } from "./dom.js";
import {
  answered,
  entityLink,
  fill,
  keepingFocus,
  kindLabel,
  kindMark,
  findPath,
  name,
  passage,
  selectEntity,
  selectFact,
  status,
  sure,
  when,
} from "./parts.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {{ fact: Fact, forward: boolean, other: string | null }} Told a fact as an end of it tells it; no other end: it is mentioned, or its own */

const MOST = 40; // facts of one group that are told at once

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function panel(root, app) {
  const body = el("div", { class: "panel-body" });
  root.append(body);
  let told = "";
  const update = () => {
    const { sel, fact, t, filters, certain, hidden, pinned } = app.state;
    const now = JSON.stringify([sel, fact, t, filters, certain, hidden, pinned, app.store.version]);
    if (now === told) return;
    const isSame = told !== "" && sameSubject(told, now);
    told = now;
    const scroll = root.scrollTop;
    keepingFocus(body, () => body.replaceChildren(...content(app)));
    root.scrollTop = isSame ? scroll : 0;
  };
  return { update };
}

/**
 * @param {string} before
 * @param {string} after
 */
function sameSubject(before, after) {
  const [a, b] = [JSON.parse(before), JSON.parse(after)];
  return a[0] === b[0] && a[1] === b[1];
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
  return [
    el("h2", {}, "Evidence"),
    el(
      "p",
      { class: "hint" },
      "Choose something on the map, in the lists, or by searching: here stands all that is said of it, by whom, and where that is written.",
    ),
  ];
}

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {Node[]}
 */
function ofEntity(app, entity) {
  const facts = app.store.factsOf(entity.id);
  const inside = facts.filter((fact) => passage(app, fact).misses === null);
  const outside = facts.filter((fact) => !inside.includes(fact));
  const own = inside.filter((fact) => !fact.to && fact.from === entity.id);
  const rest = inside.filter((fact) => !own.includes(fact));
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
    el("h2", {}, kindMark(app, entity.kind), name(entity.name)),
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
  const { hidden, pinned } = app.state;
  const isPinned = pinned.includes(id);
  const button = (
    /** @type {string} */ words,
    /** @type {() => void} */ onclick,
    pressed = /** @type {boolean | null} */ (null),
  ) =>
    el(
      "button",
      { type: "button", onclick, ...(pressed !== null && { "aria-pressed": String(pressed) }) },
      words,
    );
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Actions" },
    button("Path from here", () => findPath({ from: id })),
    button("Path to here", () => findPath({ to: id })),
    button("Expand", () => app.canvas.expand(id)),
    button("Centre", () => selectEntity(app, id)),
    button(
      "Pin",
      () => app.go({ pinned: isPinned ? pinned.filter((one) => one !== id) : [...pinned, id] }),
      isPinned,
    ),
    button("Hide", () =>
      app.go({ hidden: [...hidden.filter((one) => one !== id), id], sel: null, fact: null }),
    ),
  );
}

/**
 * @param {App} app
 * @param {Fact[]} own
 */
function ownList(app, own) {
  return el(
    "ul",
    { class: "facts" },
    ...own.map((fact) => item(app, { fact, forward: true, other: null }, "")),
  );
}

/**
 * @param {App} app
 * @param {string} id
 * @param {Fact[]} facts
 * @returns {Node[]} facts under the words of their types, in the order of the vocabulary
 */
function groups(app, id, facts) {
  /** @type {Map<string, Told[]>} */
  const grouped = new Map();
  const label = (/** @type {Told} */ told) => title(app, told);
  const order = app.store.content.types.map((type) => type.id);
  const tolds = facts.map((fact) => asTold(fact, id)).sort((a, b) => rank(order, a) - rank(order, b));
  for (const told of tolds) grouped.set(label(told), [...(grouped.get(label(told)) ?? []), told]);
  return [...grouped].flatMap(([words, group]) => {
    const list = el("ul", { class: "facts" });
    const { more } = fill(list, group, (told) => [item(app, told, words)], MOST);
    return [el("h4", {}, words, el("span", { class: "count" }, ` ${group.length}`)), list, more];
  });
}

/**
 * @param {string[]} order
 * @param {Told} told
 * @returns {number} what only mentions the entity comes last
 */
function rank(order, { fact, other, forward }) {
  return other === null ? 2 * order.length : 2 * order.indexOf(fact.type) + (forward ? 0 : 1);
}

/**
 * @param {Fact} fact
 * @param {string} id
 * @returns {Told}
 */
function asTold(fact, id) {
  if (fact.to && fact.from === id) return { fact, forward: true, other: fact.to };
  return { fact, forward: false, other: fact.to === id ? fact.from : null };
}

/**
 * @param {App} app
 * @param {Told} told
 */
function title(app, { fact, forward, other }) {
  if (other === null) return "mentioned in";
  const type = app.store.types.get(fact.type);
  return (type && (forward || type.symmetric ? type.label : type.inverse)) ?? fact.type;
}

/**
 * @param {App} app
 * @param {Told} told
 * @param {string} words what stands over it already
 * @returns {HTMLElement}
 */
function item(app, { fact, forward, other }, words) {
  const { certainty } = passage(app, fact);
  const reads = fact.reads?.[forward ? 0 : 1] ?? "";
  const besides = reads.startsWith(words) ? reads.slice(words.length).replace(/^[:,;]?\s*/, "") : reads;
  const subject = other ? entityLink(app, other) : el("span", { class: "sentence" }, fact.sentence);
  const open = {
    type: "button",
    class: "open",
    "aria-label": `Open: ${fact.sentence}`,
    onclick: () => selectFact(app, fact),
  };
  return el(
    "li",
    { class: `fact status-${fact.status}` },
    el(
      "p",
      { class: "line" },
      el("span", {}, subject, " ", ...standing(app, fact, certainty)),
      el("button", open, "open"),
    ),
    other && besides ? el("p", { class: "besides" }, besides) : null,
    fact.standing ? el("p", { class: `standing status-${fact.status}` }, fact.standing) : null,
    claimsFold(app, fact),
  );
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @param {import("./types.js").Certainty} certainty
 * @returns {(Node | string | null)[]} when it was, and how sure
 */
function standing(app, fact, certainty) {
  // The words of who says so begin with how it stands.
  const stands = fact.standing ? null : status(app, fact);
  return [el("span", { class: "when" }, when(fact)), " ", stands, " ", sure(certainty)];
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {HTMLElement} the claims, made when they are asked for
 */
function claimsFold(app, fact) {
  const fold = /** @type {HTMLDetailsElement} */ (
    el("details", { class: "fold" }, el("summary", { "data-key": `claims of ${fact.id}` }, count(fact)))
  );
  fold.addEventListener(
    "toggle",
    () => fold.open && fold.children.length === 1 && fold.append(...claimsOf(app, fact)),
  );
  return fold;
}

/**
 * @param {App} app
 * @param {string} id
 * @param {Fact[]} outside
 * @returns {Node[]} what window or filters keep out: folded, not gone
 */
function left(app, id, outside) {
  if (!outside.length) return [];
  const fold = /** @type {HTMLDetailsElement} */ (
    el(
      "details",
      { class: "fold outside" },
      el("summary", { "data-key": "outside" }, `Not in the window, or switched off (${outside.length})`),
    )
  );
  fold.addEventListener("toggle", () => {
    if (!fold.open || fold.children.length > 1) return;
    const list = el("ul", { class: "facts" });
    const { more } = fill(list, outside, (fact) => [outsider(app, asTold(fact, id))], MOST);
    fold.append(list, more);
  });
  return [fold];
}

/**
 * @param {App} app
 * @param {Told} told
 * @returns {HTMLElement}
 */
function outsider(app, told) {
  const row = item(app, { ...told, other: null }, "");
  const { misses } = passage(app, told.fact);
  row.append(
    el("p", { class: "misses" }, `left out: ${WHY[misses ?? ""] ?? `what is ${misses} is switched off`}`),
  );
  return row;
}

/** @type {Record<string, string>} */
const WHY = {
  time: "at another time",
  undated: "it has no date",
  uncertain: "it is only possible",
  type: "its type is switched off",
  kind: "a kind is switched off",
  source: "its sources are switched off",
};

/**
 * @param {App} app
 * @param {Entity} entity
 * @returns {Node[]}
 */
function more(app, { id, more: rest }) {
  if (!rest) return [];
  const words = `${rest.toLocaleString("en")} more on file`;
  if (!app.store.content.served)
    return [el("p", { class: "hint" }, `${words}, not in this page: `, el("code", {}, `akg show ${id}`))];
  const trouble = el("p", { class: "trouble", role: "alert" });
  const fetched = () => {
    app.say(`Asking for ${words} …`);
    const refused = (/** @type {Error} */ error) => trouble.replaceChildren(error.message);
    void answered(app, app.asks.show(id), () => app.go({}, { replace: true }), refused);
  };
  return [el("button", { type: "button", class: "more", onclick: fetched }, `Fetch ${words}`), trouble];
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
    el(
      "p",
      {},
      ...standing(app, fact, certainty),
      misses ? ` left out: ${WHY[misses] ?? `what is ${misses} is switched off`}` : null,
    ),
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
