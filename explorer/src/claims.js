// Lays out the claims of a fact: who says so, who denies it, how, when, and where that is written.

import { el } from "./dom.js";
import { copyButton, name, selectFact } from "./parts.js";
import { quoted } from "./asks.js";

/** @typedef {import("./types.js").App} App */
/** @typedef {import("./types.js").Claim} Claim */
/** @typedef {import("./types.js").Fact} Fact */

/** @type {{ stance: Claim["stance"], mark: string, title: string }[]} denials right behind what they deny */
const STANCES = [
  { stance: "asserts", mark: "+", title: "asserted by" },
  { stance: "denies", mark: "−", title: "denied by" },
  { stance: "doubts", mark: "?", title: "doubted by" },
  { stance: "retracts", mark: "×", title: "retracted by" },
];

/**
 * @param {Fact} fact
 * @returns {string} "2 claims, 1 denies"
 */
export function count(fact) {
  const claims = fact.claims ?? [];
  if (!claims.length) return fact.derived ? "follows from others" : "no claim";
  const told = STANCES.slice(1).flatMap(({ stance }) => {
    const some = claims.filter((claim) => claim.stance === stance).length;
    return some ? [`${some} ${some === 1 ? stance : stance.replace(/s$/, "").replace(/ie$/, "y")}`] : [];
  });
  return [claims.length === 1 ? "1 claim" : `${claims.length} claims`, ...told].join(", ");
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {Node[]}
 */
export function claimsOf(app, fact) {
  const lists = STANCES.flatMap(({ stance, mark, title }) => {
    const claims = (fact.claims ?? []).filter((claim) => claim.stance === stance);
    if (!claims.length) return [];
    const mark_ = el("span", { class: "mark", "aria-hidden": "true" }, mark);
    return [
      el("p", { class: `stance stance-${stance}` }, mark_, ` ${title} (${claims.length})`),
      el("ul", { class: "claims" }, ...claims.map((claim) => of(app, claim))),
    ];
  });
  return [...lists, ...premises(app, fact), foot(app, fact)];
}

/**
 * @param {App} app
 * @param {Claim} claim
 * @returns {HTMLElement}
 */
function of(app, claim) {
  const details = [claim.how, said(claim)].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: `claim stance-${claim.stance}${claim.left ? " set-aside" : ""}` },
    el("p", { class: "who" }, name(claim.who ?? ""), details ? [", ", el("bdi", {}, details)] : null),
    el("p", { class: "cited" }, ...cited(app, claim)),
    claim.note ? el("p", { class: "note" }, claim.note) : null,
    claim.left ? el("p", { class: "left" }, claim.left) : null,
    claim.where ? el("p", {}, el("code", { class: "where" }, claim.where)) : null,
  );
}

/**
 * @param {Claim} claim
 * @returns {string}
 */
function said({ said }) {
  return !said || /^(published|undated)/.test(said) ? (said ?? "") : `said ${said}`;
}

/**
 * @param {App} app
 * @param {Claim} claim
 * @returns {(Node | string)[]}
 */
function cited(app, { source, at }) {
  const told = source ? app.store.sources[source] : undefined;
  const words = told?.reference ?? told?.title ?? source ?? "";
  const link = { href: told?.url, target: "_blank", rel: "noopener noreferrer" };
  return [
    told?.url ? el("a", link, el("bdi", {}, words)) : el("bdi", {}, words),
    ...(at ? [", ", el("strong", { class: "locator" }, el("bdi", {}, at))] : []),
  ];
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {Node[]} what a fact follows from, if nobody states it
 */
function premises(app, { derived }) {
  if (!Array.isArray(derived) || !derived.length) return [];
  const rows = derived.map((id) => {
    const fact = app.store.fact(id);
    const open = () => fact && selectFact(app, fact);
    return el(
      "li",
      {},
      fact
        ? el("button", { type: "button", class: "link fact-link", onclick: open }, fact.sentence)
        : el("code", {}, id),
    );
  });
  return [el("p", { class: "stance" }, "follows from"), el("ul", { class: "claims" }, ...rows)];
}

/**
 * @param {App} app
 * @param {Fact} fact
 * @returns {HTMLElement} where the fact stands, and how to ask for it in a shell
 */
function foot(app, fact) {
  const command = `akg evidence ${quoted(fact.id)}`;
  return el(
    "p",
    { class: "foot" },
    fact.where ? el("code", { class: "where" }, fact.where) : null,
    " ",
    el("code", {}, fact.id),
    copyButton(app, command, `Copy the command ${command}`),
  );
}
