// What is wrong: a list, and the marks beside the lines.

import { byId, coded, counted, element } from "./dom.js";
import { LISTED } from "./limits.js";

const RANK = { error: 0, warning: 1, note: 2 };

/** The marks of a file, by line; the worst one of a line is shown. */
export function marksOf(diagnostics, file) {
  const marks = new Map();
  for (const { severity, message, place } of diagnostics) {
    if (!place || place.file !== file) continue;
    const there = marks.get(place.line);
    if (there && RANK[there.severity] <= RANK[severity]) continue;
    const to = place.end_line === place.line ? place.end_column : undefined;
    marks.set(place.line, { severity, message, from: place.column, to });
  }
  return marks;
}

/** Lists what is wrong, with what the codes mean; `go` is called with the place of what is chosen. */
export function listProblems({ diagnostics, codes = {} }, go) {
  const count = (severity) => diagnostics.filter((one) => one.severity === severity).length;
  const parts = ["error", "warning", "note"].filter(count).map((severity) => counted(count(severity), severity));
  byId("problem-count").textContent = parts.length === 0 ? "No problems" : parts.join(", ");
  const sorted = [...diagnostics].sort((one, other) => RANK[one.severity] - RANK[other.severity]);
  const items = sorted.slice(0, LISTED).map((one) => item(one, codes[one.code], go));
  if (sorted.length > LISTED) items.push(element("li", {}, `and ${sorted.length - LISTED} more`));
  byId("problems").replaceChildren(...items);
}

function item({ severity, code, message, place, also, consequence, help }, meaning, go) {
  const head = [
    element("span", { class: `severity ${severity}` }, severity),
    element("span", { class: "at" }, place ? `${place.file}:${place.line}:${place.column}` : code),
    element("span", {}, coded(message)),
  ];
  const title = place
    ? element("button", { type: "button", title: code, onclick: () => go(place) }, head)
    : element("div", { title: code }, head);
  const others = (also ?? []).map((other) =>
    element("button", { type: "button", class: "also", onclick: () => go(other) },
      `${other.file}:${other.line}:${other.column} ${other.label ?? ""}`));
  return element(
    "li", {}, title, others,
    consequence ? element("p", {}, coded(consequence)) : null,
    help ? element("p", {}, element("b", {}, "help: "), coded(help)) : null,
    meaning ? element("details", {}, element("summary", {}, code), element("p", {}, coded(meaning))) : null,
  );
}
