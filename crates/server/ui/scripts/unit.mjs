// Bundles the unit tests with esbuild, since Node does not read TypeScript, and
// runs them with Node's own test runner.
import { build } from "esbuild";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";

const out = await mkdtemp(join(tmpdir(), "page-tests-"));
const files = (await readdir("test/unit")).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: files.map((name) => `test/unit/${name}`),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  logLevel: "warning",
});
const tests = files.map((name) => join(out, name.replace(".ts", ".mjs")));
const { status } = spawnSync(process.execPath, ["--test", ...tests], { stdio: "inherit" });
await rm(out, { recursive: true, force: true });
process.exitCode = status ?? 1;
