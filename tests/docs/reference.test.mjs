// The reference in a real browser: what it finds, where its links lead, and how it looks on a phone and in the dark.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { CHROMIUM, REFERENCE, COUNTS } = process.env;
const address = pathToFileURL(REFERENCE).href;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser;
before(async () => {
  // Who runs as root, as in a container, has no sandbox to run in.
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

/** Opens the page; what it complains of fails the test. */
async function open(t, hash = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) complaints.push(`asks for ${request.url()}`);
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(address + hash);
  return page;
}

const results = (page) =>
  page.$$eval("#results li", (items) => items.map((item) => item.firstChild.textContent));

/** Types into the search, and gives what is found, the best first. */
async function find(page, query) {
  await page.fill("#search", query);
  return results(page);
}

/** Whether the entry is in sight and marked. */
const arrived = (page, id) =>
  page.waitForFunction((id) => {
    const entry = document.getElementById(id);
    const { top, bottom } = entry.getBoundingClientRect();
    const isMarked = getComputedStyle(entry).boxShadow !== "none";
    return entry.matches(":target") && isMarked && bottom > 0 && top >= -1 && top < innerHeight / 2;
  }, id);

test("it has an entry for everything that the model has", async (t) => {
  const page = await open(t);
  const counted = await page.$$eval(".entry", (entries) => {
    const counts = {};
    for (const { dataset } of entries) counts[dataset.kind] = (counts[dataset.kind] ?? 0) + 1;
    return counts;
  });
  assert.deepEqual(counted, JSON.parse(COUNTS));
});

test("every entry of the guides' matter names its source", async (t) => {
  const page = await open(t);
  const without = await page.$$eval(".entry", (entries) =>
    entries
      .filter(({ dataset }) =>
        ["type", "field", "value", "rule", "call", "event", "error"].includes(dataset.kind),
      )
      .filter((entry) => ![...entry.children].some((child) => child.matches(".source")))
      .map((entry) => entry.id),
  );
  assert.deepEqual(without, []);
});

test("every link has its target, and no id stands twice", async (t) => {
  const page = await open(t);
  const { dead, outside, twice } = await page.evaluate(() => {
    const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const known = new Set(ids);
    return {
      dead: links.filter((link) => link.startsWith("#") && !known.has(link.slice(1))),
      outside: links.filter((link) => !link.startsWith("#")),
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    };
  });
  assert.deepEqual({ dead, outside, twice }, { dead: [], outside: [], twice: [] });
});

test("it finds fields, codes and rules by path, message and beginning", async (t) => {
  const page = await open(t);
  const first = async (query) => (await find(page, query))[0];
  assert.equal(await first("v2.IndividualBasicInfo.email"), "v2.IndividualBasicInfo.email");
  assert.ok((await find(page, "basic_info.email")).includes("v2.IndividualBasicInfo.email"));
  assert.equal(await first("associated_parties[3].basic_info.dob"), "v2.PartyBasicInfo.dob");
  assert.equal(await first("ownership_total"), "code.ownership_total");
  assert.ok((await find(page, "Must match basic_info.country")).includes("code.address_country_mismatch"));
  assert.ok((await find(page, "ssn_form")).includes("code.ssn_format"));
  assert.ok((await find(page, "CreateIndiv")).includes("v2.CreateIndividualCustomer"));
  assert.ok((await find(page, "party-rol")).includes("ruling.party-roles"));
  assert.deepEqual(await find(page, "no such thing anywhere"), []);
  assert.equal(await page.textContent("#status"), "Nothing found");
});

test("the keyboard is enough", async (t) => {
  const page = await open(t);
  await page.keyboard.press("/");
  await page.keyboard.type("country");
  const found = await results(page);
  assert.ok(found.length > 3);
  const chosen = () => page.textContent("#results [aria-selected=true] code");
  assert.equal(await chosen(), found[0]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(), found[1]);
  assert.equal(await page.getAttribute("#search", "aria-activedescendant"), "result-1");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await chosen(), found.at(-1));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await arrived(page, found[0]);
  assert.equal(await page.isVisible("#found"), false);
  await page.keyboard.press("/");
  assert.ok(await page.isVisible("#found"));
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible("#found"), false);
  assert.equal(await page.inputValue("#search"), "");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
});

test("a link from elsewhere opens and marks its entry", async (t) => {
  for (const id of [
    "v2.IndividualAddress.country",
    "code.email",
    "v2.CreateIndividualCustomer.rules.address_country_mismatch.address.country",
  ]) {
    const page = await open(t, `#${id}`);
    await arrived(page, id);
  }
});

test("a version can be shown alone, and a link out of it shows all again", async (t) => {
  const page = await open(t);
  await page.click("#scopes button[data-show=v1]");
  assert.equal(await page.isVisible('[id="v2.IndividualAddress"]'), false);
  assert.equal(await page.isVisible('[id="v1.CreateIndividualCustomer"]'), true);
  const found = await find(page, "CreateIndividualCustomer");
  assert.ok(found.includes("v1.CreateIndividualCustomer") && !found.includes("v2.CreateIndividualCustomer"));
  await page.evaluate(() => {
    location.hash = "v2.IndividualAddress";
  });
  await arrived(page, "v2.IndividualAddress");
  assert.equal(await page.getAttribute('#scopes button[data-show=""]', "aria-pressed"), "true");
});

test("a phone shows it", async (t) => {
  const phone = {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  };
  const page = await open(t, "#v2.PartyBasicInfo", phone);
  await arrived(page, "v2.PartyBasicInfo");
  const width = () => page.evaluate(() => [document.documentElement.scrollWidth, visualViewport.width]);
  assert.deepEqual(await width(), [360, 360]);
  const small = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (texts.nextNode()) {
      const holder = texts.currentNode.parentElement;
      const isShown = texts.currentNode.data.trim() !== "" && holder.getClientRects().length > 0;
      const size = Number.parseFloat(getComputedStyle(holder).fontSize);
      if (isShown && size < 16) found.add(`${holder.tagName} ${holder.className} ${size}`);
    }
    return [...found];
  });
  assert.deepEqual(small, []);
  await page.tap("#contents > summary");
  await page.tap("#contents li summary");
  const low = await page.$$eval("#search, #scopes button, #contents summary, #contents a", (controls) =>
    controls
      .filter((control) => control.getClientRects().length > 0)
      .map((control) => [control.textContent, control.getBoundingClientRect().height])
      .filter(([, height]) => height < 44),
  );
  assert.deepEqual(low, []);
  await find(page, "country");
  assert.deepEqual(await width(), [360, 360]);
  await page.tap("#results li:nth-child(2)");
  assert.notEqual(await page.evaluate(() => location.hash), "#v2.PartyBasicInfo");
});

for (const colorScheme of ["light", "dark"]) {
  test(`everyone can read it, ${colorScheme}`, async (t) => {
    const page = await open(t, "#v2.IndividualAddress.country", { colorScheme, bypassCSP: true });
    const back = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red] = back.match(/\d+/g).map(Number);
    assert.equal(red < 60, colorScheme === "dark", back);
    await page.addScriptTag({ path: axe });
    // A part of each kind stands for the others: they are styled alike.
    await page.evaluate(() => {
      for (const chapter of document.querySelectorAll(".chapter")) {
        const entries = [...chapter.querySelectorAll("article")];
        for (const entry of entries.slice(6)) if (!entry.querySelector(":target")) entry.remove();
      }
    });
    await page.fill("#search", "country");
    const { violations } = await page.evaluate(() => window.axe.run(document));
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html)}`);
    assert.deepEqual(told, []);
  });
}

test("without a script it can be read", async (t) => {
  const page = await open(t, "#code.email", { javaScriptEnabled: false });
  assert.ok(await page.isVisible('[id="code.email"]'));
  assert.equal(await page.isVisible("#search"), false);
});
