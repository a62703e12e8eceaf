// What must not happen, whatever a document says.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { done, withPage, write } from "./page.mjs";

const HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";

const hostile = `openapi: 3.0.3
info: {title: "${HOSTILE}", version: "${HOSTILE}", description: "[link](javascript:alert(3)) ${HOSTILE}"}
tags: [{name: "${HOSTILE}", description: "${HOSTILE}"}]
paths:
  /a:
    get:
      operationId: "${HOSTILE}"
      tags: ["${HOSTILE}"]
      summary: "${HOSTILE}"
      description: "${HOSTILE}"
      responses:
        '200':
          description: "${HOSTILE}"
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
  /b:
    get:
      operationId: b
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/${HOSTILE}'}}}}}
components:
  schemas:
    Thing:
      type: object
      description: "${HOSTILE}"
      properties:
        "${HOSTILE}": {type: string, description: "${HOSTILE}"}
`;

/** A document for which a test has the generator do something that no document is known to do. */
const MARKED = "openapi: 3.0.3 # MARKED";

/** Changes a file of the page. */
const changed = (page, name, change) => page.route(`**/${name}`, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.text()) });
});

/** Has the generator do that for the marked document. */
const door = (page, code) => changed(page, "generator.js", (text) => `${text.replace("export function respond", "function respond")}
const inner = respond;
const marked = (request) => {
  if (!request.includes("MARKED")) return inner(request);
  ${code}
};
export { marked as respond };
`);

/** Looks at all that a page shows of a crate. */
async function seen(page) {
  for (const tab of ["outline", "crate", "docs", "diff"]) {
    await page.click(`#tab-${tab}`);
    await page.waitForTimeout(200);
  }
}

test("what a document says as HTML is shown as text", () => withPage(async (page) => {
  await write(page, "old", hostile.replaceAll("Thing", "Other"));
  await write(page, "document", hostile);
  await page.locator("#panel-outline").getByText(HOSTILE).first().waitFor();
  await seen(page);
  await page.click("#tab-docs");
  await page.locator("#panel-docs article").getByText("<script>alert(2)</script>").first().waitFor();
  for (const button of await page.locator("#panel-docs .tree button").all()) {
    await button.click();
    await page.waitForTimeout(50);
  }
  assert.equal(await page.locator("img, iframe, body script, [onerror], a[href^=javascript]").count(), 0);
}));

test("nothing is asked for but the page's own files, and nothing at all while it is used", () => withPage(async (page, { asked }) => {
  assert.ok(asked.every((one) => one.startsWith("GET /")), asked.join("\n"));
  const before = asked.length;
  await write(page, "document", hostile);
  await seen(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  await download.path();
  assert.deepEqual(asked.slice(before), []);
}));

test("neither the page nor its worker may send anything elsewhere", () => withPage(async (page, { url }) => {
  const elsewhere = url.replace("127.0.0.1", "localhost");
  const refused = async (frame) => frame.evaluate(async (address) => {
    try {
      await fetch(address, { mode: "no-cors" });
      return "sent";
    } catch (error) {
      return error.constructor.name;
    }
  }, elsewhere);
  assert.equal(await refused(page), "TypeError");
  assert.equal(page.workers().length, 1);
  assert.equal(await refused(page.workers()[0]), "TypeError");
}));

test("nothing is stored", () => withPage(async (page, { context }) => {
  await seen(page);
  assert.deepEqual(await context.cookies(), []);
  const stored = await page.evaluate(async () => [
    localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
  ]);
  assert.deepEqual(stored, [0, 0, 0, 0]);
}));

test("a panic is a message, and the page goes on", () => withPage(async (page) => {
  const good = await page.locator("#panel-document textarea").inputValue();
  await write(page, "document", MARKED);
  assert.match(await page.textContent("#status"), /made a mistake.*report it.*panicked at/s);
  await write(page, "document", good);
  assert.match(await page.textContent("#panel-outline"), /Bookshop 1\.0\.0/);
}, {
  prepare: (page) => door(page, `self.panicked("panicked at src/lib.rs:1:1: a test");
    throw new WebAssembly.RuntimeError("unreachable");`),
}));

const HANGS = "while (true);";

test("a generator that takes too long is ended, and the page goes on", () => withPage(async (page) => {
  const good = await page.locator("#panel-document textarea").inputValue();
  await write(page, "document", MARKED);
  assert.match(await page.textContent("#status"), /ended after 1 seconds/);
  await write(page, "document", good);
  assert.match(await page.textContent("#panel-outline"), /Bookshop 1\.0\.0/);
}, {
  prepare: async (page) => {
    await door(page, HANGS);
    await changed(page, "limits.js", (text) => text.replace("TIME = 60_000", "TIME = 1_000"));
  },
}));

test("a newer text does not wait for an older one", () => withPage(async (page) => {
  const good = await page.locator("#panel-document textarea").inputValue();
  await page.fill("#panel-document textarea", MARKED);
  await page.waitForTimeout(500);
  await page.fill("#panel-document textarea", good.replace("Bookshop", "Newer"));
  await page.locator("#panel-outline").getByText("Newer 1.0.0").waitFor({ timeout: 5_000 });
}, { prepare: (page) => door(page, HANGS) }));

test("a generator that cannot be loaded is told", () => withPage(async (page) => {
  await page.getByText("The generator cannot be loaded").waitFor();
}, { prepare: (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404 })), ready: false }));

/** A document with one schema. */
const nested = (open, close, depth) => `openapi: 3.0.3
info: {title: Deep, version: 1.0.0}
paths: {/a: {get: {responses: {'200': {description: ok, content: {application/json: {schema: ${
  open.repeat(depth)}{type: string}${close.repeat(depth)}}}}}}}}
`;

test("what nests as deep as the limit allows is generated in a browser's stack", () => withPage(async (page) => {
  for (const [open, close, depth] of [
    ["{type: array, items: ", "}", 188],
    ["{type: object, additionalProperties: ", "}", 188],
    ["{type: object, properties: {a: ", "}}", 94],
    ["{oneOf: [{type: integer}, ", "]}", 94],
  ]) {
    await write(page, "document", nested(open, close, depth));
    assert.match(await page.textContent("#panel-outline"), /Deep 1\.0\.0/, open);
  }
}));

test("what nests deeper is a message", () => withPage(async (page) => {
  for (const depth of [250, 50_000]) {
    await write(page, "document", nested("[", "]", depth));
    assert.match(await page.textContent("#problems"), /nested deeper than the limit of 200 levels/);
  }
}));
