//! Findings with their evidence, as the report shows them.

use super::question::Question;
use coercivity_chain::{
    Basis, Branch, Chain, Control, Element, Form, Item, LicenceTerms, Licensing, Measure, Parameter, SourceId,
    Statement, Status,
};
use coercivity_control::query::goods::is_practice;
use coercivity_control::query::standing::standing;
use coercivity_control::query::{Answer, Content, Finding, Shipment, Verdict, rule_on};
use coercivity_report::controls_view::*;
use jiff::civil::Date;

/// The shipment asked about.
pub(super) fn shipment(chain: &Chain, question: &Question, words: String) -> ShipmentView {
    let shipment = &question.shipment;
    let goods = &shipment.goods;
    let code = |id: coercivity_chain::CountryId| chain.countries[id.index()].iso3.clone();
    let content = match &goods.content {
        Content::Of(content) => content.as_slice(),
        _ => &[],
    };
    ShipmentView {
        words,
        material: goods.material.map(|id| chain.materials[id.index()].key.clone()),
        element: question.element.map(|element| element.symbol().to_owned()),
        form: goods.form.map(|form| form.word().to_owned()),
        content: content
            .iter()
            .map(|(element, fraction)| ContentView { element: element.symbol().to_owned(), fraction: fraction.value() })
            .collect(),
        hs: goods.hs.clone(),
        customs_hs: goods.customs_hs.clone(),
        from: shipment.from.map(code),
        to: shipment.to.map(code),
        end_use: question.end_use.clone(),
        class: shipment.class.map_or("", |class| class.word()).to_owned(),
        class_assumed: question.end_use.is_none(),
        value_share: shipment.value_share,
        technology: shipment.technology,
        re_export: shipment.re_export,
        owner_share: shipment.owner_share,
        listed: shipment.listed,
    }
}

/// Words for one control, noting each source that is used.
struct Writer<'a> {
    chain: &'a Chain,
    control: &'a Control,
    day: Date,
    used: Vec<SourceId>,
}

/// What one control means.
pub(super) fn answer(chain: &Chain, shipment: &Shipment, day: Date, answer: &Answer) -> AnswerView {
    let (control, finding) = (&answer.control, &answer.finding);
    let mut writer = Writer { chain, control, day, used: Vec::new() };
    let standing = &finding.standing;
    let period = standing.period.map(|at| &control.status[at]);
    if let Some(source) = period.and_then(|period| period.source) {
        writer.key(source);
    }
    // Of a control that has nothing to do with the shipment the reason is enough.
    let concerns =
        finding.verdict != Verdict::DoesNotApply || finding.exempt.is_some() || !finding.touch.items.is_empty();
    let asks = matches!(finding.verdict, Verdict::LicenceNeeded | Verdict::Refused);
    let licensing = control.licensing();
    AnswerView {
        control: control.key.clone(),
        title: control.title.clone(),
        issuer: control.issuer.clone(),
        country: chain.countries[control.country.index()].iso3.clone(),
        kind: control.kind().word().to_owned(),
        citation: control.citation.clone(),
        framework: control.framework.clone(),
        status: standing.status.map_or("not yet announced", Status::word).to_owned(),
        status_from: standing.from.map(iso),
        status_until: standing.until.map(iso),
        status_next: standing.next.map(|status| status.word().to_owned()),
        status_note: period.map_or_else(String::new, |period| period.note.clone()),
        announced: iso(control.announced),
        effective: iso(control.effective),
        verdict: finding.verdict.word().to_owned(),
        applies: finding.verdict.stops_goods(),
        on_its_way: finding.on_its_way,
        exempt: finding.exempt.is_some(),
        why: finding.why.clone(),
        conditions: finding.conditions.clone(),
        beyond_border: finding.limb.and_then(|limb| writer.limb(limb)),
        needs: licensing.filter(|_| asks).map(|licensing| writer.needs(&licensing.terms)),
        days_to_licence: licensing.and_then(|licensing| writer.days(licensing, finding)),
        granted: licensing.zip(finding.granted).map(|(licensing, row)| writer.figure(&licensing.outcomes[row].approve)),
        quota: writer.quota(finding),
        inspection: writer.inspection(finding),
        composition: writer.threshold(finding),
        end_use: if concerns { writer.end_use(shipment) } else { Vec::new() },
        items: finding.touch.items.iter().map(|item| writer.item(&control.scope.items[*item])).collect(),
        practices: if concerns { writer.statements(&control.procedure.practices) } else { Vec::new() },
        branches: if concerns { writer.branches(&chain.controls[answer.base.index()]) } else { Vec::new() },
        sources: writer.sources(),
    }
}

fn iso(date: Date) -> String {
    date.to_string()
}

impl Writer<'_> {
    /// Key of a source, which is noted.
    fn key(&mut self, source: SourceId) -> String {
        if !self.used.contains(&source) {
            self.used.push(source);
        }
        self.chain.sources[source.index()].key.clone()
    }

    fn sources(&self) -> Vec<SourceView> {
        let make = |id: &SourceId| {
            let source = &self.chain.sources[id.index()];
            SourceView { id: source.key.clone(), title: source.title.clone(), url: source.url.clone() }
        };
        self.used.iter().map(make).collect()
    }

    fn figure(&mut self, parameter: &Parameter) -> FigureView {
        FigureView {
            value: parameter.value,
            low: parameter.low(),
            high: parameter.high(),
            unit: parameter.unit.clone(),
            basis: parameter.evidence.basis.word().to_owned(),
            source: self.key(parameter.evidence.source),
            note: parameter.note.clone(),
        }
    }

    fn statement(&mut self, said: &Statement, licence_type: Option<&String>) -> StatementView {
        StatementView {
            text: said.text.clone(),
            licence_type: licence_type.cloned(),
            from: said.from.map(iso),
            basis: said.basis.word().to_owned(),
            source: self.key(said.source),
        }
    }

    /// Statements that were true by the day.
    fn statements(&mut self, said: &[Statement]) -> Vec<StatementView> {
        let day = self.day;
        let known = said.iter().filter(|said| said.from.is_none_or(|from| from <= day));
        known.map(|said| self.statement(said, None)).collect()
    }

    fn needs(&mut self, terms: &LicenceTerms) -> NeedsView {
        let day = self.day;
        let procedure = &self.control.procedure;
        let known = |from: Option<Date>| from.is_none_or(|from| from <= day);
        let types: Vec<_> = procedure.licence_types.iter().filter(|kind| known(kind.from)).collect();
        let wanted = |kind: &Option<String>| kind.as_ref().is_none_or(|kind| types.iter().any(|t| t.key == *kind));
        let papers = procedure.papers.iter().filter(|paper| known(paper.said.from) && wanted(&paper.licence_type));
        let general = terms.general_from.is_some_and(|from| from <= day);
        NeedsView {
            path: procedure.path.clone(),
            licence_types: types
                .iter()
                .map(|kind| LicenceTypeView {
                    id: kind.key.clone(),
                    text: kind.text.clone(),
                    validity_months: kind.validity_months,
                    source: self.key(kind.source),
                })
                .collect(),
            papers: papers.map(|paper| self.statement(&paper.said, paper.licence_type.as_ref())).collect(),
            validity: self.figure(&terms.validity),
            general_licences: general.then(|| self.figure(&terms.general_share)),
        }
    }

    fn days(&mut self, licensing: &Licensing, finding: &Finding) -> Option<DaysView> {
        let wait = finding.wait?;
        let phase = &licensing.phases[wait.phase];
        // By the convention of the package a phase that rests on the law alone is called so.
        let statute = phase.key.starts_with("statute");
        Some(DaysView {
            p10: wait.p10,
            p50: wait.p50,
            p90: wait.p90,
            basis: if statute { "statute" } else { "practice" }.to_owned(),
            phase: phase.key.clone(),
            review: self.figure(&phase.review_median),
            customs: self.figure(&licensing.terms.customs),
        })
    }

    fn quota(&mut self, finding: &Finding) -> Option<QuotaView> {
        let Measure::Quota(quota) = &self.control.measure else { return None };
        let period = &quota.periods[finding.quota?];
        Some(QuotaView {
            from: iso(period.from),
            until: iso(period.until),
            element: quota.element.map(|element| element.symbol().to_owned()),
            quantity: self.figure(&period.quantity),
        })
    }

    fn inspection(&mut self, finding: &Finding) -> Option<InspectionView> {
        let inspection = self.control.inspection.as_ref()?;
        let step = &inspection.steps[finding.inspection?];
        Some(InspectionView { share: self.figure(&step.share), hold: self.figure(&inspection.hold) })
    }

    /// Nothing to compare without a threshold, or without an entry that goes by element.
    fn threshold(&mut self, finding: &Finding) -> Option<ThresholdView> {
        let scope = &self.control.scope;
        let touch = &finding.touch;
        let by_element = touch.items.iter().any(|item| !scope.items[*item].elements.is_empty());
        (scope.threshold.value > 0.0 && by_element && touch.fraction.is_some()).then(|| ThresholdView {
            fraction: touch.fraction,
            threshold: self.figure(&scope.threshold),
            by_law: if is_practice(scope) { scope.threshold.low() } else { scope.threshold.value },
            free_by_practice: touch.standing == coercivity_control::query::goods::Standing::ByPractice,
        })
    }

    fn end_use(&mut self, shipment: &Shipment) -> Vec<EndUseView> {
        let rules = &self.control.procedure.end_uses;
        let day = self.day;
        let of_class = |class| rule_on(self.control, class, day).into_iter().collect();
        let shown: Vec<usize> = shipment.class.map_or_else(|| (0..rules.len()).collect(), of_class);
        shown
            .into_iter()
            .map(|rule| EndUseView {
                class: rules[rule].class.word().to_owned(),
                rule: rules[rule].treatment.word().to_owned(),
                text: rules[rule].text.clone(),
                source: self.key(rules[rule].source),
            })
            .collect()
    }

    fn item(&mut self, item: &Item) -> ItemView {
        ItemView {
            what: item.what.clone(),
            code: item.code.clone(),
            hs: item.hs.clone(),
            elements: item.elements.iter().map(|element: &Element| element.symbol().to_owned()).collect(),
            forms: item.forms.iter().map(|form: &Form| form.word().to_owned()).collect(),
            basis: Basis::word(item.basis).to_owned(),
            source: self.key(item.source),
            note: item.note.clone(),
        }
    }

    fn limb(&mut self, number: usize) -> Option<LimbView> {
        let rule = self.control.extraterritorial.as_ref()?;
        let limb = rule.limbs.get(number)?;
        Some(LimbView {
            limb: limb.key.clone(),
            text: limb.text.clone(),
            from: iso(limb.from),
            source: self.key(limb.source),
            exempt: rule.exempt.iter().map(|said| said.text.clone()).collect(),
        })
    }

    /// Branches of the control as published.
    fn branches(&mut self, base: &Control) -> Vec<BranchView> {
        base.branches.iter().map(|branch| self.branch(base, branch)).collect()
    }

    fn branch(&mut self, base: &Control, branch: &Branch) -> BranchView {
        let under = standing(&base.under(branch), self.day);
        BranchView {
            branch: branch.key.clone(),
            title: branch.title.clone(),
            note: branch.note.clone(),
            from: branch.status.first().map(|period| iso(period.from)),
            status_on_day: under.status.map(|status| status.word().to_owned()),
            statuses: branch
                .status
                .iter()
                .map(|period| StatusView {
                    from: iso(period.from),
                    status: period.status.word().to_owned(),
                    note: period.note.clone(),
                })
                .collect(),
            source: branch.source.map(|source| self.key(source)),
        }
    }
}
