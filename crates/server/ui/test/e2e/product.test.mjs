// A newcomer's way: a bill of materials with errors, mended in place, saved, and its verdict.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { downloaded, PATIENCE, start } from "./harness.mjs";

let place;
before(async () => (place = await start()), { timeout: 60_000 });
after(() => place?.end());

/** Two errors: a unit that is none, and a quantity that is no number. */
const FAULTY = `Level;Component;Description;Quantity;Unit;Supplier;Country of origin
1;M100;Servo motor;1;ST;;
2;R100;Rotor;1;ST;own;DE
3;MAG-1;NdFeB magnet N42SH;1,2;kgg;Maker A;CN
2;ST-1;Electrical steel;x;kg;Maker B;DE
`;

const cell = (page, row, column) => page.locator(`[data-cell="${row}:${column}"]`);

async function mend(page, row, column, value) {
  await cell(page, row, column).click();
  await page.locator(".cell-input").fill(value);
  await page.locator(".cell-input").press("Enter");
}

test("a list with errors is mended in place, survives a reload, is saved and judged", { timeout: 2 * PATIENCE }, async () => {
  const { page, close } = await place.open("/#/product");
  await page.setInputFiles("#bom-file", { name: "servo.csv", mimeType: "text/csv", buffer: Buffer.from(FAULTY) });
  await page.getByText("2 things to mend").waitFor();
  assert.equal(await page.locator(".faulty-cell").count(), 2);
  assert.match(await page.locator(".faulty-cell").first().textContent(), /kgg/);
  await page.locator(".fault-list button").first().click();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-cell")), "3:4");
  await mend(page, 3, 4, "kg");
  await page.getByText("One thing to mend").waitFor();
  await page.reload();
  await page.getByText("One thing to mend").waitFor();
  await mend(page, 4, 3, "15");
  await page.getByText("Nothing is wrong with the list").waitFor();
  assert.match(await page.locator(".found table").first().textContent(), /MAG-1/);
  await page.locator('[name="units_per_day"]').fill("120");
  await page.locator('[name="units_per_day"]').press("Tab");
  await page.locator('.naming [name="study"]').fill("e2e-servo");
  await page.getByRole("button", { name: /Save the study/ }).click();
  await page.waitForFunction(() => location.hash.startsWith("#/verdict") && location.hash.includes("study=e2e-servo"), null, { timeout: PATIENCE });
  assert.equal(await page.locator("#study-picker").inputValue(), "e2e-servo");
  await close();
});

test("the name of a study that exists is refused with words", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/product");
  await page.getByRole("button", { name: "Try it with a sample" }).click();
  await page.getByText("Nothing is wrong with the list").waitFor();
  await page.locator('.naming [name="study"]').fill("ev-motor");
  await page.getByRole("button", { name: /Save the study/ }).click();
  await page.locator(".naming .notice.alarm").waitFor();
  await page.locator('.naming [name="study"]').fill("No Such Name!");
  await page.getByRole("button", { name: /Save the study/ }).click();
  await page.locator(".naming .field-fault").waitFor();
  await close({ refusals: true });
});

test("a column is given another meaning, and the sample can be downloaded", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/product");
  const file = await downloaded(page, () => page.getByRole("button", { name: "Download the sample" }).click());
  assert.match(file.bytes.toString(), /^Level,Part number/);
  await page.getByRole("button", { name: "Try it with a sample" }).click();
  await page.getByText("Nothing is wrong with the list").waitFor();
  const part = page.getByLabel("Meaning of column Part number");
  await part.selectOption("");
  await page.locator(".bom-problems .notice.alarm").waitFor();
  await part.selectOption("item");
  await page.getByText("Nothing is wrong with the list").waitFor();
  await close();
});

test("cells are moved through and changed by keys alone", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/product");
  await page.getByRole("button", { name: "Try it with a sample" }).click();
  await cell(page, 1, 1).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-cell")), "2:2");
  await page.keyboard.press("F2");
  await page.keyboard.press("End");
  await page.keyboard.type(" unit");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector('[data-cell="2:2"]')?.textContent === "Rotor unit");
  await close();
});

test("a file that is none is refused with words", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/product");
  await page.setInputFiles("#bom-file", { name: "broken.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 255, 1, 2]) });
  await page.locator(".notice.alarm").waitFor();
  await close({ refusals: true });
});

test("tables of an own study are changed in place, and refused where they are wrong", { timeout: PATIENCE }, async () => {
  const { page, close } = await place.open("/#/product?file=lines.csv");
  await page.locator('.own-tables [name="copy"]').fill("e2e-tables");
  await page.getByRole("button", { name: "Copy this study" }).click();
  await page.waitForFunction(() => location.hash.includes("study=e2e-tables"), null, { timeout: 30_000 });
  await page.evaluate(() => document.querySelector(".own-tables").setAttribute("open", ""));
  await cell(page, 1, 0).waitFor();
  const header = await page.locator(".own-tables thead tr").last().locator("th").allTextContents();
  const units = header.indexOf("units_per_day") - 1;
  await mend(page, 1, units, "950");
  await page.getByText("✓ Checked and kept.").waitFor();
  if (!process.env.E2E_URL) {
    await mend(page, 1, units, "many");
    await page.locator(".own-tables .faulty-cell, .own-tables .notice.alarm").first().waitFor();
    await mend(page, 1, units, "950");
    await page.getByText("✓ Checked and kept.").waitFor();
  }
  await close({ refusals: true });
});
