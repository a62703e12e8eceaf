// What the API has, and one operation stage by stage.

import { byId, counted, element, size } from "./dom.js";
import { languageOf, RUST } from "./highlight.js";
import { Lines } from "./lines.js";

/** How many operations are all in sight at first. */
const SEEN = 200;

const lines = new Lines("Stages");
const text = element("div", { class: "inner", hidden: true });

export function showOutline({ api, files, package: name, took }, ask) {
  const panel = byId("panel-outline");
  if (!api) {
    panel.replaceChildren(element("p", { class: "empty" }, "Nothing is generated of this document: see what is wrong with it."));
    return;
  }
  const operations = api.tags.flatMap((tag) => tag.operations).length;
  const bytes = files.reduce((sum, [, length]) => sum + length, 0);
  const list = element(
    "div", { class: "inner outline" },
    element("h2", {}, `${api.title} ${api.version}`),
    element("p", {}, [
      counted(operations, "operation"), counted(api.types, "type"), counted(files.length, "file"), size(bytes),
      `in ${Math.round(took)} ms`,
    ].join(" · ")),
    element("p", {}, "The same on the command line: ",
      element("code", {}, `clientwright codegen ${api.file} --out ${name}`)),
    element("p", {}, element("button", { type: "button", onclick: () => open("The whole outline", api.outline) }, "The whole outline")),
    api.tags.map((tag) => group(tag, operations <= SEEN, explain)),
  );
  const open = (title, shown, language = null) => {
    const back = element("button", { type: "button", onclick: close }, "← Back");
    text.replaceChildren(element("div", { class: "path" }, back, element("span", {}, title)), lines.element);
    text.hidden = false;
    list.hidden = true;
    lines.show(shown, language);
    back.focus();
  };
  const close = () => {
    text.hidden = true;
    list.hidden = false;
  };
  async function explain(request) {
    const response = await ask({ ask: "explain", request });
    if (response) open(request, response.text ?? response.failure, ofStages(response.text ?? ""));
  }
  close();
  panel.replaceChildren(list, text);
}

/** The language of each line of an operation's stages: the document, OpenAPI, the model, Rust. */
function ofStages(shown) {
  const begins = shown.split("\n").flatMap((line, at) => (/^=== \d\. /.test(line) ? [at + 1] : []));
  const yaml = languageOf("x.yaml");
  return (line) => [null, yaml, yaml, null, RUST][begins.filter((first) => first < line).length];
}

/** The operations of a tag. Where they are closed, their elements are made when they are opened. */
function group({ name, handle, operations }, isOpen, explain) {
  const rows = () => operations.map(({ request, method, summary, deprecated }) => {
    const [verb, path] = request.split(" ");
    return element(
      "li", {},
      element("button", { type: "button", class: deprecated ? "deprecated" : "", onclick: () => explain(request) },
        element("span", { class: `verb ${verb.toLowerCase()}` }, verb), element("span", { class: "at" }, path),
        element("code", {}, `${handle}().${method}()`)),
      summary ? element("p", {}, summary) : null,
    );
  });
  const made = element("details", {}, element("summary", {}, name, element("small", {}, ` ${operations.length}`)));
  const fill = () => {
    if (made.childElementCount === 1) made.append(element("ul", {}, rows()));
  };
  made.addEventListener("toggle", fill);
  if (isOpen) {
    made.open = true;
    fill();
  }
  return made;
}
