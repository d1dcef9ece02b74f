//! The codes of the checks: what each means and what helps.

/// A code of a [`crate::Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, e.g. `E014`.
    pub code: &'static str,
    /// What is wrong.
    pub meaning: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

const fn code(code: &'static str, meaning: &'static str, remedy: &'static str) -> Code {
    Code { code, meaning, remedy }
}

/// Every code, in order.
pub const CODES: &[Code] = &[
    code("E000", "A file has over 200 problems; the rest is counted.", "Mend the first ones and read again."),
    code(
        "E001",
        "A file or folder is missing, cannot be read, is too large, or has a name that nothing reads.",
        "Put the file where the message says, under the name it gives.",
    ),
    code("E002", "A file is not UTF-8.", "Save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")."),
    code(
        "E003",
        "The header has an unknown, missing, repeated or displaced column, or the file is empty.",
        "Copy the header from the message.",
    ),
    code(
        "E004",
        "A row has more or fewer cells than the header, or a cell holds a line break or control character.",
        "Quote cells that hold a separator; close every quote.",
    ),
    code("E005", "Something that is needed is blank or missing.", "Fill it in; the hint says what it holds."),
    code(
        "E006",
        "Not a number, or not a whole one.",
        "Write digits with a decimal point and no thousands separators, e.g. 1234.5.",
    ),
    code("E007", "A number, or an end of its range, is out of bounds.", "Check the unit; the hint gives the bounds."),
    code(
        "E008",
        "Not one of the words, flags or element symbols allowed, or not a key.",
        "Take one of the words in the hint; keys have letters, digits, `-`, `_` and `.`.",
    ),
    code(
        "E009",
        "A name that leads nowhere: no such row, site, material, control, calendar, framework, branch, licence type or source; or no route or cover applies.",
        "Correct the name (\"did you mean\") or add the row.",
    ),
    code("E010", "A key, or the id of a control or scenario, is there twice.", "Keep one of them, or change the key."),
    code("E011", "No such country code.", "Write ISO 3166-1 alpha-3, or EUU, XEU, XRW."),
    code(
        "E012",
        "No such Harmonised System or customs code.",
        "Correct it, or add it to `hs_codes.csv`; an inspection names a `customs_hs` of `materials.csv`.",
    ),
    code(
        "E013",
        "The mass fractions of a metal, alloy or magnet do not sum to 1, or those of another material exceed 1 (0.1 %).",
        "Mend the rows of the material in `composition.csv`.",
    ),
    code(
        "E014",
        "A process does not balance: per element, inputs differ from outputs and losses by more than 0.1 %. Mines have no inputs and are exempt.",
        "Mend `process_flows.csv`, `process_losses.csv` or `composition.csv`; the message gives tonnes in, out and lost.",
    ),
    code(
        "E015",
        "A site has no link and no demand, or a parent in a bill of materials goes into nothing.",
        "Join it or remove it; look for a slip in the name.",
    ),
    code(
        "E016",
        "Flows of a site differ from its activity by more than 0.1 %.",
        "Make links and demand sum to activity x `t_per_activity`; only co-products may exceed what leaves.",
    ),
    code("E017", "An unknown or wrong unit.", "Write the unit in the hint; chain materials go by mg, g, kg or t."),
    code("E018", "The range does not hold the value.", "low <= value <= high."),
    code(
        "E019",
        "A file with `;` between cells uses both decimal points and decimal commas.",
        "Use one decimal mark in the whole file.",
    ),
    code(
        "E020",
        "A bill of materials is circular, deeper than 50 levels, or unfolds to over 5,000 parts.",
        "Break the circle shown in the message, or join levels.",
    ),
    code(
        "E021",
        "The supplier shares of one input do not sum to 100 %, or its rows differ in quantity, unit or cover.",
        "Rows of one input differ in supplier, country, share and lead only.",
    ),
    code(
        "E022",
        "Dates out of order, an end before its beginning, or a worked weekend day that is none.",
        "Put entries in order of date.",
    ),
    code(
        "E023",
        "A TOML file has a syntax error, an unknown or missing key, or a value of the wrong type.",
        "Compare it with the commented files that `coercivity init` writes.",
    ),
    code(
        "E024",
        "An event or the test of a rule has a field, or a control a section, that its kind does not have.",
        "Remove it, or change the kind; the hint says what belongs there.",
    ),
    code(
        "E025",
        "A driving material is no output of its process, or the first one is not 1 t per unit of activity.",
        "Mend `driving` in `processes.csv`, or the row in `process_flows.csv`.",
    ),
    code(
        "E026",
        "A link joins a site to itself, to one that does not make the material, or to one that does not use it.",
        "Name sites whose processes have the material as output and input.",
    ),
    code("E027", "Demand for a material that the site does not make.", "Name a site whose process has it as output."),
    code("E028", "The activity of a site is above its capacity.", "activity <= capacity."),
    code("E029", "The product of a line has no parts.", "Add rows to `bom.csv` with the product as parent."),
    code(
        "E040",
        "A foreign table has no column that is known for what is needed, or a mapping names one that is not there.",
        "Say which column is which in a file for `--mapping`; the message has an example.",
    ),
    code(
        "E041",
        "A number that may mean thousands or thousandths, such as 1,234, in a file that does not show which.",
        "Write it without the mark, or put `decimal = \",\"` or `decimal = \".\"` into the file for `--mapping`.",
    ),
    code(
        "E042",
        "A level of an indented bill of materials that is none, is too deep, or leaves one out.",
        "A row is at most one level below the row before it; the list begins with 0 or 1.",
    ),
    code(
        "E043",
        "A magnet or other followed part whose mass is not known.",
        "Give its quantity in g or kg, or a column with the weight of one piece, such as `Weight (g)`.",
    ),
    code(
        "E044",
        "An item of a foreign bill of materials has other parts in one place than in another.",
        "Make both places equal, or give one another number.",
    ),
    code(
        "E050",
        "A fact about something that is not in the study, or that the fact is not about.",
        "Write `company`, a line, an item or a raw material of a list; the hint says which the fact is about.",
    ),
    code(
        "E051",
        "A condition of a rule has no test or several, or a test that its fact cannot have.",
        "Write one test per fact: `is` for a flag, `above` and the like for a number, `max_age_years` for a date.",
    ),
];
