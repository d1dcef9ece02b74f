// The screens, first to last. An outlook takes its place after Plan once the
// program can make one.
import type { Screen } from "../screen.ts";
import { backtests } from "./backtests.ts";
import { chain } from "./chain.ts";
import { compare } from "./compare.ts";
import { data } from "./data.ts";
import { exposure } from "./exposure.ts";
import { plan } from "./plan.ts";
import { product } from "./product.ts";
import { results } from "./results.ts";
import { scenario } from "./scenario.ts";
import { verdict } from "./verdict.ts";

export const SCREENS: readonly Screen[] = [verdict, chain, scenario, results, exposure, product, compare, plan, backtests, data];

export const FIRST_SCREEN = verdict.id;
