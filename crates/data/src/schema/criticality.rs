//! Tables of `criticality`: stability, commodities, and the study of the European Commission.

use super::{BASIS, HIGH, Kind, LOW, NOTE, POSITIVE, SHARE, SOURCE, TableSchema, YEAR, field, optional};

pub(super) const STABILITY: TableSchema = TableSchema {
    name: "stability",
    key: &["country", "year"],
    quantity: Some("instability"),
    description: "Political stability by country and year, for GeoPolRisk and the method of the European Commission.",
    fields: &[
        field("country", Kind::Reference("countries"), "", "country"),
        field("instability", SHARE, "share", "estimate scaled per year from 0 (most stable) to 1"),
        field(
            "estimate",
            Kind::Number { min: -5.0, max: 5.0 },
            "points",
            "estimate as published, higher is more stable",
        ),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

pub(super) const COMMODITIES: TableSchema = TableSchema {
    name: "commodities",
    key: &["commodity"],
    quantity: None,
    description: "What `criticality` scores: materials of the chain taken together, and their names elsewhere.",
    fields: &[
        field("commodity", Kind::Key, "", "key"),
        field("title", Kind::Text, "", "in words"),
        field("elements", Kind::Text, "", "elements whose mass is counted, separated by `;`"),
        field("crma", Kind::Choice(&["strategic", "critical", "none"]), "", "list of Regulation (EU) 2024/1252"),
        optional("ec_materials", Kind::Text, "", "names in `ec_supply`, separated by `;`"),
        NOTE,
        SOURCE,
        YEAR,
    ],
};

pub(super) const COMMODITY_MATERIALS: TableSchema = TableSchema {
    name: "commodity_materials",
    key: &["commodity", "material"],
    quantity: None,
    description: "Materials of a commodity; those of one stage are summed.",
    fields: &[
        field("commodity", Kind::Reference("commodities"), "", "commodity"),
        field("material", Kind::Reference("materials"), "", "material"),
        NOTE,
    ],
};

pub(super) const EC_SUPPLY: TableSchema = TableSchema {
    name: "ec_supply",
    key: &["material", "stage", "scope", "country"],
    quantity: Some("share"),
    description: "Shares of supply in the criticality assessment of the European Commission.",
    fields: &[
        field("material", Kind::Text, "", "material or group, as the study names it"),
        field("stage", Kind::Choice(&["extraction", "processing"]), "", "stage"),
        field("scope", Kind::Choice(&["global", "eu"]), "", "supply of the world, or sourcing of the Union"),
        field("country", Kind::Reference("countries"), "", "supplying country"),
        field("share", SHARE, "share", "share of supply"),
        field(
            "trade_factor",
            Kind::Number { min: 0.0, max: 3.0 },
            "factor",
            "trade parameter t: below 1 inside the Union, above 1 under restrictions",
        ),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

pub(super) const EC_USES: TableSchema = TableSchema {
    name: "ec_uses",
    key: &["material", "application", "sector"],
    quantity: Some("share"),
    description: "End uses in the criticality assessment of the European Commission.",
    fields: &[
        field("material", Kind::Text, "", "material, as the study names it"),
        field("application", Kind::Text, "", "application"),
        optional("sector", Kind::Text, "", "two-digit NACE sector"),
        field("share", SHARE, "share", "share of end use in the Union"),
        optional("value_added_meur", POSITIVE, "MEUR", "value added of the sector in the Union"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

pub(super) const EC_SCORES: TableSchema = TableSchema {
    name: "ec_scores",
    key: &["material", "year"],
    quantity: Some("supply_risk"),
    description: "Published scores of the European Commission.",
    fields: &[
        field("material", Kind::Text, "", "material or group, as the study names it"),
        field("supply_risk", Kind::Number { min: 0.0, max: 20.0 }, "points", "supply risk"),
        field("economic_importance", Kind::Number { min: 0.0, max: 20.0 }, "points", "economic importance"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};

pub(super) const EC_PARAMETERS: TableSchema = TableSchema {
    name: "ec_parameters",
    key: &["material"],
    quantity: Some("eol_rir"),
    description: "What the method of the European Commission needs and its open data do not hold.",
    fields: &[
        field("material", Kind::Text, "", "material, as the study names it"),
        field("eol_rir", SHARE, "share", "end-of-life recycling input rate"),
        NOTE,
        SOURCE,
        YEAR,
        BASIS,
        LOW,
        HIGH,
    ],
};
