// facsimile.mjs BROWSER ADDRESS: opens the picture of a page in the viewer and closes it again.
// before, after: addresses that were asked for before and after the click; opened: whether the
// picture was drawn; closed: whether the link has the focus again; errors: the console's complaints.
import { chromium } from "playwright-core";

const [browserPath, address] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const report = { before: [], after: [], opened: false, closed: false, errors: [] };
let asked = report.before;
page.on("request", (request) => asked.push(request.url()));
page.on("console", (message) => { if (message.type() === "error") report.errors.push(`${message.text()} ${message.location().url}:${message.location().lineNumber}`); });
page.on("pageerror", (error) => report.errors.push(String(error)));
await page.goto(address, { waitUntil: "networkidle" });
asked = report.after;
await page.click("a.facsimile");
await page.waitForSelector("dialog.viewer canvas", { timeout: 20000 });
await page.waitForLoadState("networkidle");
// Whether something comes true in good time.
const comesTrue = (check) => page.waitForFunction(check, null, { timeout: 15000, polling: 100 }).then(() => true, () => false);
// The picture of the test is of one colour; the middle of the canvas has it when it is drawn.
report.opened = await comesTrue(() => {
  const canvas = document.querySelector("dialog.viewer canvas");
  try {
    const { data } = canvas.getContext("2d").getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1);
    return data[0] > 150 && data[1] < 100 && data[3] === 255;
  } catch (error) {
    return error.name === "SecurityError"; // of a disk: only what was drawn there can forbid to read
  }
});
await page.keyboard.press("Escape");
report.closed = await comesTrue(() => !document.querySelector("dialog.viewer") && document.activeElement.matches("a.facsimile"));
console.log(JSON.stringify(report));
await browser.close();
