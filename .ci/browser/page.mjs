// The page in a browser, for the tests. BROWSER is the browser, PAGE the folder of the page, DRIVER what
// drives the one and serves the other.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const { chromium } = await import(process.env.DRIVER);

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".wasm": "application/wasm" };

/** Serves a folder, and remembers what it was asked for. */
async function served(folder) {
  const asked = [];
  const server = createServer(async ({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    const path = normalize(decodeURIComponent(new URL(url, "http://x").pathname));
    try {
      const bytes = await readFile(join(folder, path === "/" ? "index.html" : path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? (path === "/" ? "text/html" : "text/plain") });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, asked, url: `http://127.0.0.1:${server.address().port}/` };
}

/** Opens the page, and gives it to a test; closes all in the end. */
export async function withPage(
  test, { context: options = {}, prepare = async () => {}, ready = true, folder = process.env.PAGE } = {},
) {
  const { server, asked, url } = await served(folder);
  const browser = await chromium.launch({
    executablePath: process.env.BROWSER, args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("dialog", (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    await prepare(page);
    if (folder === process.env.PAGE) await page.goto(url);
    if (ready) await done(page);
    await test(page, { asked, url, context });
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } finally {
    await browser.close();
    server.close();
  }
}

/** Waits until the generator has responded to the last change. */
export const done = (page, timeout = 30_000) =>
  page.waitForSelector("main[aria-busy=false]", { timeout });

/** Writes a text into one of the fields, as a person would paste it. */
export async function write(page, which, text) {
  await page.click(`#tab-${which}`);
  await page.fill(`#panel-${which} textarea`, text);
  await done(page);
}

export const example = async (page, key) => {
  await page.selectOption("#example", key);
  await done(page);
};
