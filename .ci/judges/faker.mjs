// Makes instances by json-schema-faker. A line of standard input asks for those of a schema:
// {"place", "count", "seed", "is_wire"}; a line of standard output has them. The document's tree
// is in the file that the first argument names; the second is the folder with the package.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [treeFile, tools] = process.argv.slice(2);
const faker = `${tools}/node_modules/json-schema-faker/dist/index.js`;
const { generateSync } = await import(pathToFileURL(faker));
const tree = JSON.parse(readFileSync(treeFile, "utf8"));

const at = (reference) => {
  let node = tree;
  for (const token of decodeURIComponent(reference.replace(/^#\/?/, "")).split("/")) {
    node = node?.[token.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  if (node === undefined) throw new Error(`nothing is at ${reference}`);
  return node;
};

// Formats that the package does not know. It has one generator of texts for all others.
const picked = (...texts) => (random) => random.pick(texts);
const formats = {
  byte: picked("", "anVkZ2U=", "/+8A"),
  base64: picked("anVkZ2U="),
  duration: picked("PT1H30M", "P1DT2H", "PT0S", "P1Y2M"),
  decimal: picked("0", "12.50", "-0.001"),
  "date-time-local": picked("2024-02-29T12:34:56"),
  "time-local": picked("12:34:56"),
  url: picked("https://example.com/a?b=c"),
  int32: picked("42"),
  int64: picked("42"),
  uint64: picked("42"),
  float: picked("1.5"),
  double: picked("1.5"),
  regex: picked("^a$"),
};
// Texts where nothing is said of the text: what escaping and trimming go wrong with.
const texts = [
  ...["", " plain ", 'q"uote \\ back', "é中🦀", "line\nbreak\t"],
  ...["0", "true", "null", "2024-02-29", "a/b?c#d%20"],
];
// The same for what is sent outside of JSON, where not every text can be.
const wireTexts = ["plain", "two words", "a&b=c", "100%", "a+b", "x;y", "a#b?c", "true", "~tilde"];
const closing = ["enum", "const", "pattern", "format", "minLength", "maxLength", "contentEncoding"];
const isOpen = (schema) => !closing.some((word) => word in schema);

const modes = [
  { alwaysFakeOptionals: true },
  { optionalsProbability: 0 },
  { optionalsProbability: 0.5 },
  { optionalsProbability: 0.2 },
];

// Schemas that hold themselves in several ways grow without end.
const LARGEST = 4000;

const make = (place, index, seed, isWire) => {
  // Neighbouring seeds begin with nearly the same number.
  const spread = (Math.imul(seed * 31 + index + 1, 2654435761) >>> 0) || 1;
  let count = spread;
  let values = 0;
  const options = {
    seed: spread,
    maxDepth: 8,
    refDepthMax: 4,
    maxDefaultItems: 2,
    formats,
    refResolver: (reference) => {
      values += 1;
      if (values > LARGEST) throw new Error("its instances are too large");
      return at(reference);
    },
    // Every other instance keeps the texts of the package.
    outputTransform: (value, schema) => {
      if (index % 2 === 0 || typeof value !== "string" || !schema || !isOpen(schema)) return value;
      if (schema.type !== "string") return value;
      count = (Math.imul(count, 1103515245) + 12345) >>> 0;
      const some = isWire ? wireTexts : texts;
      return some[(count >>> 16) % some.length];
    },
    ...modes[index % modes.length],
  };
  return generateSync({ $ref: place }, options);
};

for await (const line of createInterface({ input: process.stdin })) {
  const { place, count, seed, is_wire: isWire } = JSON.parse(line);
  const made = [];
  let fault = null;
  for (let index = 0; index < count; index += 1) {
    try {
      made.push(make(place, index, seed, isWire));
    } catch (error) {
      fault = String(error.message);
    }
  }
  process.stdout.write(`${JSON.stringify({ made, fault })}\n`);
}
