//! Forms sent and answers read: the object that `coercivity questionnaire --json` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A form for one supplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FormView {
    /// Supplier as in `bom.csv`.
    pub supplier: String,
    /// Files written.
    pub files: Vec<String>,
    /// Items asked about.
    pub items: Vec<String>,
    /// Questions.
    pub rows: usize,
    /// The supplier stands for one that is not known.
    pub assumed: bool,
}

/// One cell that an answer changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeView {
    /// Supplier.
    pub supplier: String,
    /// Item.
    pub item: String,
    /// Element.
    pub element: String,
    /// Stage, or `recycled`.
    pub stage: String,
    /// Column of the form.
    pub field: String,
    /// What stood there before; empty for a first answer.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RequestView {
    /// Supplier.
    pub supplier: String,
    /// Item asked about.
    pub item: String,
    /// Day of the first request.
    pub sent: String,
    /// Day on which the last answer was read.
    pub answered: String,
    /// `open`, `answered` or `refused`.
    pub state: String,
    /// Why it was refused.
    pub reason: String,
    /// Form sent, or answer read.
    pub file: String,
}

/// Forms sent, or answers read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct QuestionnaireView {
    /// Key of the study.
    pub study: String,
    /// Folder of the forms; empty where answers were read.
    pub folder: String,
    /// Forms written.
    pub forms: Vec<FormView>,
    /// Files of answers read.
    pub read: Vec<String>,
    /// Cells that changed.
    pub changes: Vec<ChangeView>,
    /// The log.
    pub requests: Vec<RequestView>,
    /// What a reader should know, in sentences.
    pub notes: Vec<String>,
}
