//! What each command does. Commands that need a notebook are given one, open; each gives an [`Answer`].

mod batch;
mod cohorts;
mod complaint;
mod contacts;
mod customers;
mod export;
mod figures;
mod fit;
mod history;
mod import;
mod journey;
mod note;
mod notebook;
mod own;
mod promise;
mod record;
mod score;
mod settings;
mod trust;
mod who;

use std::path::Path;

use fidele_core::Notebook;
use fidele_core::time::Clock;
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Cli, Command, Global};
use crate::fault::{BAD_INPUT, Fault, USAGE};

pub use import::why;

/// Run the command line. Returns the exit code.
///
/// # Errors
/// Whatever the command cannot do, and standard output that cannot be written to.
pub async fn run(cli: Cli) -> Result<u8, Fault> {
    let Cli { global, command } = cli;
    let clock = global.today.map_or(Clock::System, Clock::Fixed);
    if let Command::New(new) = &command {
        spelled(&new.file)?;
        let answer = notebook::new(new, clock).await?;
        answer.give(global.json)?;
        return Ok(answer.exit);
    }
    if let Command::Fit(how) = &command {
        let answer = fit::run(how)?;
        answer.give(global.json)?;
        return Ok(answer.exit);
    }
    let path = named(&global)?;
    let notebook = Notebook::open(path, clock)
        .await
        .map_err(|error| Fault::from(error).in_notebook(path))?;
    let program = std::env::current_exe()
        .map_err(|_| Fault::ours("the program does not know where it is"))?;
    let notebook = notebook.read_files_with(program);
    let done = match &command {
        Command::Batch(how) => batch::run(&notebook, how, global.json).await,
        // What is answered is safely in the notebook; closing only tidies up.
        other => match answer(other, &notebook).await {
            Ok(answer) => answer.give(global.json).map(|()| answer.exit),
            Err(fault) => Err(fault),
        },
    };
    notebook.close().await;
    done
}

fn named(global: &Global) -> Result<&Path, Fault> {
    let named = global.notebook.as_deref().ok_or_else(|| {
        Fault::new(
            "noNotebook",
            USAGE,
            json!({}),
            "which notebook? Name it with --notebook FILE, or in FIDELE_NOTEBOOK",
        )
    })?;
    spelled(named)
}

/// SQLite opens files whose name is text.
fn spelled(path: &Path) -> Result<&Path, Fault> {
    if path.to_str().is_some() {
        return Ok(path);
    }
    Err(Fault::new(
        "invalid",
        BAD_INPUT,
        json!({ "field": "notebook", "reason": "unknown" }),
        format!("{}: a notebook's name has to be UTF-8 text", path.display()),
    ))
}

/// What a command answers about an open notebook.
async fn answer(command: &Command, book: &Notebook) -> Result<Answer, Fault> {
    let answer = match command {
        Command::Info => notebook::info(book).await,
        Command::Check => notebook::check(book).await,
        Command::Import(how) => import::import(book, how).await,
        Command::Customers(which) => customers::list(book, which).await,
        Command::Export(how) => export::export(book, how).await,
        Command::Fit(how) => fit::run(how),
        Command::Add(who) => customers::add(book, who).await,
        Command::Settings(set) => settings::settings(book, set).await,
        Command::Edit(how) => record::edit(book, how).await,
        Command::Archive(whom) => record::archive(book, &whom.customer, true).await,
        Command::Unarchive(whom) => record::archive(book, &whom.customer, false).await,
        Command::Close(how) => record::close(book, &how.customer, Some(how.reason)).await,
        Command::Reopen(whom) => record::close(book, &whom.customer, None).await,
        Command::Tags => record::tags(book).await,
        Command::Fields(what) => own::fields(book, what).await,
        Command::Journey(whose) => journey::show(book, whose).await,
        Command::Score(how) => score::score(book, how).await,
        Command::Backtest(how) => score::backtest(book, how).await,
        Command::Cohorts => cohorts::cohorts(book).await,
        Command::Winback(page) => journey::winback(book, page.page).await,
        Command::Note(what) => note::note(book, what).await,
        Command::Plan(plan) => contacts::plan(book, plan).await,
        Command::Move(how) => contacts::put_off(book, how).await,
        Command::Cancel(what) => contacts::cancel(book, &what.contact).await,
        Command::Done(done) => contacts::done(book, done).await,
        Command::Contacts(which) => contacts::list(book, which).await,
        Command::Ics(which) => contacts::ics(book, which).await,
        Command::Promise(what) => promise::run(book, what).await,
        Command::Undo(which) => history::undo(book, which.seq).await,
        Command::Redo => history::redo(book).await,
        Command::Complaint(what) => complaint::complaint(book, &what.what).await,
        Command::PayPlan(how) => figures::pay_plan(book, how).await,
        Command::Departure(how) => figures::departure(book, how).await,
        Command::Referral(how) => figures::referral(book, how).await,
        Command::Rating(how) => figures::rating(book, how).await,
        Command::Trust(whose) => trust::trust(book, whose).await,
        Command::Map => trust::map(book).await,
        Command::New(_) | Command::Batch(_) => {
            return Err(Fault::usage("not within a batch"));
        }
    };
    answer.map_err(|fault| fault.in_notebook(book.path()))
}
