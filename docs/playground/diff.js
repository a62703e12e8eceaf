// What changes for who uses the crate, between two versions of a document.

import { byId, coded, counted, element } from "./dom.js";

const LEVELS = [["major", "breaking", "Breaking"], ["minor", "additions", "Added"], ["patch", "others", "Otherwise different"]];
const WORDS = { differs: "differs", unknown: "unknown", "may-fail": "may fail", fails: "fails" };

export async function showDiff({ old, made, select }, ask, go) {
  const panel = byId("panel-diff");
  const note = (...text) => panel.replaceChildren(element("div", { class: "page" }, element("p", {}, ...text)));
  if (!old) {
    note("Put the document as it was into ",
      element("button", { type: "button", onclick: () => select("tab-old") }, "Older version"),
      ": here stands then what the change means for who uses the crate.");
    return;
  }
  if (!made.api) return note("This document has errors, and cannot be compared.");
  note("Comparing…");
  const response = await ask({ ask: "diff", old }, "diff");
  if (!response) return;
  if (response.failure) return note(response.failure);
  if (response.diagnostics) {
    const errors = response.diagnostics.filter(({ severity }) => severity === "error");
    panel.replaceChildren(element(
      "div", { class: "page" },
      element("p", {}, response.is_old ? "The older version cannot be read:" : "This document cannot be read:"),
      element("ul", {}, errors.map(({ message, place }) =>
        element("li", {}, place ? jump(place, go) : null, " ", coded(message)))),
    ));
    return;
  }
  const sections = LEVELS.flatMap(([level, , title]) => {
    const changes = response.changes.filter((change) => change.level === level);
    return changes.length === 0 ? [] : [
      element("h2", {}, `${title}: ${changes.length}`),
      element("ul", { class: "changes" }, changes.map((change) => item(change, level, go))),
    ];
  });
  panel.replaceChildren(element(
    "div", { class: "page diff" },
    element("p", {}, response.level
      ? `A ${response.level} version: ${LEVELS.map(([, key, title]) => `${title.toLowerCase()} ${response[key]}`).join(", ")}.`
      : "Nothing is different."),
    sections,
  ));
}

function item(change, level, go) {
  const { rule, about, name, what, items, old, new: now, compiles, reached_by: reached } = change;
  const follows = [
    compiles ? null : "Code has to be changed.",
    answer("A program as it was, at the new server", change.old_program_new_server),
    answer("A new program, at the server as it was", change.new_program_old_server),
  ];
  return element(
    "li", { class: level },
    element("p", {}, element("b", {}, name ?? (about === "api" ? "The API" : "The document")), " ", coded(what),
      " ", element("small", {}, rule)),
    element("p", { class: "places" }, old ? jump(old, go) : "new", " → ", now ? jump(now, go) : "gone"),
    items.length > 0 ? element("p", {}, "In Rust: ", element("code", {}, items.slice(0, 5).join(", ")),
      items.length > 5 ? ` and ${items.length - 5} more` : "") : null,
    reached.length > 0 ? element("p", {}, `Met by ${counted(reached.length, "operation")}: `, element("code", {}, reached.slice(0, 3).join(", "))) : null,
    element("p", {}, follows.filter(Boolean).join(" ")),
  );
}

function answer(who, word) {
  return word === "works" ? null : `${who}: ${WORDS[word] ?? word}.`;
}

function jump(place, go) {
  return element("button", { type: "button", class: "jump", onclick: () => go({ column: 1, ...place }) }, `${place.file}:${place.line}`);
}
