// Charts, exposure, comparison, back-tests and data: read, searched, exported.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { downloaded, PATIENCE, settled, SMALL, start } from "./harness.mjs";

let place;
before(async () => (place = await start()), { timeout: 60_000 });
after(() => place?.end());

test("a chart is read by keys, has a table, and leaves as SVG, CSV and PNG", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/exposure?study=${SMALL}`);
  const chart = page.locator("figure.chart").first();
  await chart.locator("svg").waitFor({ timeout: PATIENCE });
  await chart.locator(".chart-stage").focus();
  await page.keyboard.press("ArrowRight");
  const first = await chart.locator(".chart-tip").textContent();
  await page.keyboard.press("ArrowRight");
  const second = await chart.locator(".chart-tip").textContent();
  assert.ok(first.length > 5 && first !== second);
  assert.match(`${first} ${second}`, /%/);
  await page.keyboard.press("Escape");
  assert.ok(await chart.locator(".chart-tip").isHidden());
  await chart.getByRole("button", { name: "Table", exact: true }).click();
  assert.ok((await chart.locator("table tbody tr").count()) > 5);
  const svg = await downloaded(page, () => chart.getByRole("button", { name: "Save as SVG" }).click());
  assert.match(svg.bytes.toString(), /^<svg[^>]*xmlns/);
  assert.doesNotMatch(svg.bytes.toString(), /var\(--/, "colours are resolved");
  const csv = await downloaded(page, () => chart.getByRole("button", { name: "Save as CSV", exact: true }).click());
  assert.ok(csv.bytes.toString().split("\n").length > 5);
  const png = await downloaded(page, () => chart.getByRole("button", { name: "Save as PNG" }).click());
  assert.deepEqual([...png.bytes.subarray(1, 4)], [...Buffer.from("PNG")]);
  await close();
});

test("every chart of every screen can be reached and read by keys", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/chain?study=${SMALL}`);
  for (const screen of ["chain", "scenario", "exposure"]) {
    await page.goto(new URL(`/#/${screen}?study=${SMALL}`, place.url).href);
    await page.waitForSelector(".chart-stage svg", { timeout: PATIENCE });
    await settled(page);
    for (const stage of await page.locator(".chart-stage:visible").all()) {
      assert.equal(await stage.getAttribute("tabindex"), "0");
      assert.ok((await stage.getAttribute("aria-label")).length > 20);
      // A figure that comes into sight may load another one, and all below moves.
      await stage.scrollIntoViewIfNeeded();
      await settled(page);
      await stage.focus();
      await page.keyboard.press("ArrowRight");
      const tip = stage.locator(".chart-tip");
      await tip.waitFor({ state: "visible", timeout: 5_000 }).catch(() => assert.fail(`${screen}: nothing is read out`));
    }
  }
  await close();
});

test("rules open to their text and can be filtered; the address keeps the filter", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/exposure?study=${SMALL}`);
  const rows = page.locator(".rules tbody tr:not(.rule-details)");
  await rows.first().waitFor({ timeout: PATIENCE });
  await rows.first().locator(".row-link").click();
  assert.ok(await page.locator(".rule-details").first().isVisible());
  const all = await rows.count();
  await page.locator('[name="verdict"]').selectOption("fail");
  const failing = await rows.count();
  assert.ok(failing > 0 && failing < all);
  assert.deepEqual([...new Set(await page.locator(".rules .verdict-mark").allTextContents())].map((words) => words.trim()), ["✕ fail"]);
  await page.reload();
  await rows.first().waitFor({ timeout: PATIENCE });
  assert.equal(await page.locator('[name="verdict"]').inputValue(), "fail");
  assert.equal(await rows.count(), failing);
  await close();
});

test("a line and an element are traced", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/exposure?study=${SMALL}`);
  await page.getByRole("heading", { name: "Where it is made" }).waitFor({ timeout: PATIENCE });
  await page.locator('[name="line"]').selectOption({ index: 1 });
  await page.getByRole("radio", { name: "Dy" }).check();
  await page.getByText(/of Dy\./).waitFor();
  await page.waitForFunction(() => location.hash.includes("element=Dy"));
  await close();
});

test("a search over all tables finds rows, and a row shows its source", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/data");
  await page.locator('input[type="search"]').fill("dy-oxide chn");
  await page.locator(".hit").first().waitFor({ timeout: PATIENCE });
  assert.match(page.url(), /q=dy-oxide/);
  await page.locator('input[type="search"]').fill("");
  await page.locator(".row-link", { hasText: /^prices$/ }).click();
  await page.locator(".data-table .row-link").first().click();
  const drawer = page.locator(".drawer");
  await drawer.waitFor();
  const words = await drawer.textContent();
  for (const wanted of ["Basis", "Year of the figure", "Range", "Source", "Key:"]) assert.ok(words.includes(wanted), wanted);
  for (const link of await drawer.locator("a").all()) assert.match(await link.getAttribute("rel"), /noreferrer/);
  await page.keyboard.press("Escape");
  assert.ok(await drawer.isHidden());
  await page.locator('[name="basis"]').selectOption("assumed");
  assert.deepEqual([...new Set(await page.locator(".data-table td.guess").allTextContents())], ["assumed"]);
  const csv = await downloaded(page, () => page.getByRole("button", { name: "Save as CSV: prices" }).click());
  assert.equal(csv.name, "prices.csv");
  await close();
});

test("scenarios stand side by side, each with its own range, and the address says which", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open(`/#/compare?study=${SMALL}&scenario=freeze&with=freeze`);
  await page.locator(".compared").first().waitFor();
  await page.locator('[name="add"]').selectOption("april-2025");
  await page.waitForFunction(() => decodeURIComponent(location.hash).includes("with=freeze,april-2025"));
  assert.equal(await page.locator(".compared").count(), 2);
  await page.locator(".outcome-charts figure").nth(1).waitFor({ timeout: PATIENCE });
  const text = await page.locator("main").textContent();
  assert.match(text, /8 of 10 of its runs/);
  assert.match(text, /Days stopped/);
  await page.reload();
  await page.locator(".outcome-charts figure").nth(1).waitFor({ timeout: PATIENCE });
  await close();
});

test("back-tests are listed and can be watched and stopped", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/backtests");
  await page.locator("table").first().waitFor();
  assert.ok((await page.locator("tbody tr").count()) >= 8);
  const start = page.getByRole("button", { name: /64 runs/ });
  if (await start.count()) {
    await start.first().click();
    await page.locator(".progress").first().waitFor();
    await page.locator(".screen .progress").getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped; nothing of it is shown.").waitFor();
  }
  await close();
});
