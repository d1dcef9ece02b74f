// Gathers the licences of what is bundled: their texts must go where the code goes.
import { readFile, readdir } from "node:fs/promises";

const modules = new URL("../node_modules/", import.meta.url);

/** Packages with code in the bundle, and the one whose geometry the map is made of. */
function packages(metafile) {
  const names = Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set([...names, "world-atlas"])].sort();
}

export async function licences(metafile) {
  const parts = ["This page contains code and data of these packages. The map is made of Natural Earth data, which is in the public domain.\n"];
  for (const name of packages(metafile)) {
    const folder = new URL(`${name}/`, modules);
    const { version } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} comes without a licence text`);
    parts.push(`\n---- ${name} ${version} ----\n\n${(await readFile(new URL(file, folder), "utf8")).trim()}\n`);
  }
  return parts.join("");
}
