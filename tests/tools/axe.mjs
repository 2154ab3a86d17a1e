// axe.mjs BROWSER FILE…: what axe finds on each page, as JSON, one object a file.
// violations: rules and the first place; wide: whether the page scrolls sideways on a phone.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const [browserPath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

async function judge(page, file) {
  await page.goto(pathToFileURL(file).href);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > 390);
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
  console.log(JSON.stringify({ file, violations, wide }));
}

// Two tabs: while one loads, the other is judged.
const waiting = [...files];
async function work() {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  while (waiting.length) await judge(page, waiting.shift());
}
await Promise.all([work(), work()]);
await browser.close();
