//! Bringing a file in.

mod report;
mod watch;

pub use report::why;

use std::path::{Path, PathBuf};

use fidele_core::Notebook;
use fidele_core::error::Error;
use fidele_core::ids::ImportId;
use fidele_core::import::day::DayOrder;
use fidele_core::import::mapping::{Anonymous, Mapping, Question};
use fidele_core::import::preview::{Choices, Preview};
use fidele_core::import::report::Counts;
use fidele_core::import::understand::Reject;
use fidele_core::import::who::{Decision, Undecided};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::answer::Answer;
use crate::args::Import;
use crate::fault::{BAD_INPUT, Fault};

/// What `import` answers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'f> {
    file: &'f Path,
    dry_run: bool,
    /// To undo it by; null when nothing was written.
    import: Option<ImportId>,
    counts: Counts,
    /// How many customers were kept apart because only a person can tell who they are.
    undecided_customers: u32,
    /// Who they are (a dry run says).
    undecided: Vec<Undecided>,
    /// The first rows that cannot be imported (a dry run says).
    rejects: Vec<Reject>,
    /// Where all of them were written.
    rejects_file: Option<PathBuf>,
    mapping: Mapping,
    /// What should be looked at.
    questions: Vec<Question>,
}

/// `import`.
pub async fn import(book: &Notebook, how: &Import) -> Result<Answer, Fault> {
    if let Some(file) = how.rejects.as_deref().filter(|file| file.exists()) {
        // Said before anything is written, and never replaced: it may hold corrections.
        return Err(Error::Exists(file.to_owned()).into());
    }
    let (control, watch) = watch::start();
    let preview = look(book, how).await?;
    let mapping = mapping(how, preview.mapping)?;
    let decisions: Vec<Decision> = how
        .decide
        .as_deref()
        .map(read)
        .transpose()?
        .unwrap_or_default();
    let done = async {
        if how.dry_run {
            let dry = book
                .dry_run_import(&how.file, &mapping, &decisions, &control)
                .await?;
            let undecided = u32::try_from(dry.undecided.len()).unwrap_or(u32::MAX);
            Ok((None, dry.counts, undecided, dry.undecided, dry.rejects))
        } else {
            let done = book
                .import(&how.file, &mapping, &decisions, &control)
                .await?;
            Ok((
                done.import,
                done.counts,
                done.undecided,
                Vec::new(),
                Vec::new(),
            ))
        }
    }
    .await;
    watch.end();
    let (import, counts, undecided_customers, undecided, first_rejects) =
        done.map_err(|error| explained(error, &preview.questions))?;
    let rejects_file = match &how.rejects {
        Some(to) if counts.rejects() > 0 => {
            book.save_rejects(&how.file, &mapping, to, "reason", |reject| {
                report::why(reject.reason).to_owned()
            })
            .await?;
            Some(to.clone())
        }
        _ => None,
    };
    let told = Told {
        file: &how.file,
        dry_run: how.dry_run,
        import,
        counts,
        undecided_customers,
        undecided,
        rejects: first_rejects,
        rejects_file,
        questions: left(preview.questions, &mapping),
        mapping,
    };
    Answer::new(&told, report::text(&told))
}

async fn look(book: &Notebook, how: &Import) -> Result<Preview, Fault> {
    let choices = Choices {
        encoding: how.encoding,
        sheet: how.sheet.clone(),
        ..Choices::default()
    };
    Ok(book.preview_import(&how.file, &choices).await?)
}

/// The mapping: the one given or the one guessed, with what the command line says over it.
fn mapping(how: &Import, guessed: Mapping) -> Result<Mapping, Fault> {
    let mut mapping: Mapping = match &how.map {
        Some(file) => {
            let mut given: Mapping = read(file)?;
            if how.sheet.is_some() || how.encoding.is_some() {
                given.source = guessed.source;
            }
            given
        }
        None => guessed,
    };
    if let Some(order) = how.date_order {
        for column in &mut mapping.columns {
            if column.days == DayOrder::Ambiguous
                || how.map.is_some() && column.days != DayOrder::Serial
            {
                column.days = order;
            }
        }
    }
    if how.skip_anonymous {
        mapping.anonymous = Anonymous::Skip;
    } else if how.keep_anonymous {
        mapping.anonymous = Anonymous::Keep;
    }
    Ok(mapping)
}

/// A JSON file given on the command line.
fn read<T: DeserializeOwned>(file: &Path) -> Result<T, Fault> {
    let bytes = std::fs::read(file).map_err(|error| Error::io(file, error))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let name = file.display().to_string();
        let message = format!(
            "{name}, line {}, column {}: {error}",
            error.line(),
            error.column()
        );
        let place = json!({ "file": name, "line": error.line(), "column": error.column() });
        Fault::new("badJson", BAD_INPUT, place, message)
    })
}

/// A question the import stops at comes without examples; the preview has them.
fn explained(mut error: Error, asked: &[Question]) -> Error {
    use fidele_core::import::ImportError;
    if let Error::Import(ImportError::Unanswered { question, .. }) = &mut error
        && let Question::DayOrder { column, .. } = question
        && let Some(same) = asked.iter().find(
            |asked| matches!(asked, Question::DayOrder { column: other, .. } if other == column),
        )
    {
        *question = same.clone();
    }
    error
}

/// The questions that have not been answered by the command line.
fn left(questions: Vec<Question>, mapping: &Mapping) -> Vec<Question> {
    let open = |column: u32| {
        usize::try_from(column)
            .ok()
            .and_then(|at| mapping.columns.get(at))
            .is_some_and(|column| column.days == DayOrder::Ambiguous)
    };
    questions
        .into_iter()
        .filter(|question| match question {
            Question::DayOrder { column, .. } => open(*column),
            _ => true,
        })
        .collect()
}
