//! Tables that imports read and write: crosswalks, trade and production by country.

use super::{BASIS, HIGH, Kind, LOW, NOTE, POSITIVE, SOURCE, TableSchema, YEAR, field, optional};

/// Where a country code stands for no single country of today.
pub const PLACES: &[&str] = &["country", "successor", "unspecified", "total"];

/// How a trade flow came to be counted.
pub const COUNTED: &[&str] = &["import", "export", "re-export", "re-import", "reconciled"];

/// What a total of `production_totals` is about.
pub const MEASURES: &[&str] = &["production", "capacity", "reserves", "eu-sourcing"];

/// `country_codes.csv`.
pub(super) const COUNTRY_CODES: TableSchema = TableSchema {
    name: "country_codes",
    key: &["scheme", "code", "from_year"],
    quantity: None,
    description: "Codes and names that publishers of trade and production use beside ISO 3166; the importers read them.",
    fields: &[
        field("scheme", Kind::Choice(&["numeric", "alpha2", "name"]), "", "kind of code"),
        field("code", Kind::Text, "", "code or name as published, without leading zeros"),
        field("place", Kind::Choice(PLACES), "", "what it stands for; totals are dropped, unspecified ones go to XRW"),
        optional("country", Kind::Reference("countries"), "", "country of the package; blank for totals"),
        optional("from_year", Kind::Year, "", "first year of validity"),
        optional("to_year", Kind::Year, "", "last year of validity"),
        NOTE,
        SOURCE,
    ],
};

/// `trade_codes.csv`.
pub(super) const TRADE_CODES: TableSchema = TableSchema {
    name: "trade_codes",
    key: &["code", "band", "from_country", "from_year"],
    quantity: Some("content"),
    description: "Customs codes to goods of the package; rows with a band take over shipments by their unit value.",
    fields: &[
        field(
            "code",
            Kind::Key,
            "",
            "HS or national code, digits only; longer codes go to the longest row that begins them",
        ),
        field("band", Kind::Key, "", "default, or the name of a band of unit values"),
        field("from_country", Kind::ReferenceOrAny("countries"), "", "exporter to which the row applies, * = any"),
        optional("from_year", Kind::Year, "", "first year of validity"),
        optional("to_year", Kind::Year, "", "last year of validity"),
        optional("usd_per_kg_from", POSITIVE, "USD/kg", "lowest unit value of the band"),
        optional("usd_per_kg_until", POSITIVE, "USD/kg", "unit value from which the band no longer applies"),
        field("commodity", Kind::Key, "", "mineral"),
        field("stage", Kind::Reference("stages"), "", "stage at which the goods are made"),
        optional(
            "material",
            Kind::Reference("materials"),
            "",
            "material of the package; blank = a mixture that cannot be told apart",
        ),
        field("content", Kind::Number { min: 1e-6, max: 3.0 }, "t/t", "tonnes of `content_of` per tonne of goods"),
        field("content_of", Kind::Text, "", "what the content is counted as, as the mass basis of the material"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

/// `commodity_names.csv`.
pub(super) const COMMODITY_NAMES: TableSchema = TableSchema {
    name: "commodity_names",
    key: &["publisher", "name", "stage_code"],
    quantity: None,
    description: "Names under which publishers list production, to goods of the package.",
    fields: &[
        field("publisher", Kind::Choice(&["usgs", "ec"]), "", "publisher"),
        field("name", Kind::Text, "", "name as published, lower case"),
        field("stage_code", Kind::Key, "", "stage as published; any = all"),
        field("commodity", Kind::Key, "", "mineral or element"),
        field("stage", Kind::Reference("stages"), "", "stage"),
        optional("material", Kind::Reference("materials"), "", "material of the package; blank = several"),
        field("counted_as", Kind::Text, "", "what a tonne means"),
        NOTE,
        SOURCE,
    ],
};

/// `exchange_rates.csv`.
pub(super) const EXCHANGE_RATES: TableSchema = TableSchema {
    name: "exchange_rates",
    key: &["currency", "rate_year"],
    quantity: Some("usd"),
    description: "Yearly means, only to compare unit values of imported trade with bands in USD/kg.",
    fields: &[
        field("currency", Kind::Key, "", "ISO 4217 code"),
        field("rate_year", Kind::Year, "", "year"),
        field("usd", Kind::Number { min: 1e-6, max: 1e6 }, "USD per unit", "US dollars for one unit of the currency"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

/// `trade_flows.csv`.
pub(super) const TRADE_FLOWS: TableSchema = TableSchema {
    name: "trade_flows",
    key: &["from_country", "to_country", "code", "band", "counted", "year"],
    quantity: Some("t_content"),
    description: "Trade by country, as an import of other people's files writes it; beside the balanced links, not part of them.",
    fields: &[
        field("from_country", Kind::Reference("countries"), "", "exporter"),
        field("to_country", Kind::Reference("countries"), "", "importer"),
        field("code", Kind::Key, "", "customs code as published"),
        field("band", Kind::Key, "", "row of `trade_codes` that told the goods"),
        field("commodity", Kind::Key, "", "mineral"),
        field("stage", Kind::Reference("stages"), "", "stage at which the goods are made"),
        optional("material", Kind::Reference("materials"), "", "material; blank = a mixture"),
        field("counted", Kind::Choice(COUNTED), "", "who counted it: never add an import to the same flow's export"),
        field("months", Kind::Count, "", "months of the year that the figure covers"),
        field("t_gross", POSITIVE, "t", "mass as declared"),
        field("t_content", POSITIVE, "t", "mass of `content_of`, by the content of the code"),
        field("content_of", Kind::Text, "", "what the content is counted as"),
        field("value", POSITIVE, "currency", "value"),
        field("currency", Kind::Key, "", "ISO 4217 code"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

/// `production_totals.csv`.
pub(super) const PRODUCTION_TOTALS: TableSchema = TableSchema {
    name: "production_totals",
    key: &["country", "commodity", "stage", "material", "measure", "year"],
    quantity: Some("value"),
    description: "Production, capacity, reserves and shares by country, as an import of other people's files writes them.",
    fields: &[
        field("country", Kind::Reference("countries"), "", "country"),
        field("commodity", Kind::Key, "", "mineral or element"),
        field("stage", Kind::Reference("stages"), "", "stage"),
        optional("material", Kind::Reference("materials"), "", "material; blank = several"),
        field("measure", Kind::Choice(MEASURES), "", "what is counted"),
        field("value", POSITIVE, "as `unit`", "value"),
        field("unit", Kind::Choice(&["t", "share"]), "", "t, or share of the total of all countries"),
        field("counted_as", Kind::Text, "", "what a tonne means"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};
