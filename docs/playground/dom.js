// Makes elements. Texts become text nodes: none is ever read as HTML.

/** An element with attributes (`on…` are listeners) and children, which are nodes or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** The nodes of a message: what stands between backquotes is code. */
export function coded(message) {
  return message.split(/(`[^`]+`)/).filter(Boolean).map((part) =>
    part.length > 2 && part.startsWith("`") && part.endsWith("`") ? element("code", {}, part.slice(1, -1)) : part);
}

export const byId = (id) => document.getElementById(id);

/** `1 file`, `2 files`. */
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A number of bytes for people. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Makes the tabs of a list work, with the arrow keys too; returns what selects one by its id. */
export function tabs(list, selected = () => {}) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const select = (id, focus = false) => {
    for (const tab of all) {
      const isIt = tab.id === id;
      tab.setAttribute("aria-selected", isIt);
      tab.tabIndex = isIt ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !isIt;
      if (isIt && focus) tab.focus();
    }
    selected(id);
  };
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  list.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    const at = all.indexOf(document.activeElement);
    select(all[(at + step + all.length) % all.length].id, true);
    event.preventDefault();
  });
  for (const tab of all) tab.addEventListener("click", () => select(tab.id));
  select(all[0].id);
  return select;
}
