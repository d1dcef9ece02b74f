//! The vocabulary as data: every table, its columns, units and meaning.
//!
//! These tables feed the reader's checks, `datapackage.json`, `coercivity data
//! show` and the documentation, so a column is described in one place only.

mod criticality;
mod imports;
mod study;

pub use imports::{COUNTED, MEASURES, PLACES};
pub use study::{BOM, DECLARATIONS, FACTS, LINES, RECYCLED, REQUESTS};

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Free text.
    Text,
    /// Identifier: letters, digits, `-`, `_`, `.`; first one a letter or digit.
    Key,
    /// Finite number within bounds.
    Number {
        /// Smallest value allowed.
        min: f64,
        /// Largest value allowed.
        max: f64,
    },
    /// Calendar year, 1900 to 2100.
    Year,
    /// Date as `2025-04-04`.
    Date,
    /// Whole number, 0 or more.
    Count,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Key of a row of another table.
    Reference(&'static str),
    /// Keys of rows of another table, separated by `;`.
    References(&'static str),
    /// Key of a row of another table, or `*` for any.
    ReferenceOrAny(&'static str),
    /// Symbol of an element.
    Element,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Name in the header.
    pub name: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// False when a cell may be blank.
    pub required: bool,
    /// Unit of a number, or empty.
    pub unit: &'static str,
    /// Meaning in a few words.
    pub description: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableSchema {
    /// Name; the file is `tables/<name>.csv`.
    pub name: &'static str,
    /// Columns that together identify a row.
    pub key: &'static [&'static str],
    /// Column that `low` and `high` refer to.
    pub quantity: Option<&'static str>,
    /// Meaning in a sentence.
    pub description: &'static str,
    /// Columns in file order.
    pub fields: &'static [Field],
}

const fn field(name: &'static str, kind: Kind, unit: &'static str, description: &'static str) -> Field {
    Field { name, kind, required: true, unit, description }
}

const fn optional(name: &'static str, kind: Kind, unit: &'static str, description: &'static str) -> Field {
    Field { name, kind, required: false, unit, description }
}

/// A number of zero or more.
const POSITIVE: Kind = Kind::Number { min: 0.0, max: 1e15 };
/// A share between 0 and 1.
const SHARE: Kind = Kind::Number { min: 0.0, max: 1.0 };
/// Days, up to ten years.
const DAYS: Kind = Kind::Number { min: 0.0, max: 3650.0 };

const BASES: Kind = Kind::Choice(&["reported", "derived", "estimated", "assumed"]);
/// Physical forms, as in `coercivity_chain::Form`.
pub const FORMS: &[&str] = &["concentrate", "oxide", "metal", "alloy", "magnet", "component", "product", "auxiliary"];

const NOTE: Field = optional("note", Kind::Text, "", "what the reader should know about the row");
const SOURCE: Field = field("source", Kind::Reference("sources"), "", "who says so");
const YEAR: Field = optional("year", Kind::Year, "", "year of the figure");
const BASIS: Field = field("basis", BASES, "", "reported, derived, estimated or assumed");
const BOUND: Kind = Kind::Number { min: -1e15, max: 1e15 };
const LOW: Field = optional("low", BOUND, "as the quantity", "low end of the range");
const HIGH: Field = optional("high", BOUND, "as the quantity", "high end of the range");

/// Tables of a data package, in the order in which references resolve.
pub const PACKAGE: &[TableSchema] = &[
    TableSchema {
        name: "sources",
        key: &["source"],
        quantity: None,
        description: "Publications, datasets and derivations that rows refer to.",
        fields: &[
            field("source", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "title"),
            field("publisher", Kind::Text, "", "publisher"),
            optional("year", Kind::Year, "", "year of publication"),
            field("licence", Kind::Text, "", "licence under which figures may be used"),
            optional("url", Kind::Text, "", "address"),
        ],
    },
    TableSchema {
        name: "countries",
        key: &["iso3"],
        quantity: None,
        description: "ISO 3166 countries and the regions EUU, XEU (other EU members) and XRW (rest of the world).",
        fields: &[
            field("iso3", Kind::Key, "", "ISO 3166-1 alpha-3 or region code"),
            optional("alpha2", Kind::Text, "", "ISO 3166-1 alpha-2"),
            optional("numeric", Kind::Text, "", "ISO 3166-1 numeric"),
            field("name", Kind::Text, "", "name"),
            field("eu_member", Kind::Flag, "", "member of the European Union"),
            optional(
                "bloc",
                Kind::Choice(&["us", "china", "eu"]),
                "",
                "bloc centred on the United States, China or the European Union; blank = none; the grouping is assumed",
            ),
        ],
    },
    TableSchema {
        name: "hs_codes",
        key: &["hs"],
        quantity: None,
        description: "Harmonised System and national customs codes in use.",
        fields: &[
            field("hs", Kind::Key, "", "code, 4 to 10 digits"),
            field("title", Kind::Text, "", "goods covered, in short"),
            optional("from_year", Kind::Year, "", "first year of validity"),
            optional("to_year", Kind::Year, "", "last year of validity"),
        ],
    },
    TableSchema {
        name: "stages",
        key: &["stage"],
        quantity: None,
        description: "Stages of the chain, upstream first.",
        fields: &[
            field("stage", Kind::Key, "", "key"),
            field("position", Kind::Count, "", "place in the chain"),
            field("title", Kind::Text, "", "in words"),
        ],
    },
    TableSchema {
        name: "end_uses",
        key: &["end_use"],
        quantity: Some("patience_days"),
        description: "What the material is for in the end.",
        fields: &[
            field("end_use", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words"),
            field(
                "class",
                Kind::Choice(&["civil", "dual", "defence", "medical"]),
                "",
                "class by which licences are decided",
            ),
            field("patience_days", DAYS, "days", "how long a missed output stays owed"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "materials",
        key: &["material"],
        quantity: None,
        description: "What is made, shipped and used.",
        fields: &[
            field("material", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words"),
            field("stage", Kind::Reference("stages"), "", "stage at which it is made"),
            field("form", Kind::Choice(FORMS), "", "physical form"),
            field("mass_basis", Kind::Text, "", "what a tonne means"),
            optional("hs", Kind::Reference("hs_codes"), "", "Harmonised System code"),
            optional("customs_hs", Kind::Reference("hs_codes"), "", "national customs code that matters"),
            field("ceiling_days", DAYS, "days", "output stock beyond which a co-product is surplus"),
            field("unconstrained", Kind::Flag, "", "supply is unlimited and not followed"),
            NOTE,
        ],
    },
    TableSchema {
        name: "composition",
        key: &["material", "element"],
        quantity: Some("mass_fraction"),
        description: "Elements in materials; oxygen is not carried.",
        fields: &[
            field("material", Kind::Reference("materials"), "", "material"),
            field("element", Kind::Element, "", "symbol"),
            field("mass_fraction", SHARE, "t/t", "mass of the element per mass of the material"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "processes",
        key: &["process"],
        quantity: None,
        description: "Recipes with several inputs and outputs.",
        fields: &[
            field("process", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words"),
            field("stage", Kind::Reference("stages"), "", "stage"),
            field(
                "driving",
                Kind::References("materials"),
                "",
                "outputs whose demand drives activity; the first is the unit",
            ),
            NOTE,
        ],
    },
    TableSchema {
        name: "process_flows",
        key: &["process", "material", "direction"],
        quantity: Some("t_per_activity"),
        description: "Inputs and outputs per unit of activity.",
        fields: &[
            field("process", Kind::Reference("processes"), "", "process"),
            field("material", Kind::Reference("materials"), "", "material"),
            field("direction", Kind::Choice(&["input", "output"]), "", "input or output"),
            field("t_per_activity", POSITIVE, "t per t of the first driving output", "quantity"),
            field("critical", Kind::Flag, "", "nothing is made without it"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "process_losses",
        key: &["process", "element", "fate"],
        quantity: Some("t_per_activity"),
        description: "Elements that leave the chain per unit of activity.",
        fields: &[
            field("process", Kind::Reference("processes"), "", "process"),
            field("element", Kind::Element, "", "symbol"),
            field("t_per_activity", POSITIVE, "t per t of the first driving output", "quantity"),
            field("fate", Kind::Choice(&["tailings", "slag", "machining", "dust", "unseparated"]), "", "where it goes"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "sites",
        key: &["site"],
        quantity: Some("activity_t_per_year"),
        description: "Plants, or all plants of one country at one stage.",
        fields: &[
            field("site", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words"),
            field("process", Kind::Reference("processes"), "", "process"),
            field("country", Kind::Reference("countries"), "", "country of manufacture"),
            field("activity_t_per_year", POSITIVE, "t/yr of the first driving output", "activity in the base year"),
            field("capacity_t_per_year", POSITIVE, "t/yr of the first driving output", "activity that is possible"),
            field("out_cover_days", DAYS, "days", "output stock held"),
            optional("latitude", Kind::Number { min: -90.0, max: 90.0 }, "degrees", "latitude"),
            optional("longitude", Kind::Number { min: -180.0, max: 180.0 }, "degrees", "longitude"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "links",
        key: &["supplier", "buyer", "material"],
        quantity: Some("t_per_year"),
        description: "Flows of the base year from site to site.",
        fields: &[
            field("supplier", Kind::Reference("sites"), "", "supplying site"),
            field("buyer", Kind::Reference("sites"), "", "buying site"),
            field("material", Kind::Reference("materials"), "", "material"),
            field("t_per_year", POSITIVE, "t/yr", "base flow"),
            optional("transit_days", DAYS, "days", "transit; blank = by the routes table"),
            optional("pairs", Kind::Count, "", "pairs of exporter and end user; blank = one per 54 t/yr"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "routes",
        key: &["from_country", "to_country"],
        quantity: Some("transit_days"),
        description: "Transit times between countries; the most specific row decides.",
        fields: &[
            field("from_country", Kind::ReferenceOrAny("countries"), "", "from, * = any"),
            field("to_country", Kind::ReferenceOrAny("countries"), "", "to, * = any"),
            field("transit_days", DAYS, "days", "transit, customs excluded"),
            field("mode", Kind::Text, "", "sea, air, road"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "covers",
        key: &["process", "country", "material"],
        quantity: Some("cover_days"),
        description: "Input stock held by buyers; the most specific row decides (process before country before material).",
        fields: &[
            field("process", Kind::ReferenceOrAny("processes"), "", "buyer's process, * = any"),
            field("country", Kind::ReferenceOrAny("countries"), "", "buyer's country, * = any"),
            field("material", Kind::ReferenceOrAny("materials"), "", "input, * = any"),
            field("cover_days", DAYS, "days", "stock on hand in days of use"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "demand",
        key: &["demand"],
        quantity: Some("t_per_year"),
        description: "Final demand, and closing items of the base year as rows of their own.",
        fields: &[
            field("demand", Kind::Key, "", "key"),
            field("site", Kind::Reference("sites"), "", "site whose output is taken"),
            field("material", Kind::Reference("materials"), "", "material"),
            field("country", Kind::Reference("countries"), "", "country of use"),
            field("end_use", Kind::Reference("end_uses"), "", "end use"),
            field("t_per_year", POSITIVE, "t/yr", "rate"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "prices",
        key: &["material", "area", "price_kind", "year"],
        quantity: Some("price"),
        description: "Prices of the base year.",
        fields: &[
            field("material", Kind::Reference("materials"), "", "material"),
            field("area", Kind::Text, "", "where the price is paid"),
            field("price", POSITIVE, "currency per unit", "price"),
            field("currency", Kind::Key, "", "ISO 4217 code"),
            field("unit", Kind::Text, "", "quantity the price is for"),
            field("price_kind", Kind::Text, "", "spot, contract, export unit value"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "behaviour",
        key: &["response", "material"],
        quantity: Some("value"),
        description: "How buyers of the chain and prices respond; the row of a material before that of all.",
        fields: &[
            field("response", Kind::Choice(RESPONSES), "", "which response"),
            field("material", Kind::ReferenceOrAny("materials"), "", "material, * = all"),
            field("value", Kind::Number { min: 1e-6, max: 1e6 }, "as `unit`", "value"),
            field("unit", Kind::Choice(&["days", "share", "ratio"]), "", "unit of the value"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "series",
        key: &["series"],
        quantity: Some("growth"),
        description: "Series that a run can be compared with: what they count, from where to where.",
        fields: &[
            field("series", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words"),
            field("counted", Kind::Choice(&["exports", "imports", "approvals", "price"]), "", "what is counted"),
            field("from_country", Kind::ReferenceOrAny("countries"), "", "origin, * = any"),
            field("to_country", Kind::ReferenceOrAny("countries"), "", "destination, * = any other"),
            field("goods", Kind::References("materials"), "", "goods, separated by ;"),
            field("unit", Kind::Choice(&["t", "kg", "share", "USD/kg"]), "", "unit of the observations"),
            field("growth", Kind::Number { min: 0.01, max: 100.0 }, "ratio", "demand against the year before"),
            field("noise", SHARE, "share", "ordinary scatter of a month around its trend"),
            field("discrepancy", SHARE, "share of the base", "what the model misses, as a standard deviation"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "observed",
        key: &["series", "from", "until"],
        quantity: Some("value"),
        description: "Observations: totals over days, or levels on a day.",
        fields: &[
            field("series", Kind::Reference("series"), "", "series"),
            field("from", Kind::Date, "", "first day"),
            field("until", Kind::Date, "", "last day"),
            field("value", POSITIVE, "unit of the series", "value"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "magnet_values",
        key: &["end_use"],
        quantity: Some("value_added"),
        description: "What a kilogram of magnets holds up, by end use; for plans of a country.",
        fields: &[
            field("end_use", Kind::Reference("end_uses"), "", "end use"),
            field("value_added", POSITIVE, "USD/kg", "value added of what is made with a kilogram of magnets"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "levers",
        key: &["lever", "parameter"],
        quantity: Some("value"),
        description: "What a buyer or a government can do against a squeeze: one row per number of a lever.",
        fields: &[
            field("lever", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words; the same in all rows of a lever"),
            field(
                "kind",
                Kind::Choice(&[
                    "stock",
                    "diversification",
                    "substitution",
                    "recycling",
                    "offtake",
                    "sub-assembly",
                    "common-reserve",
                    "licence",
                    "overtime",
                    "filing",
                    "public-stock",
                    "price-floor",
                    "project",
                ]),
                "",
                "kind; the same in all rows of a lever",
            ),
            field(
                "applies_to",
                Kind::Choice(&["any", "magnet", "heavy-magnet", "sub-assembly", "licensed"]),
                "",
                "goods to which it applies",
            ),
            field(
                "parameter",
                Kind::Choice(&[
                    "lead",
                    "premium",
                    "price",
                    "one_off_cost",
                    "carrying_cost",
                    "heavy_saved",
                    "yield",
                    "capacity",
                    "held",
                    "delay",
                    "fee",
                    "feed",
                    "price_share",
                ]),
                "",
                "what the number says",
            ),
            field("value", POSITIVE, "as `unit`", "value"),
            field("unit", Kind::Text, "", "unit of value, low and high; a lead or delay is in months"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    TableSchema {
        name: "backtests",
        key: &["backtest"],
        quantity: None,
        description: "Back-tests: an ensemble of a scenario against a series, and what was fitted to it.",
        fields: &[
            field("backtest", Kind::Key, "", "key"),
            field("title", Kind::Text, "", "in words"),
            field("scenario", Kind::Key, "", "scenario"),
            field("series", Kind::Reference("series"), "", "series"),
            field("from", Kind::Date, "", "first day scored"),
            field("until", Kind::Date, "", "last day scored"),
            optional("base_from", Kind::Date, "", "first day of the base, where there is no figure a year before"),
            optional("base_until", Kind::Date, "", "last day of the base"),
            optional("fitted_from", Kind::Date, "", "first day to which parameters were fitted"),
            optional("fitted_until", Kind::Date, "", "last day to which parameters were fitted"),
            NOTE,
        ],
    },
    TableSchema {
        name: "fact_kinds",
        key: &["fact"],
        quantity: None,
        description: "Facts that rules ask for; a study states them in `facts.csv`.",
        fields: &[
            field("fact", Kind::Key, "", "key"),
            field("value", Kind::Choice(&["number", "share", "flag", "date", "text"]), "", "what the value looks like"),
            optional("unit", Kind::Text, "", "unit of a number, written with the value"),
            field("subjects", Kind::Text, "", "what it may be about, separated by ;: company, line, item, material"),
            field("meaning", Kind::Text, "", "meaning"),
        ],
    },
    TableSchema {
        name: "country_names",
        key: &["name"],
        quantity: None,
        description: "Names of countries in English and German that bills of materials use besides those in countries.",
        fields: &[
            field("name", Kind::Text, "", "name; case, blanks and accents do not matter"),
            field("iso3", Kind::Reference("countries"), "", "country"),
        ],
    },
    TableSchema {
        name: "part_words",
        key: &["words"],
        quantity: None,
        description: "Words by which a part in a foreign bill of materials is known; the longest that fit decide, of \
                      equal ones the first row.",
        fields: &[
            field("words", Kind::Text, "", "words that follow each other; case does not matter"),
            field(
                "meaning",
                Kind::Choice(&["ndfeb", "material", "outside"]),
                "",
                "neodymium magnet, `material`, or not followed",
            ),
            optional("material", Kind::Reference("materials"), "", "material, where the meaning is material"),
            NOTE,
        ],
    },
    TableSchema {
        name: "intensities",
        key: &["words"],
        quantity: Some("kg"),
        description: "Mass of magnets in components whose bill of materials names none.",
        fields: &[
            field("words", Kind::Text, "", "words by which the component is known"),
            field("material", Kind::Reference("materials"), "", "material in it"),
            field("kg", POSITIVE, "kg per `per`", "mass of the material"),
            field("per", Kind::Choice(&["piece", "MW"]), "", "one piece, or one MW of rated power"),
            optional("end_use", Kind::Reference("end_uses"), "", "end use that such a product serves"),
            NOTE,
            SOURCE,
            YEAR,
            BASIS,
            LOW,
            HIGH,
        ],
    },
    criticality::STABILITY,
    criticality::COMMODITIES,
    criticality::COMMODITY_MATERIALS,
    criticality::EC_SUPPLY,
    criticality::EC_USES,
    criticality::EC_SCORES,
    criticality::EC_PARAMETERS,
    imports::COUNTRY_CODES,
    imports::TRADE_CODES,
    imports::COMMODITY_NAMES,
    imports::EXCHANGE_RATES,
    imports::TRADE_FLOWS,
    imports::PRODUCTION_TOTALS,
];

/// Responses, as in `coercivity_chain::Response`.
pub const RESPONSES: &[&str] = &[
    "restock_days",
    "price_elasticity",
    "price_cap",
    "price_recovery_days",
    "price_contract_days",
    "price_spot_share",
];

/// Schema of a package table by name.
#[must_use]
pub fn table(name: &str) -> Option<&'static TableSchema> {
    PACKAGE.iter().find(|schema| schema.name == name)
}
