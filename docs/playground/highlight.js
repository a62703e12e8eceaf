// Colours one line of text. Generated Rust has no token over several lines, so that a line is enough.

const RUST = [
  ["comment", /\/\/.*/y],
  ["string", /b?"(?:[^"\\]|\\.)*"?|b?'(?:[^'\\]|\\.)[^']*'/y],
  ["attribute", /#!?\[[^\]]*\]?/y],
  ["lifetime", /'[a-z_]\w*/y],
  ["keyword", /\b(?:as|async|await|break|const|continue|crate|dyn|else|enum|extern|false|fn|for|if|impl|in|let|loop|match|mod|move|mut|pub|ref|return|self|Self|static|struct|super|trait|true|type|use|where|while)\b/y],
  ["number", /\b\d[\w.]*/y],
  ["type", /\b[A-Z]\w*/y],
  ["macro", /\b\w+!/y],
  ["function", /\b\w+(?=\()/y],
  [null, /\w+|\s+/y],
];

const YAML = [
  ["comment", /#.*/y],
  ["key", /"(?:[^"\\]|\\.)*"(?=\s*:)|[\w$/{}.~-]+(?=:(?:\s|$))/y],
  ["string", /"(?:[^"\\]|\\.)*"?|'[^']*'?/y],
  ["keyword", /\b(?:true|false|null)\b/y],
  ["number", /\b\d[\d.]*\b/y],
  [null, /[\w$/.-]+|\s+/y],
];

const TOML = [
  ["comment", /#.*/y],
  ["type", /^\[.*\]/y],
  ["key", /^[\w.-]+(?=\s*=)/y],
  ["string", /"(?:[^"\\]|\\.)*"?/y],
  ["keyword", /\b(?:true|false)\b/y],
  [null, /\w+|\s+/y],
];

const MARKDOWN = [
  ["keyword", /^#+ .*/y],
  ["comment", /^<!--.*/y],
  ["string", /`[^`]*`/y],
  [null, /[^`]+/y],
];

const LANGUAGES = { rs: RUST, yaml: YAML, yml: YAML, json: YAML, toml: TOML, md: MARKDOWN };

/** The language of a file, by its name. */
export const languageOf = (path) => LANGUAGES[path.split(".").pop()] ?? null;

export { RUST };

/** The pieces of a line, each with its kind or null. */
export function pieces(line, language) {
  if (!language) return [[null, line]];
  const found = [];
  const add = (kind, text) => {
    const last = found.at(-1);
    if (last && last[0] === kind) last[1] += text;
    else found.push([kind, text]);
  };
  let at = 0;
  while (at < line.length) {
    const match = language.map(([kind, pattern]) => {
      pattern.lastIndex = at;
      const text = pattern.exec(line)?.[0];
      return text ? [kind, text] : null;
    }).find(Boolean) ?? [null, line[at]];
    add(...match);
    at += match[1].length;
  }
  return found;
}

/** The nodes of a line. */
export function coloured(line, language) {
  return pieces(line, language).map(([kind, text]) => {
    if (!kind) return document.createTextNode(text);
    const span = document.createElement("span");
    span.className = `t-${kind}`;
    span.textContent = text;
    return span;
  });
}
