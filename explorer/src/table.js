// Lists what is drawn as a table, which screen readers read best: each fact a row, sorted by any column.

import { el } from "./dom.js";
import { bring, entityLink, keepingFocus, same, selectFact, status, sure, when } from "./parts.js";
import { fill } from "./rows.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Fact} Fact */
/** @typedef {import("./parts.js").Shown} Shown */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */

/** @typedef {{ id: string, title: string, key: (shown: Shown, n: number) => string | number, cell: (shown: Shown) => (Node | string | null)[] }} Column */

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/**
 * @param {App} app
 * @returns {Column[]}
 */
function columns(app) {
  const called = (/** @type {string | undefined} */ id) => (id ? (app.store.entity(id)?.name ?? id) : "");
  const link = (/** @type {string | undefined} */ id) => (id ? [entityLink(app, id)] : []);
  const cited = (/** @type {Shown} */ { fact }) => {
    const ids = [...new Set((fact.claims ?? []).map((claim) => claim.source))];
    return ids.map((id) => app.store.sources[id ?? ""]?.reference ?? id).join("; ");
  };
  const relation = (/** @type {Shown} */ { fact }) =>
    fact.to ? (fact.reads?.[0] ?? fact.type) : fact.sentence;
  return [
    { id: "from", title: "From", key: ({ fact }) => called(fact.from), cell: ({ fact }) => link(fact.from) },
    {
      id: "relation",
      title: "Relation",
      key: relation,
      cell: (shown) => [
        el(
          "button",
          { type: "button", class: "link fact-link", onclick: () => selectFact(app, shown.fact) },
          relation(shown),
        ),
      ],
    },
    { id: "to", title: "To", key: ({ fact }) => called(fact.to), cell: ({ fact }) => link(fact.to) },
    { id: "date", title: "Date", key: (_, n) => n, cell: ({ fact }) => [when(fact)] },
    {
      id: "certainty",
      title: "Certainty",
      key: ({ certainty }) => certainty ?? "",
      cell: (shown) => [sure(shown)],
    },
    {
      id: "status",
      title: "Status",
      key: ({ fact }) => fact.status,
      cell: ({ fact }) => [status(app, fact) ?? fact.status],
    },
    { id: "sources", title: "Sources", key: cited, cell: (shown) => [cited(shown)] },
  ];
}

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function table(root, app) {
  const all = columns(app);
  let by = "date";
  let falling = false;
  const caption = el("caption", {});
  const body = el("tbody", {});
  const heads = all.map((column) =>
    el(
      "th",
      { scope: "col" },
      el("button", { type: "button", onclick: () => sort(column.id) }, column.title),
    ),
  );
  const [earlier, more] = [el("div"), el("div")];
  root.append(earlier, el("table", {}, caption, el("thead", {}, el("tr", {}, ...heads)), body), more);

  /** @type {readonly Shown[] | null} */
  let laid = null;
  /** @type {Shown[]} */
  let sorted = [];
  const row = (/** @type {Shown} */ shown) => {
    const cells = all.map((column) => el("td", { class: `cell-${column.id}` }, ...column.cell(shown)));
    const choose = (/** @type {Event} */ { target }) => {
      if (target instanceof Element && !target.closest("button, a")) selectFact(app, shown.fact);
    };
    return [el("tr", { class: shown.certainty ? `is-${shown.certainty}` : "", onclick: choose }, ...cells)];
  };
  let list = fill(body, sorted, row);
  const lay = (/** @type {readonly Shown[]} */ facts) => {
    laid = facts;
    const column = all.find((one) => one.id === by) ?? all[3];
    const keys = facts.map(column.key);
    const place = places(keys);
    const last = (/** @type {Shown} */ { fact }) => Number(by === "date" && !fact.bounds); // whatever the order
    sorted = facts
      .map((shown, n) => ({ shown, n, place: place.get(keys[n]) ?? 0 }))
      .sort((a, b) => last(a.shown) - last(b.shown) || (falling ? -1 : 1) * (a.place - b.place) || a.n - b.n)
      .map(({ shown }) => shown);
    heads.forEach((head, n) => {
      if (all[n].id === by) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    caption.classList.toggle("unseen", sorted.length > 0); // the tabs say it already
    caption.textContent = sorted.length
      ? `${sorted.length.toLocaleString("en")} ${sorted.length === 1 ? "fact" : "facts"}`
      : "Nothing passes the window and the filters.";
    keepingFocus(body, () => (list = fill(body, sorted, row)));
    earlier.replaceChildren(list.earlier);
    more.replaceChildren(list.more);
  };
  let chosen = "";
  const mark = (/** @type {string} */ fact, /** @type {boolean} */ isFresh) => {
    const at = isFresh || fact !== chosen ? sorted.findIndex((shown) => shown.fact.id === fact) : -1;
    chosen = fact;
    if (at >= 0) list.reach(at);
    for (const [n, made] of list.rows) {
      if (sorted[n].fact.id === fact) made.setAttribute("aria-current", "true");
      else made.removeAttribute("aria-current");
    }
    if (at >= 0 && !root.hidden) bring(root, list.rows.get(at));
  };
  const sort = (/** @type {string} */ id) => {
    falling = id === by && !falling;
    by = id;
    lay(app.view.facts);
    mark(app.state.fact ?? "", true);
    const title = all.find((one) => one.id === id)?.title;
    app.say(`Sorted by ${title}, ${falling ? "descending" : "ascending"}`);
  };
  return {
    update(/** @type {State} */ { tab, fact }, /** @type {View} */ { facts }) {
      if (tab !== "table") return;
      const isFresh = !laid || !same(laid, facts);
      if (isFresh) lay(facts);
      mark(fact ?? "", isFresh);
    },
  };
}

/**
 * Give each key its place in the order; keys are few, and comparing words is slow.
 *
 * @param {(string | number)[]} keys
 */
function places(keys) {
  const distinct = [...new Set(keys)].sort(compare);
  /** @type {Map<string | number, number>} */
  const found = new Map();
  let place = 0;
  distinct.forEach((key, n) => {
    if (n && compare(distinct[n - 1], key) !== 0) place = n;
    found.set(key, place);
  });
  return found;
}

/**
 * @param {string | number} a
 * @param {string | number} b
 */
function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}
