//! Verdicts, disclosure forms and stock tables as CSV files.

use super::write::Sheet;
use crate::rules_view::RulesView;

/// Verdicts, forms and stocks as pairs of file name and content; a table without rows is left out.
#[must_use]
pub fn rules_files(view: &RulesView) -> Vec<(String, String)> {
    let mut files = vec![("rules.csv".to_owned(), verdicts(view))];
    if !view.forms.is_empty() {
        files.push(("disclosure.csv".to_owned(), forms(view)));
    }
    if !view.stocks.is_empty() {
        files.push(("stocks.csv".to_owned(), stocks(view)));
    }
    files
}

fn verdicts(view: &RulesView) -> String {
    let mut sheet = Sheet::new(
        "as_of,rule,subject,verdict,otherwise,measured,threshold,unit,path,declared,public,assumed,unknown,citation,title,\
         who,level,region,status,status_from,status_until,due,exception,missing,why,basis,source,url",
    );
    for v in &view.verdicts {
        sheet.row(|row| {
            row.text(&view.as_of).text(&v.rule).text(&v.subject).text(&v.verdict);
            row.text(v.otherwise.as_deref().unwrap_or_default()).maybe(v.measured).maybe(v.threshold).text(&v.unit);
            row.text(&v.path).number(v.evidence.declared).number(v.evidence.public).number(v.evidence.assumed);
            row.number(v.evidence.unknown).text(&v.citation).text(&v.title).text(&v.who).text(&v.level).text(&v.region);
            row.text(&v.status).text(v.status_from.as_deref().unwrap_or_default());
            row.text(v.status_until.as_deref().unwrap_or_default()).text(v.due.as_deref().unwrap_or_default());
            row.text(v.exception.as_deref().unwrap_or_default()).text(&v.missing.join("; ")).text(&v.why);
            row.text(&v.basis).text(&v.source).text(&v.url);
        });
    }
    sheet.finish()
}

fn forms(view: &RulesView) -> String {
    let mut sheet = Sheet::new(
        "rule,line,parent,item,supplier,material,kg_per_unit,row,done,countries,share_unknown,\
         declared,public,assumed,unknown,complete",
    );
    for form in &view.forms {
        for r in &form.rows {
            let countries: Vec<String> = r.countries.iter().map(|c| format!("{}:{}", c.country, c.share)).collect();
            sheet.row(|row| {
                row.text(&form.rule).text(&form.line).text(&form.parent).text(&form.item).text(&form.supplier);
                row.text(&form.material).number(form.kg_per_unit).text(&r.row).text(&r.title);
                row.text(&countries.join(" ")).number(r.unknown).number(r.evidence.declared).number(r.evidence.public);
                row.number(r.evidence.assumed).number(r.evidence.unknown).text(&r.complete.to_string());
            });
        }
    }
    sheet.finish()
}

fn stocks(view: &RulesView) -> String {
    let mut sheet = Sheet::new(
        "rule,region,material,title,stock_t,share_of_annual_consumption,chemical_form,purity,trend_5_years,rules,\
         consumption_t,net_imports_t,net_imports_year,days_of_average_net_imports",
    );
    for stock in &view.stocks {
        let said = |fact: &str| {
            let column = stock.columns.iter().find(|column| column.fact == fact);
            column.and_then(|column| column.value.as_deref()).unwrap_or_default()
        };
        sheet.row(|row| {
            row.text(&stock.rule).text(&stock.region).text(&stock.material).text(&stock.title);
            row.maybe(stock.stock_t).maybe(stock.share_of_consumption);
            for fact in ["stock_form", "stock_purity", "stock_trend_5y", "stock_rules"] {
                row.text(said(fact));
            }
            row.maybe(stock.consumption_t).maybe(stock.net_imports_t).number(f64::from(stock.net_imports_year));
            row.maybe(stock.cover_days);
        });
    }
    sheet.finish()
}
