// Puts the parts together: what goes in, the generator, and what comes out.

import { showCrate } from "./crate.js";
import { showDiff } from "./diff.js";
import { showDocs } from "./docs.js";
import { byId, element, size, tabs } from "./dom.js";
import { Editor } from "./editor.js";
import { EXAMPLES, textsOf } from "./examples.js";
import { Generator } from "./generator-client.js";
import { LARGEST, PAUSE } from "./limits.js";
import { showOutline } from "./outline.js";
import { listProblems, marksOf } from "./problems.js";

const generator = new Generator();
const names = { document: "document.yaml", overlay: "overlay.yaml", old: "old.yaml" };
const editors = {
  document: new Editor(byId("panel-document"), "Document", "Paste or drop an OpenAPI document: 2.0, 3.0, 3.1 or 3.2; YAML or JSON.", changed),
  overlay: new Editor(byId("panel-overlay"), "Overlay", "An overlay mends a document without changing it (OpenAPI Overlay Specification 1.0 or 1.1). It is not needed.", changed),
  old: new Editor(byId("panel-old"), "Older version", "The document as it was, for Diff. It is not needed.", changed),
};
let current = "document";
let timer = null;
/** The last response, and which parts have not shown it yet. */
let made = null;
let stale = new Set();
let out = "tab-outline";

const ask = (request, kind) => generator.ask(request, kind);
const views = {
  "tab-outline": () => showOutline(made, ask),
  "tab-crate": () => showCrate(made, ask),
  "tab-docs": () => showDocs(made, ask),
  "tab-diff": () => showDiff({ old: text("old"), names, made, select: selectIn }, ask, go),
};
const selectIn = tabs(byId("in-tabs"), (id) => {
  current = id.replace("tab-", "");
  byId("suggest").hidden = current !== "overlay";
});
const selectOut = tabs(byId("out-tabs"), (id) => {
  out = id;
  refresh();
});

function say(message) {
  byId("status").textContent = message;
}

/** Says whether what is seen is still of an older text. */
function busy(is) {
  byId("main").setAttribute("aria-busy", is);
}

function changed() {
  busy(true);
  clearTimeout(timer);
  timer = setTimeout(generate, PAUSE);
}

function text(which) {
  return editors[which].text.trim() ? { name: names[which], text: editors[which].text } : null;
}

async function generate() {
  clearTimeout(timer);
  const document = text("document");
  byId("save").disabled = true;
  if (!document) {
    show({ diagnostics: [], files: [], api: null, took: 0 });
    say("Put a document here, or choose an example.");
    return;
  }
  say("Generating…");
  const response = await ask({ ask: "generate", document, overlay: text("overlay") }, "generate");
  if (!response) return;
  if (response.failure) {
    show({ diagnostics: [], files: [], api: null, took: 0 });
    say(response.failure);
    return;
  }
  show(response);
  say(`clientwright ${response.version}: ${Math.round(response.took)} ms`);
}

function show(response) {
  made = response;
  if (made.api) made.api.file = names.document;
  byId("save").disabled = !made.api;
  for (const which of ["document", "overlay"]) editors[which].mark(marksOf(made.diagnostics, names[which]));
  listProblems(made, go);
  busy(false);
  stale = new Set(Object.keys(views));
  refresh();
}

/** Shows in the part in sight what it does not show yet. */
function refresh() {
  if (made && stale.delete(out)) views[out]();
}

/** Goes to a place of one of the files. */
function go({ file, line, column }) {
  const which = Object.keys(names).find((one) => names[one] === file);
  if (!which) return;
  selectIn(`tab-${which}`);
  editors[which].goTo(line, column);
}

/** Takes files: an overlay by what it begins with, others for what is in sight. */
async function take(files) {
  busy(files.length > 0);
  for (const file of files) {
    if (file.size > LARGEST) {
      say(`${file.name} has ${size(file.size)}, and this page takes ${size(LARGEST)}. The command line takes more.`);
      busy(false);
      return;
    }
    const read = await file.text();
    const isOverlay = /^\s*(?:[{]\s*)?"?overlay"?\s*:/m.test(read.slice(0, 500));
    put(isOverlay ? "overlay" : current === "overlay" ? "document" : current, file.name, read);
  }
}

function put(which, name, read) {
  // Files of one document are told apart by their names.
  const taken = Object.entries(names).some(([other, used]) => other !== which && used === name);
  names[which] = taken ? `${which}-${name}` : name;
  editors[which].put(read, name);
  selectIn(`tab-${which}`);
}

/** Begins an overlay, in the place of nothing. */
async function suggest() {
  busy(true);
  const { text: begun, failure } = await ask({ ask: "suggest" });
  if (!failure && !text("overlay")) return put("overlay", "overlay.yaml", begun);
  busy(false);
  say(failure ?? "There is an overlay already: clear it first.");
}

async function save() {
  const { bytes, failure } = await ask({ ask: "archive" });
  if (!bytes) return say(failure);
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  element("a", { href: url, download: `${made.package}.zip` }).click();
  URL.revokeObjectURL(url);
}

async function example(key) {
  busy(true);
  const texts = await textsOf(key);
  for (const which of Object.keys(names)) names[which] = `${which}.yaml`;
  for (const which of ["overlay", "old", "document"]) {
    const [name, read] = texts[which] ?? [`${which}.yaml`, ""];
    put(which, name, read);
  }
  selectIn(texts.shown ? `tab-${texts.shown}` : "tab-document");
  if (texts.out) selectOut(texts.out);
}

byId("save").addEventListener("click", save);
byId("suggest").addEventListener("click", suggest);
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", ({ target }) => {
  take(target.files);
});
byId("clear").addEventListener("click", () => put(current, `${current}.yaml`, ""));
byId("example").append(...Object.entries(EXAMPLES).map(([key, { title }]) => element("option", { value: key }, title)));
byId("example").addEventListener("change", ({ target }) => example(target.value));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
addEventListener("error", ({ message }) => say(`A mistake of this page: ${message}`));
addEventListener("unhandledrejection", ({ reason }) => say(`A mistake of this page: ${reason?.message ?? reason}`));

try {
  await generator.load();
  await example(Object.keys(EXAMPLES)[0]);
} catch (error) {
  say(`The generator cannot be loaded: ${error.message}. README.md says how this page is built and served.`);
}
