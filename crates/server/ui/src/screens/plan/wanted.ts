// What is asked of the other side: kept in the address, sent to the server.
import type { SqueezeRequest } from "../../types/api.ts";

export interface Wanted {
  issuer: string;
  days: number;
  most: number;
  /** Weight of own exports; null = as usual. */
  weight: number | null;
  runs: number | null;
}

export const USUAL: Wanted = { issuer: "CHN", days: 180, most: 2, weight: null, runs: null };

/** Reads what is wanted from the address. */
export function wantedOf(more: Readonly<Record<string, string>>): Wanted {
  const whole = (text: string | undefined, least: number, most: number): number | null => {
    const value = /^\d+$/.test(text ?? "") ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : null;
  };
  const weight = Number(more["weight"] ?? Number.NaN);
  return {
    issuer: /^[A-Z]{3}$/.test(more["issuer"] ?? "") ? (more["issuer"] ?? USUAL.issuer) : USUAL.issuer,
    days: whole(more["days"], 1, 3000) ?? USUAL.days,
    most: whole(more["most"], 1, 6) ?? USUAL.most,
    weight: weight >= 0 && Number.isFinite(weight) ? weight : null,
    runs: whole(more["runs"], 1, 2000),
  };
}

export function squeezeRequest(wanted: Wanted, study: string): SqueezeRequest {
  return {
    study,
    issuer: wanted.issuer,
    freeze_days: wanted.days,
    most: wanted.most,
    ...(wanted.weight === null ? {} : { weight: wanted.weight }),
    ...(wanted.runs === null ? {} : { runs: wanted.runs }),
  };
}
