// A text of any length to be read: only the lines in sight are elements.

import { coloured } from "./highlight.js";
import { element } from "./dom.js";

/** The height of a line in pixels, as in style.css. */
export const LINE = 20;

/** Lines above and below those in sight. */
const MORE = 20;

/** The longest part of a line that is shown. */
const WIDE = 2_000;

export class Lines {
  #lines = [];
  #language = () => null;
  #marks = new Map();
  #space = element("div", { class: "space" });
  #shown = [-1, -1];

  constructor(label) {
    this.element = element("div", { class: "lines", tabindex: 0, role: "region", "aria-label": label }, this.#space);
    this.element.addEventListener("scroll", () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  /** Shows a text in a language, or in the one that a function gives for the number of a line. */
  show(text, language, { keep = false } = {}) {
    this.#lines = text.split(/\r\n|\n|\r/);
    this.#language = typeof language === "function" ? language : () => language;
    this.#space.style.height = `${this.#lines.length * LINE}px`;
    this.element.style.setProperty("--digits", String(this.#lines.length).length);
    if (!keep) this.element.scrollTo(0, 0);
    this.#redraw();
  }

  /** Marks lines: a map from their numbers to `{ severity, message }`. */
  mark(marks) {
    this.#marks = marks;
    this.#redraw();
  }

  /** Brings a line into sight. */
  goTo(line) {
    this.element.scrollTo(0, Math.max(0, (line - 1) * LINE - this.element.clientHeight / 3));
    this.#redraw();
  }

  #redraw() {
    this.#shown = [-1, -1];
    this.#draw();
  }

  #draw() {
    const { scrollTop, clientHeight } = this.element;
    if (clientHeight === 0) return;
    const first = Math.max(0, Math.floor(scrollTop / LINE) - MORE);
    const last = Math.min(this.#lines.length, Math.ceil((scrollTop + clientHeight) / LINE) + MORE);
    if (this.#shown[0] === first && this.#shown[1] === last) return;
    this.#shown = [first, last];
    const rows = [];
    for (let at = first; at < last; at++) rows.push(this.#row(at));
    this.#space.replaceChildren(...rows);
  }

  #row(at) {
    const line = this.#lines[at];
    const mark = this.#marks.get(at + 1);
    const text = coloured(line.slice(0, WIDE), this.#language(at + 1));
    if (line.length > WIDE) text.push(element("span", { class: "more" }, ` … ${line.length - WIDE} more`));
    const row = element(
      "div",
      { class: mark ? `row ${mark.severity}` : "row" },
      element("span", { class: "number", "aria-hidden": true, "data-number": at + 1 }),
      element("code", {}, text),
      mark ? element("span", { class: "message" }, mark.message) : null,
    );
    row.style.top = `${at * LINE}px`;
    return row;
  }
}
