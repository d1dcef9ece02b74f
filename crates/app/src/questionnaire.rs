//! `questionnaire`: forms to suppliers, and their answers into a study.

use crate::error::AppError;
use crate::{load, output};
use coercivity_data::package::Files;
use coercivity_data::questionnaire::{
    self, Answers, COLUMNS, DECLARATIONS_FILE, FIRST_ANSWER, Form, RECYCLED_FILE, REQUESTS_FILE, Request,
};
use coercivity_data::{LoadedStudy, package, study_file};
use coercivity_report::questionnaire_view::{ChangeView, FormView, QuestionnaireView, RequestView};
use coercivity_report::xlsx::{Sheet, workbook};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// How the names of suppliers begin that nobody has named yet.
const ASSUMED_SUPPLIER: &str = "assumed supplier";

/// Writes a form for each supplier of a study, and notes in the study that it was asked.
///
/// # Errors
/// When the study has defects, or the folder exists or cannot be written.
pub fn send(study: &str, folder: &Path, with_xlsx: bool, on: Date, force: bool) -> Result<QuestionnaireView, AppError> {
    let (loaded, files) = load::study(Some(study))?;
    let forms = questionnaire::forms(&loaded, &files)?;
    let mut out: Vec<(String, Vec<u8>)> = Vec::new();
    let mut views = Vec::new();
    for form in &forms {
        let mut names = vec![format!("{}.csv", form.stem)];
        out.push((names[0].clone(), form_csv(form).into_bytes()));
        if with_xlsx {
            names.push(format!("{}.xlsx", form.stem));
            out.push((names[1].clone(), form_xlsx(form, &loaded)?));
        }
        views.push(FormView {
            supplier: form.supplier.clone(),
            files: names,
            items: form.items.clone(),
            rows: form.rows.len(),
            assumed: form.supplier.starts_with(ASSUMED_SUPPLIER),
        });
    }
    let mut requests = questionnaire::requests(&files)?;
    log_sent(&mut requests, &forms, on);
    output::write_folder(folder, &out, force)?;
    let mut notes = Vec::new();
    if views.iter().any(|form| form.assumed) {
        notes.push(format!(
            "Suppliers called `{ASSUMED_SUPPLIER}, ...` stand for ones that bom.csv does not name; write their names there."
        ));
    }
    let place = Path::new(study);
    if place.is_dir() {
        let log = vec![(REQUESTS_FILE.to_owned(), questionnaire::requests_csv(&requests))];
        output::write_folder(place, &log, true)?;
    } else {
        notes.push(
            "A worked study is part of the program, so no log was kept; `coercivity init` makes it yours.".to_owned(),
        );
    }
    Ok(QuestionnaireView {
        study: loaded.study.key.clone(),
        folder: folder.display().to_string(),
        forms: views,
        requests: requests.into_iter().map(request_view).collect(),
        notes,
        ..QuestionnaireView::default()
    })
}

/// Reads answers into a study: blank cells change nothing, changed ones are listed.
///
/// # Errors
/// Every problem of every file at once; the study is then as it was.
pub fn receive(study: &str, paths: &[PathBuf], on: Date) -> Result<QuestionnaireView, AppError> {
    let place = Path::new(study);
    if !place.is_dir() {
        return Err(AppError::Contradiction {
            what: format!("answers cannot be written into `{study}`"),
            hint: "name the folder of your own study".to_owned(),
        });
    }
    let (loaded, files) = load::study(Some(study))?;
    let forms = questionnaire::forms(&loaded, &files)?;
    let mut read = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).map_err(AppError::io(path))?;
        read.push((path.display().to_string(), bytes));
    }
    let answers = questionnaire::merge(&loaded, &files, &forms, &read)?;
    let mut requests = questionnaire::requests(&files)?;
    log_answers(&mut requests, &answers, on);
    let written = written(&files, &answers, &requests);
    let mut after = files.clone();
    after.extend(written.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
    let checked = study_file::read(&package::embedded(), &after)?;
    output::write_folder(place, &written, true)?;
    Ok(QuestionnaireView {
        study: loaded.study.key.clone(),
        read: read.into_iter().map(|(name, _)| name).collect(),
        changes: answers.changes.into_iter().map(change_view).collect(),
        requests: requests.into_iter().map(request_view).collect(),
        notes: checked.notes,
        ..QuestionnaireView::default()
    })
}

/// Files that the answers change; a file that is not there yet is written only when it has rows.
fn written(files: &Files, answers: &Answers, requests: &[Request]) -> Vec<(String, String)> {
    let mut written = vec![(REQUESTS_FILE.to_owned(), questionnaire::requests_csv(requests))];
    let recycled = answers.changes.iter().any(|change| change.stage == "recycled");
    let declared = answers.changes.iter().any(|change| change.stage != "recycled");
    for (name, text, changed) in
        [(DECLARATIONS_FILE, &answers.declarations, declared), (RECYCLED_FILE, &answers.recycled, recycled)]
    {
        let same = files.get(name).is_some_and(|bytes| bytes.as_slice() == text.as_bytes());
        if changed && !same {
            written.push((name.to_owned(), text.clone()));
        }
    }
    written
}

fn form_csv(form: &Form) -> String {
    let header = COLUMNS.map(str::to_owned).to_vec();
    // The mark tells spreadsheets that the file is UTF-8.
    let rows = std::iter::once(header).chain(form.rows.iter().map(questionnaire::FormRow::cells));
    format!("\u{feff}{}", questionnaire::records(rows))
}

fn form_xlsx(form: &Form, loaded: &LoadedStudy) -> Result<Vec<u8>, AppError> {
    let notes = [
        "Where is each stage of the product done? Fill in the shaded columns; a blank cell changes nothing that you said before.",
        "Country: name or ISO 3166 code of where the stage is done, not of where it was shipped from; `unknown` if you do not know.",
        "Share (%): of the element's mass in the product. Need more rows for a stage? Copy one and number it on in column Row.",
        "Product numbers are ours. Stages with `s.857` give the four rows of the US disclosure for permanent magnets.",
    ];
    let form = Sheet {
        name: "Questionnaire".to_owned(),
        notes: notes.map(str::to_owned).to_vec(),
        header: COLUMNS.map(str::to_owned).to_vec(),
        rows: form.rows.iter().map(questionnaire::FormRow::cells).collect(),
        numbers: vec![6, 8],
        first_answer: Some(FIRST_ANSWER),
    };
    let chain = &loaded.package.chain;
    let codes = Sheet {
        name: "Countries".to_owned(),
        header: vec!["Code".to_owned(), "Name".to_owned()],
        rows: chain.countries.iter().map(|country| vec![country.iso3.clone(), country.name.clone()]).collect(),
        ..Sheet::default()
    };
    Ok(workbook(&[form, codes])?)
}

fn log_sent(requests: &mut Vec<Request>, forms: &[Form], on: Date) {
    for form in forms {
        for item in &form.items {
            let file = format!("{}.csv", form.stem);
            match requests.iter_mut().find(|r| r.supplier == form.supplier && r.item == *item) {
                // The first day counts; a request that was answered stays so.
                Some(known) => {
                    if known.sent.is_empty() {
                        known.sent = on.to_string();
                    }
                }
                None => requests.push(Request {
                    supplier: form.supplier.clone(),
                    item: item.clone(),
                    sent: on.to_string(),
                    answered: String::new(),
                    state: "open".to_owned(),
                    reason: String::new(),
                    file,
                }),
            }
        }
    }
}

/// Notes what was answered or refused. A form that came back as it went out answers nothing new.
fn log_answers(requests: &mut Vec<Request>, answers: &Answers, on: Date) {
    let changed = |supplier: &str, item: &str| answers.changes.iter().any(|c| c.supplier == supplier && c.item == item);
    let mut note = |supplier: &str, item: &str, state: &str, reason: &str, file: &str| {
        let place = requests.iter().position(|r| r.supplier == supplier && r.item == item).unwrap_or_else(|| {
            let (supplier, item) = (supplier.to_owned(), item.to_owned());
            let blank = String::new;
            requests.push(Request {
                supplier,
                item,
                sent: blank(),
                answered: blank(),
                state: blank(),
                reason: blank(),
                file: blank(),
            });
            requests.len() - 1
        });
        let request = &mut requests[place];
        request.answered = on.to_string();
        state.clone_into(&mut request.state);
        reason.clone_into(&mut request.reason);
        let name = Path::new(file.split(" [").next().unwrap_or(file)).file_name();
        request.file = name.map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned());
    };
    for ((supplier, item), file) in answers.answered.iter().filter(|((s, i), _)| changed(s, i)) {
        note(supplier, item, "answered", "", file);
    }
    for ((supplier, item), (reason, file)) in &answers.refused {
        if !changed(supplier, item) {
            note(supplier, item, "refused", reason, file);
        }
    }
}

fn change_view(change: questionnaire::Change) -> ChangeView {
    ChangeView {
        supplier: change.supplier,
        item: change.item,
        element: change.element,
        stage: change.stage,
        field: change.field,
        old: change.old,
        new: change.new,
    }
}

fn request_view(request: Request) -> RequestView {
    RequestView {
        supplier: request.supplier,
        item: request.item,
        sent: request.sent,
        answered: request.answered,
        state: request.state,
        reason: request.reason,
        file: request.file,
    }
}
