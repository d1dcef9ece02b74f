//! Files of a study: lines, bill of materials, and what suppliers and the user state.

use super::{BASIS, DAYS, HIGH, Kind, LOW, NOTE, POSITIVE, SHARE, SOURCE, TableSchema, YEAR, field, optional};

/// Lines of a study: `lines.csv`.
pub const LINES: TableSchema = TableSchema {
    name: "lines",
    key: &["line"],
    quantity: Some("revenue_per_unit"),
    description: "Production lines of a study.",
    fields: &[
        field("line", Kind::Key, "", "key"),
        field("title", Kind::Text, "", "in words"),
        field("product", Kind::Key, "", "top item of the bill of materials"),
        field("country", Kind::Reference("countries"), "", "country of the line"),
        field("end_use", Kind::Reference("end_uses"), "", "end use"),
        field(
            "units_per_day",
            Kind::Number { min: 1e-9, max: 1e12 },
            "units/day",
            "planned output, every calendar day",
        ),
        field("revenue_per_unit", POSITIVE, "currency per unit", "revenue"),
        field("value_added_per_unit", POSITIVE, "currency per unit", "value added"),
        field("currency", Kind::Key, "", "ISO 4217 code"),
        field("price_year", Kind::Year, "", "year of the prices"),
        field("jobs", POSITIVE, "jobs", "jobs on the line"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

/// Bill of materials of a study: `bom.csv`.
pub const BOM: TableSchema = TableSchema {
    name: "bom",
    key: &["parent", "child", "supplier", "country"],
    quantity: Some("cover_days"),
    description: "What goes into what, from whom, with how much stock.",
    fields: &[
        field("parent", Kind::Key, "", "item that is made"),
        field("child", Kind::Key, "", "chain material or item that goes in"),
        field("quantity", Kind::Number { min: 1e-15, max: 1e12 }, "`unit` per unit of parent", "quantity"),
        field(
            "unit",
            Kind::Choice(&["mg", "g", "kg", "t", "piece", "m", "m2", "l"]),
            "",
            "mg, g, kg or t for chain materials",
        ),
        optional("supplier", Kind::Text, "", "supplier in words"),
        optional("country", Kind::Reference("countries"), "", "country where the child is made"),
        field("share", Kind::Number { min: 1e-9, max: 1.0 }, "share", "share of the child from this supplier"),
        field("cover_days", DAYS, "days", "stock on hand at the parent's plant"),
        field("lead_days", DAYS, "days", "shipping time from the supplier, customs excluded"),
        field("evidence", Kind::Choice(&["declared", "public", "assumed"]), "", "who says so"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

/// What suppliers say about stages of their items, optional in a study: `declarations.csv`.
pub const DECLARATIONS: TableSchema = TableSchema {
    name: "declarations",
    key: &["item", "supplier", "element", "stage", "country", "firm"],
    quantity: None,
    description: "Where a stage of an item is done, as its supplier or the maker says; what no row covers keeps the \
                  origin of the default chain.",
    fields: &[
        field("item", Kind::Key, "", "child of the bill of materials"),
        optional("supplier", Kind::Text, "", "supplier as in bom.csv; blank = all suppliers of the item"),
        field("element", Kind::Text, "", "symbol of an element; * = all without rows of their own"),
        field("stage", Kind::Reference("stages"), "", "stage that is done there"),
        optional("country", Kind::Reference("countries"), "", "where; blank = the supplier says that it does not know"),
        field("share", SHARE, "share", "share of the element's mass; those of one stage sum to at most 1"),
        optional("firm", Kind::Text, "", "firm that does it"),
        field("evidence", Kind::Choice(&["declared", "public", "assumed"]), "", "who says so"),
        optional("date", Kind::Date, "", "day of the statement"),
        NOTE,
    ],
};

/// Facts of a study: `facts.csv`, optional.
pub const FACTS: TableSchema = TableSchema {
    name: "facts",
    key: &["subject", "fact"],
    quantity: None,
    description: "What rules ask for: about the firm, a line, an item or a raw material.",
    fields: &[
        field("subject", Kind::Key, "", "`company`, a line, an item or a raw material of a list"),
        field("fact", Kind::Key, "", "fact, as in `fact_kinds`"),
        field("value", Kind::Text, "", "value, `unknown` where it is not known"),
        optional("unit", Kind::Text, "", "unit of the fact"),
        field("evidence", Kind::Choice(&["declared", "public", "assumed"]), "", "who says so"),
        NOTE,
    ],
};

/// Recycled shares that suppliers state, optional in a study: `recycled.csv`.
pub const RECYCLED: TableSchema = TableSchema {
    name: "recycled",
    key: &["item", "supplier", "element"],
    quantity: None,
    description: "Share of an element in an item that was recovered from waste after use, as its supplier says.",
    fields: &[
        field("item", Kind::Key, "", "child of the bill of materials"),
        optional("supplier", Kind::Text, "", "supplier as in bom.csv"),
        field("element", Kind::Element, "", "symbol of the element"),
        optional("share", SHARE, "share", "recovered from waste after use; blank = not stated"),
        field("evidence", Kind::Choice(&["declared", "public", "assumed"]), "", "who says so"),
        optional("date", Kind::Date, "", "day of the statement"),
        NOTE,
    ],
};

/// Requests to suppliers and what became of them, optional in a study: `requests.csv`.
pub const REQUESTS: TableSchema = TableSchema {
    name: "requests",
    key: &["supplier", "item"],
    quantity: None,
    description: "Questions put to suppliers: when they were asked and answered.",
    fields: &[
        field("supplier", Kind::Text, "", "supplier as in bom.csv"),
        field("item", Kind::Key, "", "item asked about"),
        optional("sent", Kind::Date, "", "day of the first request"),
        optional("answered", Kind::Date, "", "day on which the last answer was read"),
        field("state", Kind::Choice(&["open", "answered", "refused"]), "", "open, answered or refused"),
        optional("reason", Kind::Text, "", "why it was refused"),
        optional("file", Kind::Text, "", "form sent, or answer read"),
    ],
};
