//! What each method is, in words: a result without rows.

use super::Method;
use coercivity_report::criticality_view::CriticalityView;

impl Method {
    /// The word used on the command line and in results.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Method::Geopolrisk => "geopolrisk",
            Method::Ec => "ec",
            Method::Crma => "crma",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Method::Geopolrisk => "GeoPolRisk: geopolitical supply risk",
            Method::Ec => "Supply risk and economic importance after the European Commission",
            Method::Crma => "Benchmarks after Article 5 of Regulation (EU) 2024/1252",
        }
    }

    const fn formula(self) -> &'static [&'static str] {
        match self {
            Method::Geopolrisk => &[
                "HHI = sum of squared shares of producing countries",
                "import risk = imports weighted by the instability of the exporter / (imports + domestic production)",
                "score = HHI x import risk",
                "factor = score x price / 0.409412948 [kg copper/kg]",
            ],
            Method::Ec => &[
                "H = sum over countries of share^2 x instability (0 to 10) x trade parameter",
                "SR = (H of the world x IR/2 + H of EU sourcing x (1 - IR/2)) x (1 - EoL-RIR) x SI",
                "EI = sum over uses of share x value added / largest value added x 10 x SI",
            ],
            Method::Crma => &[
                "capacity share = capacity in the Union at a stage / its use at the last stage followed",
                "dependence = purchases from the largest third country / purchases, at a stage",
            ],
        }
    }

    const fn citation(self) -> &'static str {
        match self {
            Method::Geopolrisk => {
                "Gemechu et al. (2016), Journal of Industrial Ecology 20(1); Helbig et al. (2016); Santillán-Saldivar et \
                 al. (2022); as geopolrisk-py 2.0.1 computes it"
            }
            Method::Ec => {
                "Blengini et al. (2017), Methodology for establishing the EU list of critical raw materials; European \
                 Commission (2023), Study on the critical raw materials for the EU"
            }
            Method::Crma => "Regulation (EU) 2024/1252, Article 5 and Annexes I and II",
        }
    }

    /// The method without results; `data` is `package` or `files`.
    pub(super) fn empty(self, data: &str) -> CriticalityView {
        CriticalityView {
            method: self.word().to_owned(),
            title: self.title().to_owned(),
            formula: self.formula().iter().map(|line| (*line).to_owned()).collect(),
            citation: self.citation().to_owned(),
            data: data.to_owned(),
            read: Vec::new(),
            cells: Vec::new(),
            ec: Vec::new(),
            crma: Vec::new(),
            stages: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
        }
    }
}
