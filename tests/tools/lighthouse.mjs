// lighthouse.mjs BROWSER ADDRESS…: Lighthouse's scores of each address, as JSON, one object a line.
// A phone as Lighthouse takes it to be (slow 4G, a processor slowed four times, 412 px).
// scores: by category, 0 to 100; short: audits that cost points, with what they name; bytes: received;
// paint: largest contentful paint, work: of the main thread, both in milliseconds.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, ...addresses] = process.argv.slice(2);
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
  "--disable-background-networking", "--disable-component-update"];
const categories = ["performance", "accessibility", "best-practices", "seo"];

// Audits that count and are not perfect.
function short(result) {
  const counted = Object.values(result.categories).flatMap(({ auditRefs }) => auditRefs)
    .filter(({ weight }) => weight > 0).map(({ id }) => result.audits[id]);
  return counted.filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, displayValue, details }) =>
      [id, displayValue, details?.items?.[0]?.node?.snippet].filter(Boolean).join(": ").slice(0, 200));
}

for (const address of addresses) {
  const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
  try {
    const { lhr } = await lighthouse(address,
      { port: chrome.port, logLevel: "silent", onlyCategories: categories });
    const scores = Object.fromEntries(
      categories.map((name) => [name, Math.round(100 * lhr.categories[name].score)]));
    const bytes = lhr.audits["total-byte-weight"]?.numericValue ?? 0;
    const paint = Math.round(lhr.audits["largest-contentful-paint"]?.numericValue ?? 0);
    const work = Math.round(lhr.audits["mainthread-work-breakdown"]?.numericValue ?? 0);
    console.log(JSON.stringify({ address, scores, short: short(lhr), bytes, paint, work }));
  } finally {
    await chrome.kill();
  }
}
