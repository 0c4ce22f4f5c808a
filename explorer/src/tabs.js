// Switches between the two lists: a tab list, of which the arrow keys choose a tab.

import { el, region } from "./dom.js";

const TABS = /** @type {const} */ ({ timeline: "Timeline", table: "Table" });

/**
 * @param {HTMLElement} root
 * @param {import("./types.js").App} app
 * @returns {import("./types.js").Mounted}
 */
export function tabs(root, app) {
  const choose = (/** @type {"timeline" | "table"} */ tab) => app.go({ tab }, { replace: true });
  const turn = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    choose(app.state.tab === "table" ? "timeline" : "table");
    region(`tab-${app.state.tab}`).focus();
  };
  root.setAttribute("role", "tablist");
  root.setAttribute("aria-label", "What is shown, as a list");
  for (const [name, label] of Object.entries(TABS)) {
    const tab = /** @type {keyof typeof TABS} */ (name);
    const attributes = { id: `tab-${tab}`, type: "button", role: "tab", "aria-controls": tab };
    root.append(el("button", { ...attributes, onclick: () => choose(tab), onkeydown: turn }, label));
  }
  region("to-table").addEventListener("click", (event) => {
    event.preventDefault();
    choose("table");
    region("table").focus();
  });
  return {
    update({ tab }) {
      for (const name of Object.keys(TABS)) {
        const chosen = name === tab;
        region(name).hidden = !chosen;
        region(`tab-${name}`).setAttribute("aria-selected", String(chosen));
        region(`tab-${name}`).tabIndex = chosen ? 0 : -1;
      }
    },
  };
}
