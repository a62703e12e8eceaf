// The pictures of docs/images: rustdoc's pages of the crate in generated/, and the page to try it.

import { join } from "node:path";

import { example, withPage } from "./page.mjs";

const images = "docs/images";

/** rustdoc's pages, in the folder that RUSTDOC names. */
for (const [name, path] of [["rustdoc-landing", "index.html"], ["rustdoc-type", "cbrain/types/struct.Userfile.html"]]) {
  await withPage(async (page, { url }) => {
    await page.goto(new URL(`cbrain_apteco/${path}`, url).href);
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(images, `${name}.png`) });
  }, { folder: process.env.RUSTDOC, ready: false });
}

for (const colorScheme of ["light", "dark"]) {
  await withPage(async (page) => {
    await example(page, "mistake");
    await page.click("#tab-crate");
    await page.click("#panel-crate [data-path$='types/forecast.rs']");
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(images, `playground-${colorScheme}.png`) });
  }, { context: { colorScheme, viewport: { width: 1200, height: 680 } } });
}
