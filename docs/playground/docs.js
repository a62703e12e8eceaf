// The crate's documentation: its pages, and its types and handles as rustdoc would show them.

import { byId, element } from "./dom.js";
import { coloured, languageOf, RUST } from "./highlight.js";
import { LISTED } from "./limits.js";

/** The elements and the attributes that a text may become. All else is text. */
const ELEMENTS = new Set([
  "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ol", "ul", "li", "table", "tr", "td",
  "em", "strong", "s", "a", "span", "code", "br", "hr",
]);

/** What rustdoc shows first of a crate: its README, or what its root says. */
const LANDINGS = ["README.md", "src/lib.rs"];

let chosen = null;

export function showDocs({ api, files }, ask) {
  const panel = byId("panel-docs");
  if (!api) {
    panel.replaceChildren(element("p", { class: "empty" }, "There is no crate of this document."));
    return;
  }
  const page = element("article", { class: "page", tabindex: 0 });
  const tree = element("div", { class: "tree" });
  const open = async (path, place = null) => {
    const response = await ask({ ask: "page", path });
    if (!response) return;
    chosen = path;
    const nodes = response.failure
      ? [element("p", { class: "empty" }, response.failure)]
      : [node(response.markup, follow), ...(response.items ?? []).map((item) => shown(item, follow))];
    page.replaceChildren(...nodes);
    const target = place && page.querySelector(`#${CSS.escape(`at-${place}`)}`);
    if (target) target.scrollIntoView();
    else page.scrollTo(0, 0);
    for (const button of tree.querySelectorAll("button")) {
      button.setAttribute("aria-current", button.dataset.path === path);
    }
  };
  /** Follows a link from page to page; those to the web open beside this page. */
  const follow = (event, address) => {
    if (/^https?:/.test(address)) return;
    event.preventDefault();
    const [name, place] = address.split("#");
    if (name) open(new URL(name, `file:///${chosen}`).pathname.slice(1), place);
    else page.querySelector(`#${CSS.escape(`at-${place}`)}`)?.scrollIntoView();
  };
  const known = (path) => files.some(([other]) => other === path);
  const landing = LANDINGS.find(known);
  const groups = [
    ["Pages", files.filter(([path]) => path === landing || path.endsWith(".md"))],
    ["Handles", files.filter(([path]) => new RegExp(`^src/${api.module}/[^/]+\\.rs$`).test(path))],
    ["Types", files.filter(([path]) => new RegExp(`^src/${api.module}/types/(?!mod\\.rs)[^/]+\\.rs$`).test(path))],
  ];
  const filter = element("input", {
    type: "search", placeholder: "Find a page", "aria-label": "Find a page", oninput: () => fill(),
  });
  const fill = () => tree.replaceChildren(...groups.flatMap((group) => listed(group, filter.value.trim().toLowerCase(), open)));
  fill();
  panel.replaceChildren(element("div", { class: "beside" }, element("nav", { "aria-label": "Pages" }, filter, tree), page));
  open(known(chosen) ? chosen : landing);
}

/** What a page is called in the list. */
function named(path) {
  const parts = path.replace(/\.(?:rs|md)$/, "").split("/");
  if (LANDINGS.includes(path)) return "the crate";
  return { mod: "the client", README: "index" }[parts.at(-1)] ?? parts.at(-1);
}

function listed([title, files], wanted, open) {
  const found = files.filter(([path]) => named(path).toLowerCase().includes(wanted));
  const rows = found.slice(0, LISTED).map(([path]) =>
    element("button", { type: "button", "data-path": path, onclick: () => open(path) }, named(path)));
  if (found.length > LISTED) rows.push(element("p", {}, `and ${found.length - LISTED} more: find them by name`));
  const group = element("details", {}, element("summary", {}, title, element("small", {}, ` ${found.length}`)), rows);
  group.open = found.length <= 60 || wanted !== "";
  return found.length === 0 ? [] : [group];
}

/** An element of what `markup` of the generator's side made: `[name, attributes, ...children]`. */
function node(value, follow) {
  if (typeof value === "string") return document.createTextNode(value);
  if (!value) return document.createTextNode("");
  const [name, attributes, ...children] = value;
  if (!ELEMENTS.has(name)) return element("span", {}, children.map((child) => node(child, follow)));
  if (name === "pre") return code(children.join(""), attributes.language ?? "");
  const made = element(name, {}, children.map((child) => node(child, follow)));
  if (attributes.id) made.id = `at-${attributes.id}`;
  if (name === "a") {
    made.href = attributes.href;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    made.addEventListener("click", (event) => follow(event, attributes.href));
  }
  return made;
}

function code(text, language) {
  const known = language === "rust" || language === "no_run" || language === "text" ? RUST : languageOf(`x.${language}`);
  // Lines that rustdoc compiles and does not show.
  const isHidden = (line) => known === RUST && language !== "text" && /^\s*#(?:\s|$)/.test(line);
  const seen = text.trimEnd().split("\n").filter((line) => !isHidden(line));
  const lines = seen.flatMap((line) => [...coloured(line, known), "\n"]);
  return element("pre", {}, element("code", {}, lines));
}

function shown({ kind, name, declaration, markup, parts }, follow) {
  return element(
    "section", { class: "item" },
    element("h2", {}, kind === "impl" ? "" : `${kind} `, element("code", {}, name)),
    declaration ? code(declaration, "rust") : null,
    markup ? node(markup, follow) : null,
    (parts ?? []).map((part) => element(
      "section", { class: "part" },
      part.declaration ? code(part.declaration, "rust") : element("h3", {}, element("code", {}, part.name)),
      node(part.markup, follow),
    )),
  );
}
