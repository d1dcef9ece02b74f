//! What other programs call the columns of a bill of materials.

/// What a column of a bill of materials means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    /// Level of an indented list.
    Level,
    /// Item that is made.
    Parent,
    /// Item that goes in.
    Item,
    /// Item in words.
    Description,
    /// Quantity per one of the parent.
    Quantity,
    /// Unit of the quantity.
    Unit,
    /// Supplier.
    Supplier,
    /// Country where the item is made.
    Country,
    /// Share of the item that comes from the supplier.
    Share,
    /// Mass of one unit of the item.
    Mass,
    /// Unit of that mass.
    MassUnit,
    /// Material of the item, a key of the data package or in words.
    Material,
    /// Grade of a magnet.
    Grade,
    /// Stock held, in days.
    Cover,
    /// Delivery time, in days.
    Lead,
}

/// A meaning, its key in a mapping file, and headers that have it, the most telling first.
pub(crate) struct Synonyms {
    pub(crate) meaning: Meaning,
    pub(crate) key: &'static str,
    /// Lower case, letters and digits only, umlauts as two letters.
    pub(crate) headers: &'static [&'static str],
}

const fn of(meaning: Meaning, key: &'static str, headers: &'static [&'static str]) -> Synonyms {
    Synonyms { meaning, key, headers }
}

/// Every meaning once.
pub(crate) const SYNONYMS: &[Synonyms] = &[
    of(Meaning::Level, "level", &[
        "level", "bomlevel", "stufe", "stfe", "explosionlevel", "lvl", "ebene", "indent", "indentlevel", "hierarchylevel",
        "strukturstufe", "outlinelevel", "outline", "gliederung", "stl", "levelnumber", "tiefe", "depth",
    ]),
    of(Meaning::Parent, "parent", &[
        "parent", "parentitem", "parentpart", "parentpartnumber", "parentnumber", "parentmaterial", "parentcomponent",
        "parentid", "assembly", "assemblynumber", "parentassembly", "header", "headermaterial", "matnr", "usedin",
        "baugruppe", "kopfmaterial", "elternteil", "uebergeordnetesteil", "oberteil", "father", "vater", "product",
        "parentsku", "parentcode", "parentno",
    ]),
    of(Meaning::Item, "item", &[
        "component", "componentnumber", "idnrk", "materialnumber", "partnumber", "partno", "part", "item", "itemnumber",
        "itemno", "itemcode", "itemid", "child", "childitem", "childpart", "childpartnumber", "componentid",
        "componentmaterial", "materialno", "materialnummer", "materialnr", "sachnummer", "sachnr", "teilenummer",
        "teilenr", "teil", "artikelnummer", "artikelnr", "artikel", "komponente", "komponentennummer", "sku", "mpn",
        "productnumber", "pn", "articlenumber", "article", "partid", "childnumber", "objektnummer", "komponentennr",
    ]),
    of(Meaning::Description, "description", &[
        "description", "objectdescription", "objektkurztext", "componentdescription", "materialdescription", "maktx",
        "ojtxp", "itemdescription", "partdescription", "partname", "itemname", "componentname", "productname", "name",
        "bezeichnung", "benennung", "beschreibung", "kurztext", "materialkurztext", "langtext", "title", "text",
        "artikelbezeichnung", "designation", "desc",
    ]),
    of(Meaning::Quantity, "quantity", &[
        "quantity", "componentquantity", "compqty", "compqtycun", "menge", "mnglg", "qty", "qtyper", "quantityper",
        "quantityperunit", "quantityperparent", "qtyperparent", "komponentenmenge", "kompmenge", "compquantity",
        "anzahl", "amount", "stueckzahl", "usage", "qpa", "quantityperassembly", "einsatzmenge", "bedarfsmenge",
    ]),
    of(Meaning::Unit, "unit", &[
        "unit", "componentunit", "meins", "mmein", "uom", "componentunitofmeasure", "unitofmeasure", "baseunit",
        "baseunitofmeasure", "quantityunit", "qtyunit", "units", "einheit", "mengeneinheit", "me", "komponenteneinheit",
        "basismengeneinheit", "bme", "um", "kme", "measureunit",
    ]),
    of(Meaning::Supplier, "supplier", &[
        "supplier", "suppliername", "vendor", "vendorname", "lieferant", "lieferantenname", "lifnr", "namelieferant",
        "manufacturer", "manufacturername", "hersteller", "herstellername", "mfr", "mfg", "source", "bezugsquelle",
    ]),
    of(Meaning::Country, "country", &[
        "countryoforigin", "countryofmanufacture", "countryofproduction", "origin", "origincountry", "coo", "herkl",
        "madein", "ursprungsland", "herstellungsland", "herkunftsland", "herkunft", "ursprung", "productioncountry",
        "manufacturingcountry", "country", "land", "suppliercountry", "lieferantenland", "land1",
    ]),
    of(Meaning::Share, "share", &[
        "share", "sourcingshare", "supplyshare", "suppliershare", "quota", "allocation", "quotenanteil", "anteil",
        "lieferanteil", "quote", "split", "percent", "percentage", "prozent", "shareofsupply",
    ]),
    of(Meaning::Mass, "mass", &[
        "netweight", "weight", "unitweight", "weightperpiece", "weightperunit", "pieceweight", "ntgew", "nettogewicht",
        "gewicht", "stueckgewicht", "einzelgewicht", "mass", "unitmass", "masse", "einzelmasse", "partweight",
        "componentweight", "grossweight", "brgew", "bruttogewicht",
    ]),
    of(Meaning::MassUnit, "mass_unit", &[
        "weightunit", "gewei", "gewichtseinheit", "massunit", "unitofweight", "weightuom", "masseeinheit",
    ]),
    of(Meaning::Material, "material", &[
        "chainmaterial", "material", "werkstoff", "rawmaterial", "rohstoff", "materialtype", "substance",
        "werkstoffbezeichnung", "materialname",
    ]),
    of(Meaning::Grade, "grade", &["grade", "magnetgrade", "guete", "magnetguete", "sorte", "quality", "qualitaet"]),
    of(Meaning::Cover, "cover_days", &[
        "coverdays", "cover", "stockdays", "daysofcover", "daysofstock", "inventorydays", "daysofsupply", "reichweite",
        "bestandsreichweite", "safetystockdays", "reichweitetage",
    ]),
    of(Meaning::Lead, "lead_days", &[
        "leaddays", "leadtime", "leadtimedays", "deliverytime", "planneddeliverytime", "plifz", "lieferzeit",
        "planlieferzeit", "transitdays", "wiederbeschaffungszeit", "wbz",
    ]),
];

/// The key of a meaning in a mapping file.
pub(crate) fn key_of(meaning: Meaning) -> &'static str {
    SYNONYMS.iter().find(|each| each.meaning == meaning).map_or("", |each| each.key)
}

/// Letters and digits of a header in lower case, umlauts as two letters.
pub(crate) fn compact(text: &str) -> String {
    folded(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Lower case, umlauts and accents as plain letters.
pub(crate) fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => plain.push_str("ae"),
            'ö' | 'ø' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'á' | 'à' | 'â' | 'ã' | 'å' => plain.push('a'),
            'í' | 'ì' | 'î' | 'ï' => plain.push('i'),
            'ó' | 'ò' | 'ô' | 'õ' => plain.push('o'),
            'ú' | 'ù' | 'û' => plain.push('u'),
            'ç' => plain.push('c'),
            'ñ' => plain.push('n'),
            '₂' => plain.push('2'),
            // Superscripts of square and cubic metres.
            '²' => plain.push('2'),
            '³' => plain.push('3'),
            c => plain.push(c),
        }
    }
    plain
}
