// Writes src/types/*.ts from the JSON Schemas of the results, so that the page
// and the program cannot disagree about a field unnoticed.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";

const schemas = new URL("../../../../docs/schema/", import.meta.url);
const target = new URL("../src/types/", import.meta.url);

function typeOf(schema) {
  if (schema === true) return "unknown";
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(" | ");
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  }
  switch (schema.type) {
    case "array":
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(", ")}]`;
      return `${wrapped(typeOf(schema.items ?? true))}[]`;
    case "object":
      if (schema.properties) return inline(schema);
      return `Record<string, ${typeOf(schema.additionalProperties ?? true)}>`;
    case "integer":
      return "number";
    case undefined:
      return "unknown";
    default:
      return schema.type;
  }
}

const wrapped = (type) => (type.includes("|") ? `(${type})` : type);
const words = (text, indent) => (text ? `${indent}/** ${text.replaceAll(/\s+/g, " ").replaceAll("*/", "* /")} */\n` : "");

/** The fields of an object; those that may be left out may also be null. */
function inline(schema) {
  const needed = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    const type = typeOf(field);
    return `${words(field.description, "  ")}  ${name}${needed.has(name) ? "" : "?"}: ${type};`;
  });
  return `{\n${fields.join("\n")}\n}`;
}

function declaration(name, schema) {
  const head = words(schema.description, "");
  if (schema.properties) return `${head}export interface ${name} ${inline(schema)}\n`;
  return `${head}export type ${name} = ${typeOf(schema)};\n`;
}

await mkdir(target, { recursive: true });
for (const file of (await readdir(schemas)).sort()) {
  if (!file.endsWith(".json")) continue;
  const schema = JSON.parse(await readFile(new URL(file, schemas), "utf8"));
  const parts = [declaration(schema.title, schema)];
  for (const [name, definition] of Object.entries(schema.$defs ?? {})) parts.push(declaration(name, definition));
  const text = `// Written by scripts/types.mjs from docs/schema/${file}; do not edit.\n\n${parts.join("\n")}`;
  await writeFile(new URL(file.replace(".json", ".ts"), target), text);
}

// The interface beyond the results: bodies and answers of the server.
const description = new URL("../../../../docs/openapi.json", import.meta.url);
const { components } = JSON.parse(await readFile(description, "utf8"));
const all = Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));
const text = `// Written by scripts/types.mjs from docs/openapi.json; do not edit.\n\n${all.map(([name, schema]) => declaration(name, schema)).join("\n")}`;
await writeFile(new URL("interface.ts", target), text);
