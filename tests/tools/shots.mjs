// shots.mjs BROWSER LIST: pictures of pages, as a JSON file lists them:
// [{ page: file or address, to: picture (.png or .jpg), width, height, dark?, print?, do?: JavaScript }].
// do runs in the page before the picture is taken; print shows the first A4 sheet of the PDF that
// the browser makes (by pdftoppm).
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, list] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--hide-scrollbars"] });
for (const shot of JSON.parse(readFileSync(list, "utf8"))) {
  const viewport = { width: shot.width, height: shot.height };
  const context = await browser.newContext({ viewport, colorScheme: shot.dark ? "dark" : "light" });
  const page = await context.newPage();
  await page.goto(/^https?:/.test(shot.page) ? shot.page : pathToFileURL(shot.page).href);
  if (shot.do) await page.evaluate(shot.do);
  await page.waitForTimeout(250);
  if (shot.print) {
    await page.pdf({ path: `${shot.to}.pdf`, format: "A4", preferCSSPageSize: true });
    execFileSync("pdftoppm", ["-f", "1", "-singlefile", "-r", "84", "-jpeg", "-jpegopt", "quality=60",
      `${shot.to}.pdf`, shot.to.replace(/\.jpg$/, "")]);
    rmSync(`${shot.to}.pdf`);
  } else {
    const jpeg = shot.to.endsWith(".jpg") ? { type: "jpeg", quality: 74 } : {};
    await page.screenshot({ path: shot.to, ...jpeg });
  }
  await context.close();
}
await browser.close();
