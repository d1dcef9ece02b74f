//! A mineral in twelve rows: gallium from two countries for chips in a third. The figures are invented.

use coercivity_data::package::Files;
use coercivity_data::schema;

const ROWS: [(&str, &[&str]); 8] = [
    (
        "materials",
        &[
            "gallium-metal,Gallium,metal,metal,metal,,,60,false,",
            "component-other-gallium,Chips,component,component,gallium contained,,,60,false,",
        ],
    ),
    (
        "composition",
        &[
            "gallium-metal,Ga,1,,own-assumption,2024,assumed,,",
            "component-other-gallium,Ga,1,,own-assumption,2024,assumed,,",
        ],
    ),
    (
        "processes",
        &[
            "metal-gallium,Gallium from alumina plants,metal,gallium-metal,",
            "component-other-gallium,Chips,component,component-other-gallium,",
        ],
    ),
    (
        "process_flows",
        &[
            "metal-gallium,gallium-metal,output,1,true,,own-assumption,2024,assumed,,",
            "component-other-gallium,gallium-metal,input,1.25,true,,own-assumption,2024,assumed,,",
            "component-other-gallium,component-other-gallium,output,1,true,,own-assumption,2024,assumed,,",
        ],
    ),
    ("process_losses", &["component-other-gallium,Ga,0.25,machining,,own-assumption,2024,assumed,,"]),
    (
        "sites",
        &[
            "metal-gallium-CHN,In China,metal-gallium,CHN,600,900,30,,,,own-assumption,2024,assumed,,",
            "metal-gallium-JPN,In Japan,metal-gallium,JPN,25,40,30,,,,own-assumption,2024,assumed,,",
            "component-other-gallium-DEU,Chips,component-other-gallium,DEU,500,700,14,,,,own-assumption,2024,assumed,,",
        ],
    ),
    (
        "links",
        &[
            "metal-gallium-CHN,component-other-gallium-DEU,gallium-metal,600,,,,own-assumption,2024,assumed,,",
            "metal-gallium-JPN,component-other-gallium-DEU,gallium-metal,25,,,,own-assumption,2024,assumed,,",
        ],
    ),
    (
        "demand",
        &[
            "gallium-DEU,component-other-gallium-DEU,component-other-gallium,DEU,other,500,,own-assumption,2024,assumed,,",
        ],
    ),
];

/// Its tables, to be laid over the default package.
pub(crate) fn tables() -> Files {
    let table = |(name, rows): (&str, &[&str])| {
        let fields = schema::table(name).map_or(&[][..], |schema| schema.fields);
        let header: Vec<&str> = fields.iter().map(|field| field.name).collect();
        (format!("tables/{name}.csv"), format!("{}\n{}\n", header.join(","), rows.join("\n")).into_bytes())
    };
    ROWS.into_iter().map(table).collect()
}
