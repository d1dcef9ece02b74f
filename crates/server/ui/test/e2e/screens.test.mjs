// Every screen: opens, keeps quiet, fits a phone, can be read by everybody.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, overflow, PATIENCE, SCREENS, settled, SMALL, start } from "./harness.mjs";

let place;
before(async () => (place = await start()), { timeout: 60_000 });
after(() => place?.end());

test("the navigation leads through all screens", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/verdict?study=${SMALL}`);
  const links = page.locator("nav.side a");
  await links.first().waitFor({ timeout: PATIENCE });
  assert.equal(await links.count(), SCREENS.length);
  for (const [at, screen] of SCREENS.entries()) {
    await links.nth(at).click();
    await page.waitForFunction((wanted) => location.hash.startsWith(`#/${wanted}`), screen);
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await links.nth(at).getAttribute("aria-current"), "page");
  }
  await page.goBack();
  await page.waitForFunction((wanted) => location.hash.startsWith(`#/${wanted}`), SCREENS.at(-2));
  await close();
});

for (const screen of SCREENS) {
  test(`${screen}: axe in light and dark, no overflow from phone to wide`, { timeout: 2 * PATIENCE }, async () => {
    const { page, close } = await place.open(`/#/${screen}?study=${SMALL}`);
    await settled(page);
    assert.deepEqual(await axe(page), [], "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(300);
    assert.deepEqual(await axe(page), [], "dark");
    for (const width of [360, 768, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForTimeout(400);
      assert.ok((await overflow(page)) <= 0, `wider than the window at ${width} px`);
    }
    await close();
  });
}

test("the colours chosen stay over a reload", async () => {
  const { page, close } = await place.open("/#/data");
  const theme = () => page.evaluate(() => [document.documentElement.dataset.theme ?? "system", getComputedStyle(document.body).backgroundColor].join(" "));
  const seen = new Set([await theme()]);
  for (let turn = 0; turn < 2; turn += 1) {
    await page.locator("button.theme").click();
    seen.add(await theme());
  }
  assert.ok(seen.size >= 2, "the button changes the colours");
  const chosen = await theme();
  await page.reload();
  await page.waitForSelector("#screen-title:not(:empty)");
  assert.equal(await theme(), chosen);
  await close();
});

test("an address of an unknown study or screen says so and does not break", async () => {
  const { page, close } = await place.open("/#/exposure?study=no-such-study");
  await page.waitForSelector(".nothing, .notice");
  await page.goto(new URL("/#/%3Cscript%3E?study=%22%3E%3Cimg%20src=x%3E", place.url).href);
  await page.waitForSelector("h1:not(:empty)");
  assert.equal(await page.locator("main img").count(), 0);
  await close({ refusals: true });
});

test("the page paints within a second and is light", async () => {
  const { page, close } = await place.open("/#/data");
  await page.reload();
  await page.waitForSelector("#screen-title:not(:empty)");
  const timing = await page.evaluate(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    const bytes = performance.getEntriesByType("resource").filter((each) => /\.(js|css|svg)$/.test(each.name)).reduce((sum, each) => sum + each.decodedBodySize, 0);
    return { paint, bytes };
  });
  assert.ok(timing.paint < 1000, `first paint after ${timing.paint} ms`);
  assert.ok(timing.bytes < 600_000, `${timing.bytes} bytes of page`);
  await close();
});
