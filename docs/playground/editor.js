// A text to be written, with what is wrong beside its lines. A text too long to be edited is shown.

import { element, size } from "./dom.js";
import { languageOf } from "./highlight.js";
import { EDITABLE } from "./limits.js";
import { LINE, Lines } from "./lines.js";

export class Editor {
  #area;
  #gutter = element("div", { class: "gutter", "aria-hidden": true });
  #marking = element("div", { class: "marking", "aria-hidden": true });
  #written;
  #long;
  #lines;
  #note = element("p", { class: "note" });
  #text = "";
  #marks = new Map();
  #rows = [""];

  /** `changed` is called when the text is another one. */
  constructor(panel, label, placeholder, changed) {
    this.changed = changed;
    this.#area = element("textarea", {
      "aria-label": label, placeholder, spellcheck: "false", wrap: "off", autocomplete: "off", autocapitalize: "off",
    });
    this.#written = element("div", { class: "editor" }, this.#marking, this.#gutter, this.#area);
    this.#lines = new Lines(label);
    this.#long = element("div", { class: "long", hidden: true }, this.#note, this.#lines.element);
    panel.append(this.#written, this.#long);
    this.#area.addEventListener("input", () => this.#take(this.#area.value));
    this.#area.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.#area.addEventListener("paste", (event) => this.#pasted(event));
    new ResizeObserver(() => this.#draw()).observe(this.#area);
  }

  get text() {
    return this.#text;
  }

  /** Puts another text here. */
  put(given, name = "document.yaml") {
    // A field has one kind of line end, and places are counted in it.
    const text = given.replace(/\r\n?/g, "\n");
    const isLong = text.length > EDITABLE;
    this.#written.hidden = isLong;
    this.#long.hidden = !isLong;
    this.#area.value = isLong ? "" : text;
    if (isLong) {
      this.#note.textContent = `${size(text.length)}: too long to be edited here. Open or drop another file, or clear it.`;
      this.#lines.show(text, languageOf(name));
    }
    this.#take(text);
    this.#area.scrollTo(0, 0);
  }

  /** Marks lines: a map from their numbers to `{ severity, message, from, to }`, with columns. */
  mark(marks) {
    this.#marks = marks;
    this.#lines.mark(marks);
    this.#draw();
  }

  /** Brings a line into sight and the cursor to it. */
  goTo(line, column = 1) {
    if (!this.#long.hidden) {
      this.#lines.goTo(line);
      this.#lines.element.focus();
      return;
    }
    const before = this.#rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0);
    const at = before + [...(this.#rows[line - 1] ?? "")].slice(0, column - 1).join("").length;
    this.#area.focus();
    this.#area.setSelectionRange(at, at);
    this.#area.scrollTop = Math.max(0, (line - 1) * LINE - this.#area.clientHeight / 3);
    this.#draw();
  }

  #take(text) {
    this.#text = text;
    this.#rows = this.#long.hidden ? text.split("\n") : [""];
    this.#draw();
    this.changed();
  }

  /** A long text never comes into the field: it would be slow from then on. */
  #pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length + this.#area.value.length <= EDITABLE) return;
    event.preventDefault();
    this.put(text);
  }

  #draw() {
    const { scrollTop, scrollLeft, clientHeight } = this.#area;
    if (clientHeight === 0) return;
    const first = Math.floor(scrollTop / LINE);
    const last = Math.min(this.#rows.length, Math.ceil((scrollTop + clientHeight) / LINE));
    const numbers = [];
    const marked = [];
    for (let at = first; at < last; at++) {
      const mark = this.#marks.get(at + 1);
      const number = element("div", { class: mark?.severity ?? "" }, String(at + 1));
      number.style.top = `${at * LINE - scrollTop}px`;
      numbers.push(number);
      if (mark) marked.push(this.#marked(at, mark, scrollTop, scrollLeft));
    }
    this.#gutter.replaceChildren(...numbers);
    this.#marking.replaceChildren(...marked);
  }

  /** The same line once more, unseen, so that what is wrong in it has its place. */
  #marked(at, mark, top, left) {
    // Columns are characters, of which some are two in a string.
    const row = [...this.#rows[at]];
    const cut = (start, end) => row.slice(start, end).join("");
    const from = Math.max(0, (mark.from ?? 1) - 1);
    const to = Math.max(from, (mark.to ?? row.length + 1) - 1);
    const line = element(
      "div", { class: `marked ${mark.severity}` },
      element("span", { class: "unseen" }, cut(0, from)),
      element("span", { class: "unseen wave" }, cut(from, to)),
      element("span", { class: "unseen" }, cut(to)),
      element("span", { class: "message" }, mark.message),
    );
    line.style.top = `${at * LINE - top}px`;
    line.style.setProperty("--left", `${-left}px`);
    return line;
  }
}
