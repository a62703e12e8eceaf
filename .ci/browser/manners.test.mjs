// How the page behaves: at any size, by the keyboard, in the dark, and with the largest document.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { done, example, withPage } from "./page.mjs";

/** What GitHub's document may take, as the page's README states. */
const SECONDS = 60;
const MEGABYTES = 1_000;
/** The longest time for which the page does not respond, in milliseconds. */
const PAUSE = 500;

const corpus = process.env.CORPUS;
const found = corpus ? (await readdir(corpus).catch(() => [])).find((name) => name.startsWith("github__")) : null;

test("GitHub's document is generated within the limits, and the page responds all the time", {
  skip: found ? false : "no folder of real documents",
}, () => withPage(async (page) => {
  const text = await readFile(join(corpus, found), "utf8");
  await page.setInputFiles("#file", { name: found, mimeType: "application/json", buffer: Buffer.from(text) });
  await page.evaluate(() => {
    let last = performance.now();
    window.longest = 0;
    const tick = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      window.ticking = setTimeout(tick, 5);
    };
    tick();
  });
  const start = Date.now();
  await done(page, SECONDS * 1_000);
  const seconds = (Date.now() - start) / 1_000;
  await page.locator("#panel-outline").getByText("1,2").first().waitFor();
  const longest = await page.evaluate(() => window.longest);
  const bytes = await page.workers()[0].evaluate(() => self.taken());
  const said = await page.textContent("#panel-outline .outline > p");
  console.log(`# GitHub: ${said}; ${seconds} s in all, ${Math.round(bytes / 1e6)} MB, longest pause ${Math.round(longest)} ms`);
  assert.ok(bytes > 0 && bytes < MEGABYTES * 1e6, `${bytes} bytes`);
  assert.ok(longest < PAUSE, `${longest} ms`);
  await page.locator("#panel-outline summary").first().click();
  await page.locator("#panel-outline li button").first().waitFor();
  await page.click("#tab-crate");
  await page.locator("#panel-crate").getByText("Cargo.toml").waitFor();
  await page.click("#tab-docs");
  await page.locator("#panel-docs article").getByText("Quick start").first().waitFor();
}));

test("a long text is shown where it is pasted, and is not edited", () => withPage(async (page) => {
  const line = "# a line of many\n";
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const field = document.querySelector("#panel-document textarea");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, `${line.repeat(100_000)}openapi: 3.0.3\ninfo: {title: Long, version: 1.0.0}\npaths: {}\ncomponents: {}\n`);
  await done(page);
  await page.locator("#panel-document .long").getByText("too long to be edited").waitFor();
  const problem = page.locator("#problems button").first();
  await problem.click();
  const [at] = (await problem.textContent()).match(/(?<=:)\d+/);
  assert.ok(Number(at) > 100_000);
  await page.locator(`#panel-document [data-number="${at}"]`).waitFor();
  // Only what is in sight is there.
  assert.ok(await page.locator("#panel-document .row").count() < 200);
}));

test("typing is never waited for", () => withPage(async (page) => {
  await page.click("#panel-document textarea");
  await page.keyboard.press("Control+End");
  const start = Date.now();
  await page.keyboard.type("# a word after the other, quickly", { delay: 0 });
  assert.ok(Date.now() - start < 3_000);
  await done(page);
  assert.match(await page.locator("#panel-document textarea").inputValue(), /quickly$/);
}));

test("tabs are walked by the keyboard", () => withPage(async (page) => {
  await page.focus("#tab-outline");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getAttribute("#tab-crate", "aria-selected"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-crate");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.getAttribute("#tab-diff", "aria-selected"), "true");
}));

test("every control has a name", () => withPage(async (page) => {
  for (const tab of ["crate", "docs", "diff", "outline"]) {
    await page.click(`#tab-${tab}`);
    await page.waitForTimeout(200);
    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea")]
      .filter((one) => one.checkVisibility())
      .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length))
      .map((one) => one.outerHTML));
    assert.deepEqual(nameless, []);
  }
}));

test("a narrow window has all of it, and no bar to the side", () => withPage(async (page) => {
  for (const tab of ["outline", "crate", "docs", "diff"]) {
    await page.click(`#tab-${tab}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${tab}: ${wide} pixels too wide`);
  }
}, { context: { viewport: { width: 360, height: 720 } } }));

for (const colorScheme of ["light", "dark"]) {
  test(`texts can be read in the ${colorScheme}`, () => withPage(async (page) => {
    await example(page, "mistake");
    await page.click("#tab-crate");
    await page.locator("#panel-crate .t-keyword").first().waitFor();
    const faint = await page.evaluate(() => {
      const channels = (color) => color.match(/[\d.]+/g).map(Number);
      const light = ([red, green, blue]) => [red, green, blue]
        .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
      const ground = (one) => {
        for (; one; one = one.parentElement) {
          const color = channels(getComputedStyle(one).backgroundColor);
          if (color.length < 4 || color[3] > 0) return color;
        }
        return [255, 255, 255];
      };
      const texts = [...document.querySelectorAll("body *")].filter((one) =>
        one.checkVisibility() && !one.classList.contains("unseen") && !one.disabled &&
        [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()));
      return texts.flatMap((one) => {
        const [high, low] = [light(channels(getComputedStyle(one).color)), light(ground(one))].sort((a, b) => b - a);
        const contrast = (high + 0.05) / (low + 0.05);
        return contrast < 4.5 ? [`${one.className || one.tagName} ${contrast.toFixed(2)}`] : [];
      });
    });
    assert.deepEqual([...new Set(faint)], []);
  }, { context: { colorScheme } }));
}
