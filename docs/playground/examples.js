// Documents to begin with. They are files of this page.

export const EXAMPLES = {
  bookshop: { title: "A bookshop", document: "bookshop.yaml" },
  mistake: { title: "With a mistake", document: "mistake.yaml" },
  overlay: { title: "Mended by an overlay", document: "mistake.yaml", overlay: "overlay.yaml", shown: "overlay" },
  diff: { title: "A new version of it", document: "bookshop-2.yaml", old: "bookshop.yaml", out: "tab-diff" },
};

/** The texts of an example, each with the name of its file. */
export async function textsOf(key) {
  const { title, shown, out, ...files } = EXAMPLES[key];
  const read = async ([which, name]) => {
    const response = await fetch(new URL(`examples/${name}`, import.meta.url));
    if (!response.ok) throw new Error(`examples/${name}: status ${response.status}`);
    return [which, [name, await response.text()]];
  };
  return { ...Object.fromEntries(await Promise.all(Object.entries(files).map(read))), shown, out };
}
