// Writes src/types/*.ts from the JSON Schemas of the results and the description of the interface, so that the page
// and the program cannot disagree about a field unnoticed.
import { mkdir, readFile, writeFile } from "node:fs/promises";

const docs = new URL("../../../../docs/", import.meta.url);
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

/** Results that the page shows; the others are for the command line. */
const RESULTS = ["backtest", "bom", "controls", "curve", "plan", "rules", "run", "squeeze", "trace"];
/** Bodies and answers of the server beyond the results. */
const INTERFACE = [
  "AboutView", "BacktestBody", "BomCheckView", "BomForm", "CaseInfo", "CurveBody", "GridView", "PlanBody", "ScenarioForm",
  "SqueezeBody", "StudyView", "VocabularyView",
];

/** Names of all definitions that a schema refers to. */
function references(schema, found = new Set()) {
  if (schema === null || typeof schema !== "object") return found;
  if (typeof schema.$ref === "string") found.add(schema.$ref.split("/").at(-1));
  for (const part of Object.values(schema)) references(part, found);
  return found;
}

async function write(file, origin, definitions) {
  const parts = definitions.map(([name, schema]) => declaration(name, schema));
  const text = `// Written by scripts/types.mjs from docs/${origin}; do not edit.\n\n${parts.join("\n")}`;
  await writeFile(new URL(file, target), text);
}

const read = async (file) => JSON.parse(await readFile(new URL(file, docs), "utf8"));

await mkdir(target, { recursive: true });
for (const name of RESULTS) {
  const schema = await read(`schema/${name}.json`);
  await write(`${name}.ts`, `schema/${name}.json`, [[schema.title, schema], ...Object.entries(schema.$defs ?? {})]);
}

const { components } = await read("openapi.json");
const wanted = new Set(INTERFACE);
for (const name of wanted) references(components.schemas[name]).forEach((other) => wanted.add(other));
await write("interface.ts", "openapi.json", [...wanted].sort().map((name) => [name, components.schemas[name]]));
