//! Tables with rows -> [`Chain`] with dense ids.

mod market;

use crate::problem::{Problem, Problems};
use crate::table::{Row, Table};
use coercivity_chain::{
    Basis, Bloc, Chain, Country, CountryId, Days, Demand, EndUse, EndUseClass, EndUseId, Evidence, FactKind, FactValue,
    Fate, Flow, Form, Link, Loss, MassFraction, Material, MaterialId, Process, ProcessId, Route, Site, SiteId, Source,
    SourceId, Stage, StageId, Tonnes, TonnesPerYear,
};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use std::collections::HashMap;

/// One pair of exporter and end user per this many tonnes a year, where a link does not say: twelve lots of 4.5 t.
const TONNES_PER_PAIR: f64 = 54.0;

/// Ids by key of every table with a one-column key.
struct Ids<'a>(HashMap<(&'static str, &'a str), u32>);

impl<'a> Ids<'a> {
    fn new(tables: &'a [Table]) -> Self {
        let mut ids = HashMap::new();
        for table in tables {
            if let [column] = table.schema.key {
                for (n, row) in (0u32..).zip(&table.rows) {
                    ids.insert((table.schema.name, table.text(row, column)), n);
                }
            }
        }
        Ids(ids)
    }

    /// References were checked, so a miss can only be a blank cell: the first row then.
    fn of(&self, table: &'static str, key: &str) -> u32 {
        self.0.get(&(table, key)).copied().unwrap_or(0)
    }
}

struct Context<'a> {
    tables: &'a [Table],
    ids: Ids<'a>,
}

impl<'a> Context<'a> {
    fn table(&self, name: &str) -> Option<&'a Table> {
        self.tables.iter().find(|table| table.schema.name == name)
    }

    /// Makes one value per row of a table.
    fn each<T>(&self, name: &str, mut make: impl FnMut(&Cells<'_, 'a>) -> T) -> Vec<T> {
        self.table(name).map_or_else(Vec::new, |table| {
            table.rows.iter().map(|row| make(&Cells { context: self, table, row })).collect()
        })
    }
}

/// One row with its columns by name.
struct Cells<'c, 'a> {
    context: &'c Context<'a>,
    table: &'a Table,
    row: &'a Row,
}

impl Cells<'_, '_> {
    fn text(&self, column: &str) -> String {
        self.table.text(self.row, column).to_owned()
    }

    fn optional_text(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    fn number(&self, column: &str) -> f64 {
        self.table.number(self.row, column).unwrap_or(0.0)
    }

    fn optional(&self, column: &str) -> Option<f64> {
        self.table.number(self.row, column)
    }

    fn flag(&self, column: &str) -> bool {
        self.table.text(self.row, column) == "true"
    }

    fn year(&self) -> Option<u16> {
        self.optional("year").map(|year| year as u16)
    }

    fn id(&self, table: &'static str, column: &str) -> u32 {
        self.context.ids.of(table, self.table.text(self.row, column))
    }

    fn id_or_any(&self, table: &'static str, column: &str) -> Option<u32> {
        let key = self.table.text(self.row, column);
        (key != "*").then(|| self.context.ids.of(table, key))
    }

    /// A word of a closed list; the schema has checked it.
    fn word<T: serde::de::DeserializeOwned>(&self, column: &str, otherwise: T) -> T {
        let text = self.table.text(self.row, column);
        let words: StrDeserializer<'_, WordError> = text.into_deserializer();
        T::deserialize(words).unwrap_or(otherwise)
    }

    fn evidence(&self) -> Evidence {
        Evidence {
            source: SourceId(self.id("sources", "source")),
            year: self.year(),
            basis: self.word("basis", Basis::Assumed),
            low: self.optional("low"),
            high: self.optional("high"),
        }
    }
}

/// Builds the chain; what does not fit together is a problem.
pub(crate) fn chain(tables: &[Table], base_year: u16, problems: &mut Problems) -> Chain {
    let context = Context { tables, ids: Ids::new(tables) };
    let mut chain = Chain {
        base_year,
        sources: context.each("sources", |c| Source {
            key: c.text("source"),
            title: c.text("title"),
            publisher: c.text("publisher"),
            year: c.year(),
            licence: c.text("licence"),
            url: c.text("url"),
        }),
        countries: context.each("countries", |c| Country {
            iso3: c.text("iso3"),
            alpha2: c.text("alpha2"),
            name: c.text("name"),
            eu_member: c.flag("eu_member"),
            bloc: match c.text("bloc").as_str() {
                "us" => Bloc::UnitedStates,
                "china" => Bloc::China,
                "eu" => Bloc::EuropeanUnion,
                _ => Bloc::Other,
            },
        }),
        stages: context.each("stages", |c| Stage {
            key: c.text("stage"),
            position: c.number("position") as u32,
            title: c.text("title"),
        }),
        end_uses: context.each("end_uses", |c| EndUse {
            key: c.text("end_use"),
            title: c.text("title"),
            class: c.word("class", EndUseClass::Civil),
            patience: Days(c.number("patience_days")),
        }),
        materials: materials(&context),
        processes: processes(&context),
        ..Chain::default()
    };
    chain.sites = sites(&context, &chain, problems);
    chain.links = links(&context, &chain, problems);
    chain.demand = context.each("demand", |c| Demand {
        key: c.text("demand"),
        site: SiteId(c.id("sites", "site")),
        material: MaterialId(c.id("materials", "material")),
        country: CountryId(c.id("countries", "country")),
        end_use: EndUseId(c.id("end_uses", "end_use")),
        flow: TonnesPerYear(c.number("t_per_year")),
        evidence: c.evidence(),
    });
    market::add(&context, &mut chain);
    chain.fact_kinds = context.each("fact_kinds", |c| FactKind {
        key: c.text("fact"),
        value: c.word("value", FactValue::Text),
        unit: c.text("unit"),
        subjects: c.text("subjects").split(';').map(|word| word.trim().to_owned()).collect(),
        meaning: c.text("meaning"),
    });
    chain
}

fn materials(context: &Context<'_>) -> Vec<Material> {
    let mut materials = context.each("materials", |c| Material {
        key: c.text("material"),
        title: c.text("title"),
        stage: StageId(c.id("stages", "stage")),
        form: c.word("form", Form::Auxiliary),
        mass_basis: c.text("mass_basis"),
        hs: c.optional_text("hs"),
        customs_hs: c.optional_text("customs_hs"),
        ceiling: Days(c.number("ceiling_days")),
        unconstrained: c.flag("unconstrained"),
        composition: Vec::new(),
    });
    let rows = context
        .each("composition", |c| (c.id("materials", "material"), c.text("element").parse(), c.number("mass_fraction")));
    for (material, element, fraction) in rows {
        if let Ok(element) = element {
            materials[material as usize].composition.push((element, MassFraction(fraction)));
        }
    }
    materials
}

fn processes(context: &Context<'_>) -> Vec<Process> {
    let mut processes = context.each("processes", |c| Process {
        key: c.text("process"),
        title: c.text("title"),
        stage: StageId(c.id("stages", "stage")),
        driving: c.text("driving").split(';').map(|key| MaterialId(context.ids.of("materials", key.trim()))).collect(),
        inputs: Vec::new(),
        outputs: Vec::new(),
        losses: Vec::new(),
    });
    let flows = context.each("process_flows", |c| {
        let flow = Flow {
            material: MaterialId(c.id("materials", "material")),
            per_activity: Tonnes(c.number("t_per_activity")),
            critical: c.flag("critical"),
            evidence: c.evidence(),
        };
        (c.id("processes", "process") as usize, c.text("direction") == "input", flow)
    });
    for (process, is_input, flow) in flows {
        let process = &mut processes[process];
        if is_input { process.inputs.push(flow) } else { process.outputs.push(flow) }
    }
    let losses = context.each("process_losses", |c| {
        (
            c.id("processes", "process") as usize,
            c.text("element").parse(),
            Tonnes(c.number("t_per_activity")),
            c.word("fate", Fate::Dust),
        )
    });
    for (process, element, per_activity, fate) in losses {
        if let Ok(element) = element {
            processes[process].losses.push(Loss { element, per_activity, fate });
        }
    }
    processes
}

/// A row of the covers table: what it applies to, and how long.
struct Cover {
    process: Option<u32>,
    country: Option<u32>,
    material: Option<u32>,
    days: Days,
    evidence: Evidence,
}

impl Cover {
    /// How specific the row is, if it applies at all.
    fn rank(&self, process: u32, country: u32, material: u32) -> Option<u32> {
        let part = |want: Option<u32>, is: u32, weight: u32| match want {
            None => Some(0),
            Some(want) if want == is => Some(weight),
            Some(_) => None,
        };
        Some(part(self.process, process, 4)? + part(self.country, country, 2)? + part(self.material, material, 1)?)
    }
}

fn sites(context: &Context<'_>, chain: &Chain, problems: &mut Problems) -> Vec<Site> {
    let covers = context.each("covers", |c| Cover {
        process: c.id_or_any("processes", "process"),
        country: c.id_or_any("countries", "country"),
        material: c.id_or_any("materials", "material"),
        days: Days(c.number("cover_days")),
        evidence: c.evidence(),
    });
    context.each("sites", |c| {
        let process = c.id("processes", "process");
        let country = c.id("countries", "country");
        let mut in_cover = Vec::new();
        for input in &chain.processes[process as usize].inputs {
            let best = covers
                .iter()
                .filter_map(|cover| cover.rank(process, country, input.material.0).map(|rank| (rank, cover)))
                .max_by_key(|(rank, _)| *rank);
            if let Some((_, cover)) = best {
                in_cover.push((cover.days, cover.evidence));
            } else {
                let material = &chain.materials[input.material.index()].key;
                problems.push(
                    Problem::new(
                        "E009",
                        &c.row.file,
                        format!("no cover applies to {material} at this site"),
                        "add a row to tables/covers.csv, `*,*,*` for the rest",
                    )
                    .row(c.row.line)
                    .cell("site", &c.text("site")),
                );
                in_cover.push((Days(0.0), c.evidence()));
            }
        }
        Site {
            key: c.text("site"),
            title: c.text("title"),
            process: ProcessId(process),
            country: CountryId(country),
            activity: TonnesPerYear(c.number("activity_t_per_year")),
            capacity: TonnesPerYear(c.number("capacity_t_per_year")),
            out_cover: Days(c.number("out_cover_days")),
            in_cover,
            position: c.optional("latitude").zip(c.optional("longitude")),
            evidence: c.evidence(),
        }
    })
}

fn links(context: &Context<'_>, chain: &Chain, problems: &mut Problems) -> Vec<Link> {
    let routes = context.each("routes", |c| Route {
        from: c.id_or_any("countries", "from_country").map(CountryId),
        to: c.id_or_any("countries", "to_country").map(CountryId),
        transit: Days(c.number("transit_days")),
        evidence: c.evidence(),
    });
    context.each("links", |c| {
        let supplier = SiteId(c.id("sites", "supplier"));
        let buyer = SiteId(c.id("sites", "buyer"));
        let (from, to) = (chain.sites[supplier.index()].country, chain.sites[buyer.index()].country);
        let (transit, transit_range) = match c.optional("transit_days") {
            Some(days) => (Days(days), (Days(days), Days(days))),
            None => route(&routes, from, to).unwrap_or_else(|| {
                problems.push(
                    Problem::new(
                        "E009",
                        &c.row.file,
                        "no route applies to this link",
                        "add a row to tables/routes.csv, `*,*` for the rest",
                    )
                    .row(c.row.line)
                    .cell("buyer", &c.text("buyer")),
                );
                (Days(0.0), (Days(0.0), Days(0.0)))
            }),
        };
        let flow = c.number("t_per_year");
        let pairs = c.optional("pairs").unwrap_or_else(|| (flow / TONNES_PER_PAIR).round()).max(1.0) as u32;
        Link {
            supplier,
            buyer,
            material: MaterialId(c.id("materials", "material")),
            flow: TonnesPerYear(flow),
            transit,
            transit_range,
            pairs,
            evidence: c.evidence(),
        }
    })
}

/// The most specific route between two countries: its time and range.
fn route(routes: &[Route], from: CountryId, to: CountryId) -> Option<(Days, (Days, Days))> {
    let part = |want: Option<CountryId>, is: CountryId| match want {
        None => Some(0),
        Some(want) if want == is => Some(1),
        Some(_) => None,
    };
    routes
        .iter()
        .filter_map(|route| Some((2 * part(route.from, from)? + part(route.to, to)?, route)))
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, route)| {
            let low = route.evidence.low.map_or(route.transit, Days);
            let high = route.evidence.high.map_or(route.transit, Days);
            (route.transit, (low, high))
        })
}
