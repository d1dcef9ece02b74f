// Numbers, money and dates as people read them, in the words of the report.
// Rounding is for reading only; all digits are in the CSV files.
import type { DayQuantiles, MoneyQuantiles, Quantiles } from "./types/run.ts";

/** Keeps a number and its unit on one line. */
export const JOIN = "\u00a0";

/** Stands for a value that does not exist. */
export const NONE = "–";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

const grouped = (whole: number): string => whole.toFixed(0).replaceAll(/\B(?=(\d{3})+$)/g, ",");

function plain(value: number): string {
  if (value === 0) return "0";
  if (value < 0.001) return "<0.001";
  if (value < 10) return String(significant(value, 2));
  return grouped(value < 1000 ? Math.round(value) : significant(value, 3));
}

function scaled(value: number, [million, billion, trillion]: readonly [string, string, string]): string | null {
  const rounded = significant(value, 3);
  const with_ = (step: number, name: string) => `${significant(rounded / step, 3)}${JOIN}${name}`;
  if (rounded >= 1e15) return rounded.toExponential(1).replace("e+", `${JOIN}×${JOIN}10^`);
  if (rounded >= 1e12) return with_(1e12, trillion);
  if (rounded >= 1e9) return with_(1e9, billion);
  return rounded >= 1e6 ? with_(1e6, million) : null;
}

/** `4,210`, `0.42`, `1.23 million`. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const size = Math.abs(value);
  const text = scaled(size, ["million", "billion", "trillion"]) ?? plain(size);
  return (value < 0 && text !== "0" ? "−" : "") + text;
}

const SYMBOLS: Readonly<Record<string, string>> = { EUR: "€", USD: "$", GBP: "£", JPY: "¥", CNY: "¥", "": "" };

/** `€41.3 m`, `$850,000`, `SEK 1.2 bn`. */
export function money(value: number | null | undefined, currency: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const size = Math.abs(value);
  const text = scaled(size, ["m", "bn", "tn"]) ?? plain(size);
  return `${value < 0 ? "−" : ""}${SYMBOLS[currency] ?? `${currency}${JOIN}`}${text}`;
}

/** A multiple of one, where the second decimal matters. */
export const factor = (value: number): string =>
  value >= 0.1 && value < 10 ? String(significant(value, 3)) : number(value);

/** A correlation with its sign. */
export const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

/** A share of one; never rounds a possible thing to 0 % or 100 %. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NONE;
  const value = share * 100;
  if (value > 1e-9 && value < 0.5) return `<1${JOIN}%`;
  if (value > 99.5 && value < 100 - 1e-9) return `>99${JOIN}%`;
  return `${number(Math.round(value))}${JOIN}%`;
}

/** A share with one decimal, for tables where small differences count. */
export const percentFine = (share: number): string => `${(share * 100).toFixed(1)}${JOIN}%`;

/** `low to high`, or one value where both read the same. */
export const joined = (low: string, high: string): string => (low === high ? low : `${low} to ${high}`);

export const range = (of: Quantiles): string => joined(number(of.p10), number(of.p90));

export const moneyRange = (of: MoneyQuantiles): string => joined(money(of.p10, of.currency), money(of.p90, of.currency));

/** `1 day`, `12 days`; the noun is given in the singular. */
export function counted(value: number, noun: string): string {
  const text = number(value);
  return `${text}${JOIN}${noun}${text === "1" ? "" : "s"}`;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Days since 1 January 1970 of an ISO date; null where it is none. */
export function dayNumber(iso: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!parts) return null;
  const time = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return Number.isNaN(time) ? null : Math.round(time / 86_400_000);
}

/** The ISO date so many days after another. */
export function addDays(iso: string, days: number): string {
  const from = dayNumber(iso);
  return from === null ? iso : new Date((from + Math.round(days)) * 86_400_000).toISOString().slice(0, 10);
}

/** Days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return (dayNumber(to) ?? 0) - (dayNumber(from) ?? 0);
}

/** `24 May 2025`; text that is no date comes back as it is. */
export function dateWords(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = parts && MONTHS[Number(parts[2]) - 1];
  return parts && month ? `${Number(parts[3])}${JOIN}${month}${JOIN}${parts[1]}` : iso;
}

/** `Oct 2025`, for axes. */
export function monthWords(iso: string): string {
  return `${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ""}${JOIN}${iso.slice(0, 4)}`;
}

/** `from to until` without repeating the year. */
export function dateRange(from: string, to: string): string {
  if (from === to) return dateWords(from);
  const first = from.slice(0, 4) === to.slice(0, 4) ? dateWords(from).slice(0, -5) : dateWords(from);
  return `${first} to ${dateWords(to)}`;
}

/** The date of a day of a run. */
export const dayDate = (start: string, day: number): string => dateWords(addDays(start, day));

/** `week 13`: the first day belongs to week 1. */
export const weekOf = (day: number): number => Math.floor(day / 7) + 1;

/** Median day in words. A median that is never reached says how often the day comes at all. */
export function firstDay(start: string, of: DayQuantiles): string {
  if (of.p50 !== null && of.p50 !== undefined) return dayDate(start, of.p50);
  return of.share_of_runs > 0 ? `in ${percent(of.share_of_runs)} of runs only` : "not within the horizon";
}

/** P10 to P90 of a day; a day that never comes is said so. */
export function dayRange(start: string, of: DayQuantiles): string {
  if (of.p10 === null || of.p10 === undefined) return "not within the horizon";
  const from = addDays(start, of.p10);
  if (of.p90 === null || of.p90 === undefined) return `${dateWords(from)} to beyond the horizon`;
  return dateRange(from, addDays(start, of.p90));
}

/** Weeks where the horizon is a whole number of them, else days. */
export const horizon = (days: number): string =>
  days > 0 && days % 7 === 0 ? counted(days / 7, "week") : counted(days, "day");

/** Seconds as people wait them. */
export function duration(seconds: number): string {
  if (seconds < 1) return "under a second";
  if (seconds < 90) return counted(Math.round(seconds), "second");
  return counted(Math.round(seconds / 60), "minute");
}

/** True for a basis that is nobody's report. */
export const isGuess = (basis: string): boolean => basis === "assumed" || basis === "estimated";
