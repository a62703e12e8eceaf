// What people do with the page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { done, example, withPage, write } from "./page.mjs";

const file = (name) => readFile(join(process.env.PAGE, "examples", name), "utf8");

test("a mistake is shown at its line while it is typed", () => withPage(async (page) => {
  const text = await file("bookshop.yaml");
  const wrong = text.replace("#/components/schemas/NewOrder", "#/components/schemas/NewOrdr");
  const line = wrong.slice(0, wrong.indexOf("NewOrdr")).split("\n").length;
  await write(page, "document", wrong);
  const problem = page.locator("#problems li").first();
  assert.match(await problem.textContent(), new RegExp(`bookshop\\.yaml:${line}:`));
  assert.match(await problem.textContent(), /NewOrdr/);
  await problem.locator("button").first().click();
  const marked = page.locator("#panel-document .marked");
  assert.match(await marked.first().textContent(), /NewOrdr/);
  const numbers = await page.locator("#panel-document .gutter .warning, #panel-document .gutter .error").allTextContents();
  assert.deepEqual(numbers, [String(line)]);
  // The mark lies on the line of the text: both are of one height, from one top on.
  const [box, area] = [await marked.first().boundingBox(), await page.locator("#panel-document textarea").boundingBox()];
  const top = await page.locator("#panel-document textarea").evaluate((field) => field.scrollTop);
  assert.ok(Math.abs(box.y - area.y + top - (line - 1) * 20) < 2);
}));

test("a mark is under the characters that it is about, whatever stands before them", () => withPage(async (page) => {
  const text = "openapi: 3.0.3\r\ninfo: {title: \"😀😀\", version: 1.0.0, nmae: x}\r\npaths: {/a: {get: {operationId: \"😀\", respnses: {}}}}\r\n";
  await page.setInputFiles("#file", { name: "marks.yaml", mimeType: "text/plain", buffer: Buffer.from(text) });
  await done(page);
  const waves = (await page.locator("#panel-document .wave").allTextContents()).join("|");
  assert.match(waves, /respnses|get|\{operationId/);
  await page.locator("#problems li button").first().click();
  const selected = await page.locator("#panel-document textarea").evaluate((field) => field.value.slice(field.selectionStart));
  assert.ok(waves.split("|").some((wave) => wave && selected.startsWith(wave)), `${waves} / ${selected}`);
}));

test("a document without a fault has a crate, its files coloured", () => withPage(async (page) => {
  assert.equal(await page.textContent("#problem-count"), "No problems");
  await page.click("#tab-crate");
  await page.click("#panel-crate [data-path='src/bookshop/types/book.rs']");
  const lines = page.locator("#panel-crate .lines");
  await lines.getByText("pub struct Book {").waitFor();
  assert.ok(await lines.locator(".t-keyword", { hasText: "struct" }).count() > 0);
  assert.ok(await lines.locator(".t-comment").count() > 0);
}));

test("the crate is saved as an archive that others read", () => withPage(async (page) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.equal(download.suggestedFilename(), "bookshop-client.zip");
  const listed = execFileSync("python3", ["-c", `
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print("\\n".join(archive.namelist()))`, await download.path()], { encoding: "utf8" });
  const names = listed.trim().split("\n");
  for (const name of ["Cargo.toml", "clientwright.lock", "src/lib.rs", "src/bookshop/types/book.rs"]) {
    assert.ok(names.includes(`bookshop-client/${name}`), name);
  }
}));

test("the archive has what the command line writes", { skip: process.env.WRITTEN ? false : "WRITTEN is no folder" },
  () => withPage(async (page) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    const other = execFileSync("python3", ["-c", `
import os, sys, zipfile
archive, folder = zipfile.ZipFile(sys.argv[1]), sys.argv[2]
written = {}
for at, _, files in os.walk(folder):
    for name in files:
        path = os.path.join(at, name)
        written[os.path.relpath(path, folder)] = open(path, "rb").read()
saved = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
# The manifest that is written says how, too; the lock of the folder is no file of the crate.
for path in ("Cargo.toml", ".clientwright.lock"):
    written.pop(path, None)
    saved.pop(path, None)
print("\\n".join(sorted(path for path in written.keys() | saved.keys() if written.get(path) != saved.get(path))))`,
      await download.path(), process.env.WRITTEN], { encoding: "utf8" });
    assert.equal(other.trim(), "");
  }));

test("an overlay mends a document", () => withPage(async (page) => {
  await example(page, "mistake");
  assert.match(await page.textContent("#problems"), /Forcast/);
  await example(page, "overlay");
  assert.doesNotMatch(await page.textContent("#problems"), /Forcast/);
  await page.click("#tab-docs");
  await page.locator("#panel-docs").getByText("Forecast").first().waitFor();
}));

test("an overlay is begun for what was found, and does nothing yet", () => withPage(async (page) => {
  await example(page, "mistake");
  await page.click("#tab-overlay");
  await page.click("#suggest");
  await done(page);
  assert.match(await page.locator("#panel-overlay textarea").inputValue(), /^overlay: 1\.0\.0\n[^]*Forcast/);
  assert.match(await page.textContent("#problems"), /Forcast/);
}));

test("what a code means is told where it is shown", () => withPage(async (page) => {
  await example(page, "mistake");
  const meaning = page.locator("#problems details").first();
  assert.equal(await meaning.locator("summary").textContent(), "unresolved-reference");
  await meaning.locator("summary").click();
  await meaning.locator("p").waitFor();
}));

test("a fault of an overlay is shown in the overlay", () => withPage(async (page) => {
  await example(page, "overlay");
  await write(page, "overlay", (await file("overlay.yaml")).replace("$.paths", "$.pths"));
  const problem = page.locator("#problems li", { hasText: "overlay.yaml:" }).first();
  await page.click("#tab-document");
  await problem.locator("button").first().click();
  assert.equal(await page.getAttribute("#tab-overlay", "aria-selected"), "true");
  assert.ok(await page.locator("#panel-overlay .marked").count() > 0);
}));

test("a diff says what a new version means, and where", () => withPage(async (page) => {
  await example(page, "diff");
  const diff = page.locator("#panel-diff");
  await diff.getByText("Breaking").first().waitFor();
  assert.match(await diff.textContent(), /GET \/books\/\{isbn\}\/reviews/);
  assert.match(await diff.textContent(), /price/);
  await diff.locator(".jump", { hasText: /^bookshop\.yaml:/ }).first().click();
  assert.equal(await page.getAttribute("#tab-old", "aria-selected"), "true");
}));

test("an operation is explained stage by stage", () => withPage(async (page) => {
  await page.locator("#panel-outline").getByRole("button", { name: /GET \/books\/\{isbn\}/ }).click();
  await page.locator("#panel-outline .lines").getByText("=== 1. The document: bookshop.yaml").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#panel-outline").getByText("Bookshop 1.0.0").waitFor();
}));

test("a page of the documentation leads to others", () => withPage(async (page) => {
  await page.click("#tab-docs");
  const docs = page.locator("#panel-docs");
  await docs.locator("article").getByText("Quick start").first().waitFor();
  await docs.locator(".tree").getByRole("button", { name: "index", exact: true }).click();
  await docs.locator("article a", { hasText: "list" }).first().click();
  await docs.locator("article h1", { hasText: "BooksApi" }).waitFor();
  await docs.locator(".tree").getByRole("button", { name: "book", exact: true }).click();
  await docs.locator("article").getByText("A book on the shelves.").waitFor();
  assert.match(await docs.locator("article pre").first().textContent(), /pub struct Book \{/);
}));

test("files are dropped, an overlay where overlays are", () => withPage(async (page) => {
  const texts = [["weather.yaml", await file("mistake.yaml")], ["mend.yaml", await file("overlay.yaml")]];
  await page.evaluate((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, texts);
  await done(page);
  assert.match(await page.locator("#panel-overlay textarea").inputValue(), /^overlay:/);
  assert.match(await page.textContent("#panel-outline"), /codegen weather\.yaml --out weather-client/);
}));
