// A reference of texts that mean something to HTML, in a real browser: they are shown, and nothing else happens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { CHROMIUM, REFERENCE } = process.env;

test("nothing of the model runs, asks or hides", async () => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const events = [];
    const address = pathToFileURL(REFERENCE).href;
    page.on("console", (message) => events.push(message.text()));
    page.on("pageerror", (error) => events.push(String(error)));
    page.on("dialog", (dialog) => events.push(dialog.message()));
    page.on("request", (request) => request.url() === address || events.push(request.url()));
    await page.goto(address);
    const { tags, outside, shown } = await page.evaluate(() => {
      const links = [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));
      return {
        tags: [...new Set([...document.querySelectorAll("main *")].map((element) => element.localName))],
        outside: links.filter((link) => !link.startsWith("#")),
        shown: document.body.textContent.includes("<script>alert(1)</script> &amp; &#60;"),
      };
    });
    const known = "section h1 h2 h3 h4 h5 p article a code wbr span b br ul li details summary".split(" ");
    assert.deepEqual({ tags: tags.filter((tag) => !known.includes(tag)), shown }, { tags: [], shown: true });
    assert.deepEqual(outside, []);
    await page.fill("#search", "<script>");
    assert.ok((await page.$$("#results li")).length > 0);
    await page.keyboard.press("Enter");
    assert.deepEqual(events, []);
  } finally {
    await browser.close();
  }
});
