// Written by scripts/types.mjs from docs/schema/squeeze.json; do not edit.

/** The whole result of `coercivity squeeze`. */
export interface SqueezeView {
  /** Program and version. */
  program: ProgramView;
  /** Study id. */
  study: string;
  /** Study in words. */
  study_title: string;
  /** Country that controls, ISO alpha-3. */
  issuer: string;
  /** Days that the control lasts. */
  freeze_days: number;
  /** Days looked at. */
  days: number;
  /** Runs. */
  runs: number;
  /** Seed. */
  seed: number;
  /** Most controls at once. */
  most_moves: number;
  /** Weight of a USD of own exports against a unit of damage. */
  weight_of_exports: number;
  /** Currency of damage and costs. */
  currency: string;
  /** Year of the prices. */
  price_year: number;
  /** Controls that were weighed, most damage per USD first. */
  moves: MoveView[];
  /** The issuer's best choice before the lines' best answer. */
  chosen: ChoiceView;
  /** Simulated damage of that choice in the engine, all its controls at once. */
  simulated_damage: Quantiles;
  /** Best choice for each number of controls. */
  by_size: ChoiceView[];
  /** Levers that close most of the damage if bought beforehand, best first. */
  closers: CloserView[];
  /** What the authority learns from licence files. */
  learnt: LearntView[];
  /** How the search went: sets looked at, sets there are. */
  search: string;
  /** In a sentence or two. */
  verdict: string;
  /** What the result rests on. */
  assumptions: string[];
}

/** Who made this result. */
export interface ProgramView {
  /** Name of the program. */
  name: string;
  /** Version. */
  version: string;
}

/** A control that could be laid. */
export interface MoveView {
  /** Material id. */
  material: string;
  /** Material in words. */
  title: string;
  /** Stage of the material. */
  stage: string;
  /** Destinations (ISO alpha-3), `*` = all. */
  to: string;
  /** Own exports stopped over the freeze, in USD. */
  exports_usd: number;
  /** Own exports stopped over the freeze, in t. */
  exports_t: number;
  /** Damage with no counter-measure. */
  damage: number;
  /** Damage per USD of own exports. */
  damage_per_usd: number;
  /** First line stopped, if any. */
  first_line?: string | null;
  /** Day of that stop, over runs; null = never within the horizon. */
  first_stop_day?: number | null;
}

/** A set of controls and the best answer to it. */
export interface ChoiceView {
  /** Controls, as positions in `moves`. */
  moves: number[];
  /** In words. */
  text: string;
  /** Own exports stopped, in USD. */
  exports_usd: number;
  /** Damage with no counter-measure. */
  damage: number;
  /** Damage after the best answer within the budget. */
  damage_answered: number;
  /** What the answer costs. */
  answer_cost: number;
  /** The answer, lever by lever. */
  answer: string[];
  /** What the issuer weighs: damage answered less own exports times their weight. */
  worth: number;
}

/** P10, P50 and P90 of a quantity over all runs, in the quantity's own unit. */
export interface Quantiles {
  /** Tenth percentile. */
  p10: number;
  /** Median. */
  p50: number;
  /** Ninetieth percentile. */
  p90: number;
}

/** A lever that was bought before the control was chosen. */
export interface CloserView {
  /** Lever in words. */
  lever: string;
  /** Subject in words. */
  subject: string;
  /** Cost of all of it. */
  cost: number;
  /** Damage of the issuer's best choice when all of it is there. */
  damage: number;
  /** Share of the damage that it closes, 0 to 1. */
  closes: number;
}

/** What a licence file tells the authority. */
export interface LearntView {
  /** Line id. */
  line: string;
  /** Material. */
  material: string;
  /** Supplying country. */
  from: string;
  /** Tonnes a year that a file shows. */
  t_per_year: number;
  /** Days until the line stops when this pair alone is refused, over runs; null = it does not. */
  stops_after_days?: Quantiles | null;
  /** Damage per tonne refused. */
  damage_per_t: number;
  /** In words. */
  text: string;
}
