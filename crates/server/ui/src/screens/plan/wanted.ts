// What is asked of the other side: kept in the address, sent to the server.
import type { SqueezeRequest } from "../../types/api.ts";

export interface Wanted {
  issuer: string;
  days: number;
  most: number;
  /** Weight of own exports; null = as usual. */
  weight: number | null;
  /** Most that the lines may spend on their answer; null = no bound. */
  budget: number | null;
  runs: number | null;
}

export const USUAL: Wanted = { issuer: "CHN", days: 180, most: 2, weight: null, budget: null, runs: null };

/** Most that the server takes. */
export const MOST_DAYS = 420;
export const MOST_CONTROLS = 4;
export const MOST_RUNS = 400;

/** Reads what is wanted from the address. */
export function wantedOf(more: Readonly<Record<string, string>>): Wanted {
  const whole = (text: string | undefined, least: number, most: number): number | null => {
    const value = /^\d+$/.test(text ?? "") ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : null;
  };
  const amount = (text: string | undefined): number | null => {
    const value = text === undefined || text === "" ? Number.NaN : Number(text);
    return value >= 0 && Number.isFinite(value) ? value : null;
  };
  return {
    issuer: /^[A-Z]{3}$/.test(more["issuer"] ?? "") ? (more["issuer"] ?? USUAL.issuer) : USUAL.issuer,
    days: whole(more["days"], 1, MOST_DAYS) ?? USUAL.days,
    most: whole(more["most"], 1, MOST_CONTROLS) ?? USUAL.most,
    weight: amount(more["weight"]),
    budget: amount(more["budget"]),
    runs: whole(more["runs"], 1, MOST_RUNS),
  };
}

export function squeezeRequest(wanted: Wanted, study: string): SqueezeRequest {
  return {
    study,
    issuer: wanted.issuer,
    freeze_days: wanted.days,
    most: wanted.most,
    ...(wanted.weight === null ? {} : { weight: wanted.weight }),
    ...(wanted.budget === null ? {} : { budget: wanted.budget }),
    ...(wanted.runs === null ? {} : { runs: wanted.runs }),
  };
}
