// Opens report.html in headless Chromium and looks at it as a reader would.
//
//     node .ci/report_check.mjs CHROMIUM report.html FOLDER-FOR-PROFILE-AND-PDF
//
// Fails when, 390 or 1440 px wide, in light or dark colours:
//   - the page is wider than the window;
//   - anything is written to the console as an error, or a script throws;
//   - the page asks for anything but itself (it is an offline file);
//   - a figure has no table beside it, or shows not exactly one drawing;
// or when it does not print to PDF. It talks to Chromium over its debugging
// pipe, so that no package is needed.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, report, folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node report_check.mjs CHROMIUM REPORT.HTML FOLDER");
  process.exit(2);
}
const WIDTHS = [390, 1440];
const SCHEMES = ["light", "dark"];
const PATIENCE_MS = 60_000;
const page = pathToFileURL(resolve(report)).href;
const profile = join(resolve(folder), "chromium-profile");
mkdirSync(profile, { recursive: true });

const browser = spawn(
  chromium,
  [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank",
  ],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);
const [send, receive] = [browser.stdio[3], browser.stdio[4]];
const pending = new Map();
const listeners = [];
let next = 1;
let closing = false;

// A check that hangs is a check that failed.
const alarm = setTimeout(() => die("Chromium did not answer in time"), PATIENCE_MS);

function die(message) {
  console.error(`report check: ${message}`);
  browser.kill("SIGKILL");
  process.exit(1);
}

browser.on("error", (error) => die(`cannot start ${chromium}: ${error.message}`));
browser.on("exit", (code) => closing || die(`Chromium ended early (${code})`));
send.on("error", () => {});

// Messages are JSON, each ended by a zero byte; a chunk may cut a character in two.
let rest = Buffer.alloc(0);
receive.on("data", (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
    const message = JSON.parse(rest.subarray(0, end).toString("utf8"));
    rest = rest.subarray(end + 1);
    if (message.id) {
      const { done, failed } = pending.get(message.id);
      pending.delete(message.id);
      if (message.error) failed(new Error(message.error.message));
      else done(message.result);
    } else {
      for (const listen of listeners) listen(message);
    }
  }
});

function call(method, params = {}, sessionId = undefined) {
  const id = next++;
  send.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  return new Promise((done, failed) => pending.set(id, { done, failed }));
}

// Runs in the page; returns what a reader would complain about.
function complaints(width) {
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > width || window.innerWidth > width) {
    const wide = [...document.querySelectorAll("body *")]
      .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".scroll"))
      .slice(0, 3)
      .map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute("class") ?? ""}">`);
    found.push(`page is ${root.scrollWidth} px wide in a window of ${width} px: ${wide.join(", ")}`);
  }
  const figures = [...document.querySelectorAll("figure")];
  if (figures.length === 0) found.push("no figure at all");
  for (const figure of figures) {
    const name = figure.querySelector("figcaption")?.textContent ?? "without caption";
    // Figures that share a table stand directly above it; words may come between.
    let beside = figure.nextElementSibling;
    while (beside?.matches("figure, p")) beside = beside.nextElementSibling;
    const table = beside?.matches("table") ? beside : beside?.querySelector("table");
    if (!table?.tBodies[0]?.rows.length) found.push(`figure without a table beside it: ${name}`);
    const shown = [...figure.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().width > 0);
    if (shown.length !== 1) found.push(`figure shows ${shown.length} drawings: ${name}`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (/\bNaN\b|\bInfinity\b/.test(svg.outerHTML)) found.push("a figure holds NaN or Infinity");
  }
  return { found, figures: figures.length, tables: document.querySelectorAll("table").length };
}

async function open(width, scheme, problems) {
  const where = `${width} px, ${scheme}`;
  const { targetId } = await call("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
  const tab = (method, params) => call(method, params, sessionId);
  let loaded;
  const load = new Promise((done) => (loaded = done));
  listeners.push((message) => {
    if (message.sessionId !== sessionId) return;
    const { method, params } = message;
    if (method === "Page.loadEventFired") loaded();
    if (method === "Runtime.exceptionThrown") problems.push(`${where}: ${params.exceptionDetails.text}`);
    if (method === "Runtime.consoleAPICalled" && params.type === "error") {
      problems.push(`${where}: console: ${params.args.map((a) => a.value ?? a.description).join(" ")}`);
    }
    if (method === "Log.entryAdded" && params.entry.level === "error") {
      problems.push(`${where}: ${params.entry.text}`);
    }
    if (method === "Network.requestWillBeSent") {
      const { url } = params.request;
      if (url !== page && !url.startsWith("data:")) problems.push(`${where}: asks for ${url}`);
    }
  });
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await tab(`${domain}.enable`);
  await tab("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
  await tab("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
  const { errorText } = await tab("Page.navigate", { url: page });
  if (errorText) die(`${page}: ${errorText}`);
  await load;
  const expression = `(${complaints})(${width})`;
  const { result, exceptionDetails } = await tab("Runtime.evaluate", { expression, returnByValue: true });
  if (exceptionDetails) die(exceptionDetails.exception?.description ?? exceptionDetails.text);
  problems.push(...result.value.found.map((text) => `${where}: ${text}`));
  console.log(`${where}: ${result.value.figures} figures, ${result.value.tables} tables`);
  return tab;
}

async function print(tab, problems) {
  const { data } = await tab("Page.printToPDF", { printBackground: true, preferCSSPageSize: true });
  const pdf = Buffer.from(data, "base64");
  writeFileSync(join(resolve(folder), "report.pdf"), pdf);
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  if (pdf.subarray(0, 5).toString() !== "%PDF-" || pages < 2) problems.push(`prints to ${pages} pages of PDF`);
  console.log(`prints to ${pages} pages, ${Math.round(pdf.length / 1024)} kB`);
}

const problems = [];
let tab;
for (const width of WIDTHS) {
  for (const scheme of SCHEMES) tab = await open(width, scheme, problems);
}
await print(tab, problems);
closing = true;
clearTimeout(alarm);
const ended = new Promise((done) => browser.on("exit", done));
call("Browser.close").catch(() => {});
await ended;
if (problems.length > 0) {
  for (const problem of problems) console.error(`report check: ${problem}`);
  process.exit(1);
}
console.log("report check: passed");
