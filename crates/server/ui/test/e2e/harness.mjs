// Starts the program and a browser for a file of tests, and looks after both.
//
//   COERCIVITY_BIN  the program; else target/release or target/debug of the workspace
//   E2E_URL         a server that runs already, in place of the program
//   CHROMIUM        the browser; else `chromium` of the path
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

/** Long enough for an ensemble in full on a slow machine [ms]. */
export const PATIENCE = 180_000;

/** Study of few runs that every server of a test has. */
export const SMALL = "e2e-small";

/** The screens in their order, with the word that each is known by. */
export const SCREENS = ["verdict", "chain", "scenario", "results", "exposure", "product", "compare", "plan", "backtests", "data"];

function program() {
  const workspace = fileURLToPath(new URL("../../../../../", import.meta.url));
  const found = [process.env.COERCIVITY_BIN, join(workspace, "target/release/coercivity"), join(workspace, "target/debug/coercivity")];
  const binary = found.find((each) => each && existsSync(each));
  assert.ok(binary, "no program: build it, or name it in COERCIVITY_BIN");
  return binary;
}

function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = spawnSync("sh", ["-c", "command -v chromium || command -v chromium-browser || command -v google-chrome"], { encoding: "utf8" });
  assert.ok(found.stdout.trim(), "no Chromium: install it, or name it in CHROMIUM");
  return found.stdout.trim();
}

/** Address of a fresh server on a free port with an empty folder of studies, and how to end it. */
async function serve() {
  if (process.env.E2E_URL) return { url: process.env.E2E_URL, end: async () => undefined };
  const studies = await mkdtemp(join(tmpdir(), "coercivity-e2e-"));
  const child = spawn(program(), ["serve", "--listen", "127.0.0.1:0", "--no-open", "--studies", studies], { stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += chunk));
  const url = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const address = /Listening on (http:\/\/\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`the program ended (${code}): ${errors}`)));
    setTimeout(() => reject(new Error(`the program does not listen: ${said}${errors}`)), 20_000).unref();
  });
  const end = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const alarm = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(alarm);
    await rm(studies, { recursive: true, force: true });
  };
  return { url, end };
}

/** A server and a browser. `open` answers a page whose errors and foreign requests are held against the test. */
export async function start() {
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"],
  });

  async function open(hash, { width = 1280, height = 900, theme = "light" } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, acceptDownloads: true, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults = [];
    const { host } = new URL(server.url);
    page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (["http:", "https:"].includes(url.protocol) && url.host !== host) faults.push(`request to ${url.host}`);
    });
    await page.goto(new URL(hash, server.url).href);
    await page.waitForSelector("#screen-title:not(:empty)");
    /** Ends the page; it must have kept quiet, but for answers that a test expects to be refusals. */
    const close = async ({ refusals = false } = {}) => {
      await context.close();
      const left = refusals ? faults.filter((fault) => !fault.includes("Failed to load resource")) : faults;
      assert.deepEqual(left, []);
    };
    return { page, close };
  }

  const write = async (method, path, body, type) => {
    const response = await fetch(new URL(path, server.url), { method, body, headers: { "x-coercivity": "1", "content-type": type } });
    assert.ok(response.ok || response.status === 409, `${method} ${path}: ${response.status} ${await response.text()}`);
  };

  /** A copy of the worked study with few runs, so that a test does not wait for the many of a real one. */
  async function small() {
    await write("POST", "/api/studies", JSON.stringify({ study: SMALL, from: "ev-motor" }), "application/json");
    const text = await (await fetch(new URL(`/api/studies/${SMALL}/files/study.toml`, server.url))).text();
    await write("PUT", `/api/studies/${SMALL}/files/study.toml`, text.replace(/^runs\s*=\s*\d+/m, "runs = 24"), "text/plain");
  }
  await small();

  const end = async () => {
    await browser.close();
    await server.end();
  };
  return { open, end, url: server.url };
}

/** Waits until nothing on the screen says that it is being read or run. */
export async function settled(page) {
  await page.waitForFunction(
    () => {
      // "One moment …" is a promise; "No plan has been asked for" is what there is.
      const promised = [...document.querySelectorAll(".nothing")].some((each) => each.textContent.includes("…"));
      return (!promised && !document.querySelector(".progress")) || document.querySelector(".chart, table");
    },
    null,
    { timeout: PATIENCE },
  );
  await page.waitForTimeout(400);
}

/** How far the page is wider than the window [px]. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Findings of axe that keep somebody out. Run by script, since the policy of the page allows no other way in. */
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((each) => ["serious", "critical"].includes(each.impact))
    .map((each) => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}

/** Text of a file that a click downloads. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
