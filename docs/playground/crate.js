// The files of the crate: a tree, and the text of one.

import { byId, element, size } from "./dom.js";
import { languageOf } from "./highlight.js";
import { LISTED } from "./limits.js";
import { Lines } from "./lines.js";

const FIRST = ["src/lib.rs", "Cargo.toml"];
const lines = new Lines("The file");
const title = element("div", { class: "path" });
let chosen = null;

export function showCrate({ api, files }, ask) {
  const panel = byId("panel-crate");
  if (!api) {
    panel.replaceChildren(element("p", { class: "empty" }, "There is no crate of this document."));
    return;
  }
  const open = async (path, keep = false) => {
    const response = await ask({ ask: "file", path });
    if (!response) return;
    const shown = response.text ?? response.failure;
    chosen = path;
    const copy = element("button", { type: "button", onclick: () => navigator.clipboard.writeText(shown) }, "Copy");
    title.replaceChildren(element("span", {}, path), copy);
    lines.show(shown, languageOf(path), { keep });
    for (const button of tree.querySelectorAll("button")) {
      button.setAttribute("aria-current", button.dataset.path === path);
    }
  };
  const tree = element("div", { class: "tree" });
  const filter = element("input", {
    type: "search", placeholder: "Find a file", "aria-label": "Find a file",
    oninput: () => tree.replaceChildren(...listed(files, filter.value.trim().toLowerCase(), open)),
  });
  tree.append(...listed(files, "", open));
  panel.replaceChildren(element("div", { class: "beside" },
    element("nav", { "aria-label": "Files" }, filter, tree), element("div", { class: "inner" }, title, lines.element)));
  const known = (path) => files.some(([other]) => other === path);
  const first = known(chosen) ? chosen : FIRST.find(known);
  if (first) open(first, first === chosen);
}

/** The files whose paths have a text in them; all of them as a tree. */
function listed(files, wanted, open) {
  if (!wanted) return folder(files, "", open, 0);
  const found = files.filter(([path]) => path.toLowerCase().includes(wanted));
  const rows = found.slice(0, LISTED).map(([path, bytes]) => file(path, path, bytes, open));
  if (found.length > LISTED) rows.push(element("p", {}, `and ${found.length - LISTED} more`));
  return rows;
}

/** What is in a folder. A folder's own elements are made when it is opened. */
function folder(files, at, open, depth) {
  const folders = new Map();
  const rows = [];
  for (const [path, bytes] of files) {
    if (!path.startsWith(at)) continue;
    const rest = path.slice(at.length);
    const slash = rest.indexOf("/");
    if (slash < 0) rows.push(file(rest, path, bytes, open));
    else {
      const name = rest.slice(0, slash + 1);
      folders.set(name, (folders.get(name) ?? 0) + 1);
    }
  }
  const inner = [...folders].map(([name, count]) => {
    const made = element("details", {}, element("summary", {}, name, element("small", {}, ` ${count}`)));
    const fill = () => {
      if (made.childElementCount === 1) made.append(...folder(files, at + name, open, depth + 1));
    };
    made.addEventListener("toggle", fill);
    // The way to the code is short; what every crate has is closed.
    if (depth === 0 || (depth < 3 && count <= 60 && name !== "runtime/" && name !== "docs/")) {
      made.open = true;
      fill();
    }
    return made;
  });
  return [...inner, ...rows];
}

function file(name, path, bytes, open) {
  return element("button", { type: "button", "data-path": path, title: size(bytes), onclick: () => open(path) }, name);
}
