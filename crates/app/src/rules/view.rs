//! From verdicts to what is shown of them.

use super::{RulesRequest, headline};
use coercivity_chain::{Chain, CountryId, Rule};
use coercivity_report::rules_view::{
    CountryShareView, CountsView, FormRowView, FormView, RuleEvidenceView, RulesView, StockColumnView, StockView,
    VerdictView,
};
use coercivity_trace::origin::EvidenceShares;
use coercivity_trace::rules::{Answers, Cell, Form, Inputs, Outcome, StockRow, Verdict};

/// The whole answer.
pub(super) fn rules(request: &RulesRequest, inputs: &Inputs<'_>, answers: &Answers) -> RulesView {
    let chain = inputs.chain;
    let pairs: Vec<(&Rule, Outcome)> = answers.verdicts.iter().map(|v| (&chain.rules[v.rule], v.outcome)).collect();
    // Whoever names a rule wants to hear that it does not apply; an exception is an answer too.
    let shown = |verdict: &&Verdict| {
        verdict.outcome != Outcome::NotApplicable
            || verdict.exception.is_some()
            || request.all
            || !request.rules.is_empty()
    };
    RulesView {
        as_of: inputs.day.to_string(),
        as_of_is_today: request.on.is_none(),
        study: inputs.study.key.clone(),
        study_title: inputs.study.title.clone(),
        branch: inputs.branch.map(str::to_owned),
        headline: headline(inputs.day, &pairs),
        counts: counts(&answers.verdicts),
        verdicts: answers.verdicts.iter().filter(shown).map(|v| verdict(chain, v)).collect(),
        forms: answers.forms.iter().map(|f| form(chain, f)).collect(),
        stocks: answers.stocks.iter().map(|s| stock(chain, s)).collect(),
    }
}

fn counts(verdicts: &[Verdict]) -> CountsView {
    let of = |outcome: Outcome| {
        let count = verdicts.iter().filter(|verdict| verdict.outcome == outcome).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    CountsView {
        fail: of(Outcome::Fail),
        unknown: of(Outcome::Unknown),
        pass: of(Outcome::Pass),
        not_in_force: of(Outcome::NotInForce),
        not_applicable: of(Outcome::NotApplicable),
    }
}

fn verdict(chain: &Chain, verdict: &Verdict) -> VerdictView {
    let rule = &chain.rules[verdict.rule];
    let source = &chain.sources[rule.source.index()];
    VerdictView {
        rule: rule.key.clone(),
        subject: verdict.subject.clone(),
        verdict: verdict.outcome.word().to_owned(),
        measured: verdict.measured,
        threshold: verdict.threshold,
        unit: verdict.unit.clone(),
        path: verdict.path.clone(),
        evidence: evidence(&verdict.evidence),
        citation: rule.citation.clone(),
        otherwise: verdict.otherwise.map(|outcome| outcome.word().to_owned()),
        title: rule.title.clone(),
        text: rule.text.clone(),
        source: source.key.clone(),
        url: source.url.clone(),
        basis: rule.basis.word().to_owned(),
        who: rule.who.word().to_owned(),
        level: rule.level.word().to_owned(),
        region: code(chain, rule.region),
        status: verdict.standing.words.clone(),
        status_from: verdict.standing.from.map(|date| date.to_string()),
        status_until: verdict.standing.until.map(|date| date.to_string()),
        due: rule.due.map(|date| date.to_string()),
        exception: verdict.exception.clone(),
        missing: verdict.missing.clone(),
        why: verdict.note.clone(),
        remark: rule.note.clone(),
    }
}

fn code(chain: &Chain, country: CountryId) -> String {
    chain.countries[country.index()].iso3.clone()
}

fn evidence(shares: &EvidenceShares) -> RuleEvidenceView {
    RuleEvidenceView {
        declared: shares.declared,
        public: shares.public,
        assumed: shares.assumed,
        unknown: shares.unknown,
    }
}

fn form(chain: &Chain, form: &Form) -> FormView {
    FormView {
        rule: chain.rules[form.rule].key.clone(),
        line: form.line.clone(),
        parent: form.parent.clone(),
        item: form.item.clone(),
        supplier: form.supplier.clone(),
        material: chain.materials[form.material.index()].title.clone(),
        kg_per_unit: 1000.0 * form.tonnes_per_unit,
        rows: form.cells.iter().map(|c| cell(chain, c)).collect(),
    }
}

fn cell(chain: &Chain, cell: &Cell) -> FormRowView {
    let share =
        |(country, share): &(CountryId, f64)| CountryShareView { country: code(chain, *country), share: *share };
    FormRowView {
        row: cell.row.clone(),
        title: cell.title.clone(),
        countries: cell.countries.iter().map(share).collect(),
        unknown: cell.unknown,
        evidence: evidence(&cell.evidence),
        complete: cell.complete,
    }
}

fn stock(chain: &Chain, row: &StockRow) -> StockView {
    let column =
        |(fact, value): &(String, Option<String>)| StockColumnView { fact: fact.clone(), value: value.clone() };
    StockView {
        rule: chain.rules[row.rule].key.clone(),
        region: code(chain, row.region),
        material: row.material.clone(),
        title: row.title.clone(),
        stock_t: row.stock_t,
        share_of_consumption: row.share_of_consumption,
        columns: row.columns.iter().map(column).collect(),
        consumption_t: row.consumption_t,
        net_imports_t: row.net_imports_t,
        net_imports_year: row.net_imports_year,
        cover_days: row.cover_days,
    }
}
