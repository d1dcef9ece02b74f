// Gathers the licences of what is bundled: their texts must go where the code goes.
import { readFile, readdir } from "node:fs/promises";

const root = new URL("../", import.meta.url);

/** Folders of packages with code in the bundle, and of the one whose geometry the map is made of. */
function packages(metafile) {
  const folders = Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set([...folders, "node_modules/world-atlas"])].sort();
}

export async function licences(metafile) {
  const parts = ["This page contains code and data of these packages. The map is made of Natural Earth data, which is in the public domain.\n"];
  for (const path of packages(metafile)) {
    const folder = new URL(`${path}/`, root);
    const { name, version } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} comes without a licence text`);
    parts.push(`\n---- ${name} ${version} ----\n\n${(await readFile(new URL(file, folder), "utf8")).trim()}\n`);
  }
  return parts.join("");
}
