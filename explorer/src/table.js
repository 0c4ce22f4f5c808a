// Lists what is drawn as a table, which screen readers read best: each fact a row, sorted by any column.

import { el } from "./dom.js";
import { bring, entityLink, fill, same, selectFact, status, sure, when } from "./parts.js";

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
      cell: ({ certainty }) => [sure(certainty)],
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
  const more = el("div", { class: "more-rows" });
  root.append(el("table", {}, caption, el("thead", {}, el("tr", {}, ...heads)), body), more);

  /** @type {Shown[]} */
  let sorted = [];
  /** @type {Map<string, HTMLElement>} */
  let rows = new Map();
  /** @type {(index: number) => void} */
  let reach = () => {};
  const row = (/** @type {Shown} */ shown) => {
    const cells = all.map((column) => el("td", { class: `cell-${column.id}` }, ...column.cell(shown)));
    const choose = (/** @type {Event} */ { target }) => {
      if (target instanceof Element && !target.closest("button, a")) selectFact(app, shown.fact);
    };
    const kind = shown.certainty ? `is-${shown.certainty}` : "";
    const made = el("tr", { class: kind, onclick: choose }, ...cells);
    rows.set(shown.fact.id, made);
    return [made];
  };
  const lay = () => {
    const column = all.find((one) => one.id === by) ?? all[3];
    sorted = app.view.facts
      .map((shown, n) => ({ shown, n, key: column.key(shown, n) }))
      .sort(
        (a, b) =>
          (by === "date" ? undated(a) - undated(b) : 0) ||
          (falling ? -1 : 1) * compare(a.key, b.key) ||
          a.n - b.n,
      )
      .map(({ shown }) => shown);
    heads.forEach((head, n) => {
      if (all[n].id === by) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    caption.classList.toggle("unseen", sorted.length > 0); // the tabs say it already
    caption.textContent = sorted.length
      ? `${sorted.length.toLocaleString("en")} facts`
      : "Nothing passes the window and the filters.";
    rows = new Map();
    body.replaceChildren();
    const filled = fill(body, sorted, row);
    reach = filled.reach;
    more.replaceChildren(filled.more);
  };
  const mark = (/** @type {string | null} */ fact) => {
    const index = fact ? sorted.findIndex((shown) => shown.fact.id === fact) : -1;
    if (index >= 0) reach(index);
    for (const [id, made] of rows) {
      if (id === fact) made.setAttribute("aria-current", "true");
      else made.removeAttribute("aria-current");
    }
    if (fact && !root.hidden) bring(root, rows.get(fact));
  };
  const sort = (/** @type {string} */ id) => {
    falling = id === by && !falling;
    by = id;
    lay();
    mark(app.state.fact);
    const title = all.find((one) => one.id === id)?.title;
    app.say(`Sorted by ${title}, ${falling ? "descending" : "ascending"}`);
  };
  /** @type {readonly Shown[] | null} */
  let laid = null;
  return {
    update(/** @type {State} */ state, /** @type {View} */ view) {
      if (state.tab !== "table") return;
      if (!laid || !same(laid, view.facts)) lay();
      laid = view.facts;
      mark(state.fact);
    },
  };
}

/** @param {{ shown: Shown }} row @returns {number} 1 for what has no date: it stands last, however one sorts */
function undated({ shown }) {
  return shown.fact.bounds ? 0 : 1;
}

/**
 * @param {string | number} a
 * @param {string | number} b
 */
function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}
