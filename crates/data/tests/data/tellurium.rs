//! A mineral in a folder of eight small files: tellurium from two countries for solar cells in a third. The figures
//! are invented.

use coercivity_data::package::Files;
use coercivity_data::schema;

const ROWS: [(&str, &[&str]); 8] = [
    (
        "materials",
        &[
            "tellurium-metal,Tellurium,refining,metal,metal,,,60,false,",
            "tellurium-in-use,Solar cells,component,component,tellurium contained,,,60,false,",
        ],
    ),
    (
        "composition",
        &[
            "tellurium-metal,Te,1,,own-assumption,2024,assumed,,",
            "tellurium-in-use,Te,1,,own-assumption,2024,assumed,,",
        ],
    ),
    (
        "processes",
        &[
            "refine-tellurium,Tellurium from copper plants,refining,tellurium-metal,",
            "use-tellurium,Solar cells,component,tellurium-in-use,",
        ],
    ),
    (
        "process_flows",
        &[
            "refine-tellurium,tellurium-metal,output,1,true,,own-assumption,2024,assumed,,",
            "use-tellurium,tellurium-metal,input,1.25,true,,own-assumption,2024,assumed,,",
            "use-tellurium,tellurium-in-use,output,1,true,,own-assumption,2024,assumed,,",
        ],
    ),
    ("process_losses", &["use-tellurium,Te,0.25,machining,,own-assumption,2024,assumed,,"]),
    (
        "sites",
        &[
            "refine-tellurium-CHN,In China,refine-tellurium,CHN,600,900,30,,,,own-assumption,2024,assumed,,",
            "refine-tellurium-JPN,In Japan,refine-tellurium,JPN,25,40,30,,,,own-assumption,2024,assumed,,",
            "use-tellurium-other-DEU,Solar cells,use-tellurium,DEU,500,700,14,,,,own-assumption,2024,assumed,,",
        ],
    ),
    (
        "links",
        &[
            "refine-tellurium-CHN,use-tellurium-other-DEU,tellurium-metal,600,,,,own-assumption,2024,assumed,,",
            "refine-tellurium-JPN,use-tellurium-other-DEU,tellurium-metal,25,,,,own-assumption,2024,assumed,,",
        ],
    ),
    (
        "demand",
        &["tellurium-DEU,use-tellurium-other-DEU,tellurium-in-use,DEU,other,500,,own-assumption,2024,assumed,,"],
    ),
];

/// Its folder, to be laid over the default package.
pub(crate) fn folder() -> Files {
    let table = |(name, rows): (&str, &[&str])| {
        let fields = schema::table(name).map_or(&[][..], |schema| schema.fields);
        let header: Vec<&str> = fields.iter().map(|field| field.name).collect();
        (format!("minerals/tellurium/{name}.csv"), format!("{}\n{}\n", header.join(","), rows.join("\n")).into_bytes())
    };
    ROWS.into_iter().map(table).collect()
}
