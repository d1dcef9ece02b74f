// Rules table: verdict, article, measured against threshold, path, evidence, dates; each row opens to its text.
import { button, css, download, fill, h, outside } from "../../dom.ts";
import { dateWords, number, percent } from "../../format.ts";
import type { RulesView } from "../../types/rules.ts";
import { csvText } from "../../widgets/csv.ts";
import { choice, field } from "../../widgets/form.ts";
import { nothing } from "../../widgets/notice.ts";

type Verdict = RulesView["verdicts"][number];

/** Verdicts with their sign: told by word and shape, not by colour alone. */
const SIGNS: Readonly<Record<string, string>> = { fail: "✕", unknown: "?", pass: "✓", "not in force": "–", "not applicable": "·" };

export interface RuleFilter {
  verdict: string;
  who: string;
  words: string;
}

export function ruleSection(view: RulesView, first: RuleFilter, changed: (filter: RuleFilter) => void): HTMLElement {
  // A study to which no duty of firms speaks begins with everybody's.
  const filter = { ...first, who: first.who === "company" && !view.verdicts.some((each) => each.who === "company") ? EVERYBODY : first.who };
  const host = h("div");
  const show = (): void => {
    changed(filter);
    const rows = view.verdicts.filter((each) => fits(each, filter));
    fill(host, rows.length === 0 ? nothing("No rule fits.") : ruleTable(rows));
  };
  const kinds = [
    ["fail", view.counts.fail], ["unknown", view.counts.unknown], ["pass", view.counts.pass], ["not in force", view.counts.not_in_force], ["not applicable", view.counts.not_applicable],
  ] as const;
  const shown = new Set(view.verdicts.map((each) => each.verdict));
  const verdicts = kinds.filter(([kind]) => shown.has(kind)).map(([kind, count]) => ({ value: kind, title: `${SIGNS[kind] ?? ""} ${kind} (${count})` }));
  const count = (who: string): number => view.verdicts.filter((each) => each.who === who).length;
  const named = [...new Set(view.verdicts.map((each) => each.who))].map((who) => ({ value: who, title: `${WHO[who] ?? who} (${count(who)})` }));
  const whos = [...named, { value: EVERYBODY, title: `everybody's (${view.verdicts.length})` }];
  const search = h("input", { type: "search", name: "rule-words", value: filter.words, placeholder: "China, 65, dysprosium …", oninput: () => { filter.words = search.value; show(); } });
  show();
  return h(
    "section",
    { "aria-label": "Rules" },
    h("h2", null, "Rules"),
    h("p", null, view.headline),
    h(
      "div",
      { class: "bar" },
      field({ label: "Verdict", control: choice("verdict", verdicts, filter.verdict, (value) => { filter.verdict = value; show(); }, "all") }),
      field({ label: "Whose", control: choice("who", whos, filter.who, (value) => { filter.who = value; show(); }) }),
      field({ label: "Words", control: search }),
    ),
    host,
  );
}

/** Aims of states stand beside the duties of firms only when they are asked for. */
export const EVERYBODY = "all";

const WHO: Readonly<Record<string, string>> = { company: "duty of a firm", union: "aim of the Union", country: "aim or duty of a country" };

function fits(each: Verdict, { verdict, who, words }: RuleFilter): boolean {
  if ((verdict !== "" && each.verdict !== verdict) || (who !== EVERYBODY && each.who !== who)) return false;
  const text = [each.rule, each.subject, each.title, each.citation, each.path, each.text, each.why].join(" ").toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

const COLUMNS = ["Verdict", "Rule", "For", "Measured", "Evidence", "Status"];

/** Rows drawn before a button asks for more. */
const MOST = 20;

function ruleTable(rows: readonly Verdict[]): HTMLElement {
  const body = h("tbody");
  const more = button("", () => show(rows.length));
  const moreRow = h("p", { class: "more no-print" }, more);
  function show(most: number): void {
    fill(body, rows.slice(0, most).flatMap(ruleRows));
    moreRow.hidden = rows.length <= most;
    more.textContent = `Show all ${rows.length} verdicts`;
  }
  show(MOST);
  const save = button("CSV", () => download("rules.csv", ruleCsv(rows), "text/csv"), { class: "quiet", "aria-label": "Save as CSV: rules" });
  const table = h("table", { class: "rules" }, h("caption", null, `${rows.length} verdicts. “Unknown” is a verdict: what is not known passes nothing.`), h("thead", null, h("tr", null, ...COLUMNS.map((title) => h("th", { scope: "col" }, title)))), body);
  return h("div", { class: "table" }, h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rules" }, table), moreRow, h("p", { class: "table-tools no-print" }, save));
}

function ruleRows(each: Verdict): HTMLElement[] {
  const open = button(each.title, () => {
    details.hidden = !details.hidden;
    open.setAttribute("aria-expanded", String(!details.hidden));
  }, { class: "row-link", "aria-expanded": "false" });
  const details = h("tr", { class: "rule-details", hidden: true }, h("td", { colspan: COLUMNS.length }, ruleDetails(each)));
  const row = h(
    "tr",
    null,
    h("td", null, h("span", { class: `verdict-mark verdict-${each.verdict.replaceAll(" ", "-")}` }, `${SIGNS[each.verdict] ?? ""} ${each.verdict}`)),
    h("th", { scope: "row" }, open, h("small", null, each.citation), each.level === "benchmark" ? h("small", null, "a benchmark, not a duty of a firm") : null, each.level === "proposed" ? h("small", null, "proposed") : null),
    h("td", null, each.subject, h("small", null, each.path)),
    h("td", null, amount(each.measured, each.unit), h("small", null, `asked for: ${amount(each.threshold, each.unit)}`)),
    h("td", null, evidenceBar(each.evidence)),
    h("td", null, each.status, each.due ? h("small", null, `due ${dateWords(each.due)}`) : null),
  );
  return [row, details];
}

function ruleDetails(each: Verdict): HTMLElement {
  const list = each.missing.length === 0 ? null : h("div", null, h("p", null, h("strong", null, "What somebody would have to state:")), h("ul", null, ...each.missing.map((fact) => h("li", null, h("code", null, fact)))));
  return h(
    "div",
    null,
    h("p", null, each.text),
    h("p", null, h("strong", null, "Why: "), each.why || "–"),
    each.otherwise ? h("p", null, `In force it would be: ${each.otherwise}.`) : null,
    each.exception ? h("p", null, `Exception: ${each.exception}.`) : null,
    list,
    each.remark ? h("p", { class: "note" }, each.remark) : null,
    h("p", { class: "note" }, each.basis === "reported" ? "The text was read. " : "The text was not read; what it says is assumed. ", outside(each.url, each.citation)),
  );
}

function amount(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return "–";
  return unit === "share" ? percent(value) : `${number(value)} ${unit}`;
}

const EVIDENCE = ["declared", "public", "assumed", "unknown"] as const;

/** What a share rests on, as a bar with its words. */
export function evidenceBar(evidence: Readonly<Record<(typeof EVIDENCE)[number], number>>): HTMLElement {
  const parts = EVIDENCE.filter((each) => evidence[each] > 0.0005);
  const bar = h("span", { class: "basis-bar", "aria-hidden": "true" });
  for (const each of parts) {
    const part = h("span", { class: `evidence-${each}` });
    css(part, { flex: `${evidence[each]} 0 0` });
    bar.append(part);
  }
  return h("span", { class: "evidence" }, bar, h("small", null, parts.map((each) => `${each} ${percent(evidence[each])}`).join(", ") || "none"));
}

function ruleCsv(rows: readonly Verdict[]): string {
  const titles = ["rule", "title", "citation", "who", "level", "subject", "verdict", "measured", "threshold", "unit", "path", "declared", "public", "assumed", "unknown", "status", "due", "why", "url"];
  return csvText([
    titles,
    ...rows.map((each) => [
      each.rule, each.title, each.citation, each.who, each.level, each.subject, each.verdict, each.measured ?? null, each.threshold ?? null, each.unit, each.path,
      ...EVIDENCE.map((kind) => each.evidence[kind]), each.status, each.due ?? "", each.why, each.url,
    ]),
  ]);
}
