// Chooses between timeline and table, and folds both away.

import { el, region } from "./dom.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").View} View */
/** @typedef {State["tab"]} Tab */

const TABS = /** @type {[Tab, string][]} */ ([
  ["timeline", "Timeline"],
  ["table", "Table"],
]);

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function tabs(root, app) {
  let folded = false;
  const open = (/** @type {Tab} */ tab) => {
    folded = false;
    if (app.state.tab === tab) update(app.state, app.view);
    else app.go({ tab });
  };
  const buttons = TABS.map(([tab, label]) =>
    el(
      "button",
      { type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": tab, onclick: () => open(tab) },
      label,
    ),
  );
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const n = { ArrowRight: 1, ArrowLeft: -1, Home: -current(), End: TABS.length - 1 - current() }[event.key];
    if (n === undefined) return;
    event.preventDefault();
    const next = (current() + n + TABS.length) % TABS.length;
    open(TABS[next][0]);
    buttons[next].focus();
  };
  const current = () => TABS.findIndex(([tab]) => tab === app.state.tab);
  const count = el("span", { class: "count" });
  const fold = el("button", {
    type: "button",
    class: "plain fold-lists",
    "aria-controls": "timeline table",
    onclick: () => {
      folded = !folded;
      update(app.state, app.view);
    },
  });
  root.append(
    el("div", { role: "tablist", "aria-label": "Lists", onkeydown: pressed }, ...buttons),
    count,
    fold,
  );
  region("to-table").addEventListener("click", (event) => {
    event.preventDefault(); // the address is the state of the page
    open("table");
    region("table").focus();
  });

  const update = (/** @type {State} */ { tab }, /** @type {View} */ { facts }) => {
    TABS.forEach(([one], n) => {
      const isOn = one === tab;
      buttons[n].setAttribute("aria-selected", String(isOn));
      buttons[n].tabIndex = isOn ? 0 : -1;
      region(one).hidden = !isOn || folded;
    });
    region("lists").classList.toggle("is-folded", folded);
    count.textContent = `${facts.length.toLocaleString("en")} ${facts.length === 1 ? "fact" : "facts"}`;
    fold.textContent = folded ? "Unfold" : "Fold";
    fold.setAttribute("aria-label", folded ? "Unfold the lists" : "Fold the lists");
    fold.setAttribute("aria-expanded", String(!folded));
  };
  return { update };
}
