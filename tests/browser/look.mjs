// Uses the dictionary of examples/saas as a person does, and takes pictures of it.
//
//   node tests/browser/look.mjs DICTIONARY.html DIAGRAM.svg DIRECTORY
//
// Needs playwright-core, and Chromium at $CHROMIUM or /usr/bin/chromium.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// From where it is run, not from where this file is: the repository has no node_modules.
const { chromium } = createRequire(join(process.cwd(), "look.mjs"))("playwright-core");

const [dictionary, diagram, directory] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(directory, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

async function open(path, viewport, colorScheme) {
  const page = await browser.newPage({ viewport, colorScheme });
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    assert.ok(/^(file|data):/.test(request.url()), request.url());
  });
  await page.goto(pathToFileURL(path).href);
  return { page, complaints };
}

const shown = (page) =>
  page.evaluate(() => document.querySelectorAll("main article:not([hidden])").length);

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 390, 360]) {
    const { page, complaints } = await open(dictionary, { width, height: 900 }, scheme);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide at ${width}`);
    await page.screenshot({ path: join(directory, `top-${width}-${scheme}.png`) });
    await page.evaluate(() => document.getElementById("table.app.bookings").scrollIntoView());
    await page.screenshot({ path: join(directory, `table-${width}-${scheme}.png`) });
    assert.deepEqual(complaints, []);
    await page.close();
  }
  const { page, complaints } = await open(diagram, { width: 1280, height: 900 }, scheme);
  const size = await page.evaluate(() => {
    const { width, height } = document.documentElement.viewBox.baseVal;
    return { width, height };
  });
  await page.setViewportSize(size);
  await page.screenshot({ path: join(directory, `diagram-${scheme}.png`) });
  assert.deepEqual(complaints, []);
  await page.close();
}

const { page, complaints } = await open(dictionary, { width: 1280, height: 900 }, "light");
const all = await shown(page);

// The search is reached, used and left by keys alone.
await page.keyboard.press("/");
await page.keyboard.type("bookings room_id");
await page.waitForFunction(() => document.getElementById("status").textContent === "1 found");
assert.equal(await shown(page), 1);
const rows = "#table\\.app\\.bookings tbody tr:not([hidden])";
assert.equal(await page.locator(rows).count(), 1);
await page.keyboard.press("Enter");
assert.equal(
  await page.evaluate(() => document.activeElement.getAttribute("href")),
  "#table.app.bookings",
);

// A link to a table that the search hides ends the search.
await page.locator(`${rows} a.lead`).click();
assert.equal(await shown(page), all);
assert.ok(await page.locator("#column\\.app\\.rooms\\.id").isVisible());
await page.keyboard.press("/");
await page.keyboard.type("xyzzy");
await page.waitForFunction(() => !document.querySelector(".nothing").hidden);
await page.keyboard.press("Escape");
assert.equal(await shown(page), all);

// The colours are chosen, whatever the system says, and stay chosen.
const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const light = await colour();
await page.locator("#theme").click();
assert.equal(await colour(), light);
await page.locator("#theme").click();
assert.notEqual(await colour(), light);
await page.reload();
assert.notEqual(await colour(), light);

// A table of the diagram leads to its section.
await page.locator(".erd .card a").first().click();
assert.match(await page.evaluate(() => location.hash), /^#table\.app\./);
assert.deepEqual(complaints, []);
await browser.close();
console.log(`the page works; pictures are in ${directory}`);
