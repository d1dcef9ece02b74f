// Calendar days as whole numbers (days since 1 January 1970, UTC), so that dragging and drawing are plain arithmetic.

import { addDays, dayNumber } from "../format.ts";

const MILLISECONDS_PER_DAY = 86_400_000;

/** Day number of an ISO date; null where it is not a day of the calendar (31 February is none). */
export function dayOf(iso: string): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? dayNumber(iso) : null;
  return day !== null && isoOf(day) === iso ? day : null;
}

/** ISO date of a day number. */
export const isoOf = (day: number): string => addDays("1970-01-01", day);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export interface Tick {
  day: number;
  label: string;
  /** January: drawn heavier, named by its year. */
  year: boolean;
}

/** Firsts of months between two days, thinned so that labels of about `room` px each fit into `width` px. */
export function monthTicks(from: number, to: number, width: number, room = 44): Tick[] {
  const start = new Date(from * MILLISECONDS_PER_DAY);
  const months = Math.max(1, (to - from) / 30.4);
  const step = [1, 2, 3, 6, 12, 24].find((each) => (months / each) * room <= width) ?? 60;
  const ticks: Tick[] = [];
  for (let index = 0; index <= months + 2; index += 1) {
    const date = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index, 1));
    const month = date.getUTCMonth();
    const day = date.getTime() / MILLISECONDS_PER_DAY;
    const counted = step > 12 ? month === 0 && date.getUTCFullYear() % (step / 12) === 0 : month % step === 0;
    if (!counted || day < from || day > to) continue;
    const name = MONTHS[month] ?? "";
    ticks.push({ day, label: month === 0 ? String(date.getUTCFullYear()) : name, year: month === 0 });
  }
  return ticks;
}
