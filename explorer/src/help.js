// Explains the page in words: its keys, and how to read what it draws.

import { el } from "./dom.js";

/** @typedef {import("./types.js").App} App */

const KEYS = [
  ["/", "search"],
  ["p", "find a path"],
  ["f", "fit all into sight"],
  ["[ ]", "move the window of time back and forward by its own length, with Shift by a month"],
  ["e", "expand what is selected"],
  ["h", "hide what is selected"],
  ["d", "dark or light"],
  ["?", "this help"],
  ["Esc", "close, or let go of what is selected"],
];

/** @type {[string, string, string][]} */
const LINES = [
  ["plain", "asserted", "somebody says so, and nobody denies it"],
  ["dashed", "disputed", "somebody says so, and somebody denies it"],
  ["dotted, ends in a tee", "denied", "it is only denied"],
  ["thin, grey", "retracted", "whoever said so took it back"],
];

/**
 * @param {HTMLElement} root
 * @param {App} app
 */
export function help(root, app) {
  const close = () => dialog.close();
  const dialog = el(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    el(
      "div",
      { class: "title" },
      el("h2", { id: "help-title" }, "How to read this page"),
      el("button", { type: "button", onclick: close, "aria-label": "Close help" }, "Close"),
    ),
    ...reading(app),
    el("h3", {}, "Keys"),
    el(
      "dl",
      { class: "keys" },
      KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]),
    ),
  );
  // A click beside the dialog closes it: the dialog itself is what such a click hits.
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  const open = () => dialog.open || dialog.showModal();
  root.append(el("button", { type: "button", onclick: open, "aria-haspopup": "dialog" }, "Help"), dialog);
  return { update() {}, open };
}

/**
 * @param {App} app
 * @returns {Node[]}
 */
function reading(app) {
  const kinds = app.store.content.kinds.map(({ mark, label }) => `${mark} ${label}`).join(", ");
  const { served } = app.store.content;
  return [
    el(
      "p",
      {},
      "Everything here is what somebody says. Choose an entity or a relation: beside the map stands who says so, who denies it, when, and where in which source it is written.",
    ),
    el("h3", {}, "What is drawn"),
    el(
      "p",
      {},
      `A shape is an entity: ${kinds}; the larger, the more it is joined to. One with a double rim has more around it than is drawn: expand it. A dark rim is that of one that is pinned. A line is a relation, its arrow the direction in which it reads; ×2 stands for two relations, which clicks tell one after the other.`,
    ),
    el(
      "dl",
      { class: "lines" },
      LINES.flatMap(([drawn, status, means]) => [
        el("dt", {}, el("strong", {}, status), ` (${drawn})`),
        el("dd", {}, means),
      ]),
    ),
    el(
      "p",
      {},
      "A click selects. A double click on an entity draws what it is joined to. Dragging an entity moves and pins it; where very many are drawn, it moves the map.",
    ),
    el("h3", {}, "Certain and possible"),
    el(
      "p",
      {},
      "Dates are often known in part. With a window of time, a relation is certain if it held or happened within the window whatever its exact dates are, and possible if its dates allow it (drawn paler, with a hollow arrow). What is disputed, or has a questioned date, is possible at best. What has no date is in no window; the panel lists it. Of each bar above the map, the dark part counts what is certain in those years, the light part what is possible.",
    ),
    el("h3", {}, "Paths"),
    el(
      "p",
      {},
      served
        ? "Find path asks for the most telling chains of relations between two entities, as akg path does in a shell."
        : "This file holds the paths it was exported with. New questions need akg view, or akg path in a shell.",
      " The cheapest path stands first. A step costs more where fewer independent voices say so or somebody denies it, an entity between where it is joined to more others: over what everybody is joined to, a path tells little. A voice is who says so, in however many sources; a path hangs on one voice if nobody else asserts one of its steps.",
    ),
  ];
}
