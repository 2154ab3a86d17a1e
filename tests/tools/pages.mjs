// pages.mjs BROWSER FILE|ADDRESS…: what a browser finds on each page, as JSON, one object a file.
// violations: axe, light and dark, switches open; wide: widths at which the page scrolls sideways;
// measure: median characters in a full line of a paragraph at 1280 px; foreign: requests elsewhere;
// words: the page's words without scripts; errors: what the console complained of.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const [browserPath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

async function open(file, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { foreign: [], errors: [] };
  page.on("request", (request) => {
    if (!/^(file|data|http:\/\/127\.0\.0\.1)/.test(request.url())) seen.foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.goto(/^https?:/.test(file) ? file : pathToFileURL(file).href, { waitUntil: "networkidle" });
  return { context, page, seen };
}

// All of axe in light, its contrasts once more in dark.
async function violations(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  await page.evaluate(axe);
  const light = await page.evaluate(() => globalThis.axe.run());
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await page.evaluate(() => globalThis.axe.run({ runOnly: ["color-contrast"] }));
  return [...light.violations, ...dark.violations].map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
}

// Characters of each line but the last of each long paragraph, by the boxes of its text.
function lineLengths() {
  const lengths = [];
  for (const paragraph of [...document.querySelectorAll("main p")].slice(0, 24)) {
    if (paragraph.textContent.length < 300 || paragraph.closest(".note")) continue;
    const lines = new Map();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.length; at += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) {
          const line = Math.round((box.top + box.bottom) / 2 / 16);
          lines.set(line, (lines.get(line) || 0) + 1);
        }
      }
    }
    lengths.push(...[...lines.values()].filter((length) => length > 20).slice(0, -1));
  }
  lengths.sort((one, other) => one - other);
  return lengths.length ? lengths[lengths.length >> 1] : null;
}

for (const file of files) {
  const { context, page, seen } = await open(file, {});
  const measure = await page.evaluate(lineLengths);
  const wide = [];
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    if (needed > width) wide.push(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const { foreign, errors } = structuredClone(seen); // axe itself asks for style sheets
  const found = await violations(page);
  await context.close();
  const plain = await open(file, { javaScriptEnabled: false });
  const words = await plain.page.locator("body").textContent();
  await plain.context.close();
  console.log(JSON.stringify({ file, violations: found, wide, measure, foreign, errors, words }));
}
await browser.close();
