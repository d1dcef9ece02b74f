//! BACI.

use crate::common::{accounted, flow, goods, lays_over, sound};
use coercivity_data::import::Publisher;

#[test]
fn rows_are_worked_by_hand() {
    let text = "t,i,j,k,v,q\n2024,156,842,284690,100,50\n2024,156,842,284690,1000,10\n2024,156,699,284690,30,\n\
                2024,490,392,280530,60.5,1\n2024,104,156,284690,3000,100\n2024,156,392,010121,5,1\n2024,999,392,284610,50,1\n";
    let imported = sound(Publisher::Baci, text);
    accounted(&imported);
    // 2 USD/kg and 100 USD/kg under one code: two kinds of goods.
    let found: Vec<(String, f64)> = imported
        .flows
        .iter()
        .filter(|flow| flow.to == "USA")
        .map(|flow| (imported.goods[flow.goods].words(), flow.tally.t))
        .collect();
    assert_eq!(found, [("la-oxide".to_owned(), 50.0), ("ndpr-oxide".to_owned(), 10.0)]);
    // Without mass there is no unit value: the mixture.
    assert_eq!(goods(&imported, "CHN", "IND"), "rare-earths, separation, not told apart");
    assert_eq!(goods(&imported, "TWN", "JPN"), "ndpr-metal");
    // 30 USD/kg from Myanmar is clay concentrate, not oxide of NdPr.
    assert_eq!(goods(&imported, "MMR", "CHN"), "concentrate-ionic-clay");
    assert!((flow(&imported, "MMR", "CHN").tally.value - 3e6).abs() < 1e-6, "thousand dollars");
    assert_eq!(imported.unmapped_codes[0].name, "010121");
    assert_eq!(imported.unknown_countries[0].name, "999");
    assert!((imported.unknown.value - 50_000.0).abs() < 1e-9);
    lays_over(&imported);
}
