// Bundles the page into dist/. The same sources give the same bytes, so that a
// rebuild and a diff prove that the committed dist is fresh.
import { build } from "esbuild";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { worldMap } from "./world.mjs";

const dist = new URL("../dist/", import.meta.url);
const at = (name) => new URL(name, dist);

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

// The map is a chunk of its own: nobody waits for it who does not look at it.
await build({
  entryPoints: { app: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
});
await build({
  entryPoints: { app: "src/styles/index.css" },
  outdir: "dist",
  bundle: true,
  minify: true,
  charset: "utf8",
  logLevel: "warning",
});
await copyFile(new URL("../src/index.html", import.meta.url), at("index.html"));
await copyFile(new URL("../src/icon.svg", import.meta.url), at("icon.svg"));
await writeFile(at("world.json"), JSON.stringify(await worldMap()));
