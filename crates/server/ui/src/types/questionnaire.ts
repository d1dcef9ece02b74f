// Written by scripts/types.mjs from docs/schema/questionnaire.json; do not edit.

/** Forms sent, or answers read. */
export interface QuestionnaireView {
  /** Key of the study. */
  study: string;
  /** Folder of the forms; empty where answers were read. */
  folder: string;
  /** Forms written. */
  forms: FormView[];
  /** Files of answers read. */
  read: string[];
  /** Cells that changed. */
  changes: ChangeView[];
  /** The log. */
  requests: RequestView[];
  /** What a reader should know, in sentences. */
  notes: string[];
}

/** A form for one supplier. */
export interface FormView {
  /** Supplier as in `bom.csv`. */
  supplier: string;
  /** Files written. */
  files: string[];
  /** Items asked about. */
  items: string[];
  /** Questions. */
  rows: number;
  /** The supplier stands for one that is not known. */
  assumed: boolean;
}

/** One cell that an answer changed. */
export interface ChangeView {
  /** Supplier. */
  supplier: string;
  /** Item. */
  item: string;
  /** Element. */
  element: string;
  /** Stage, or `recycled`. */
  stage: string;
  /** Column of the form. */
  field: string;
  /** What stood there before; empty for a first answer. */
  old: string;
  /** What stands there now. */
  new: string;
}

/** One entry of the log. */
export interface RequestView {
  /** Supplier. */
  supplier: string;
  /** Item asked about. */
  item: string;
  /** Day of the first request. */
  sent: string;
  /** Day on which the last answer was read. */
  answered: string;
  /** `open`, `answered` or `refused`. */
  state: string;
  /** Why it was refused. */
  reason: string;
  /** Form sent, or answer read. */
  file: string;
}
