//! For tests of every crate: temporary notebooks opened through the production path, with a clock that
//! stands still.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::customer::CustomerDraft;
use crate::field::{ChoiceDraft, FieldDraft, FieldKind};
use crate::ids::CustomerId;
use crate::moment::{MomentDraft, MomentKey};
use crate::money::Amount;
use crate::notebook::{Notebook, Settings};
use crate::time::Clock;

/// The day it is in tests unless they say otherwise: 22 November 2026.
#[must_use]
pub fn today() -> NaiveDate {
    day("2026-11-22")
}

/// A day from its ISO form.
#[must_use]
pub fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

/// A real file or reference too large to come with the code (`data/…`, `reference/…`): in the folder that `FIDELE_SHARED` names, else
/// in `shared` beside the project. `None`, with a word in the output, where it is not there.
#[must_use]
#[allow(
    clippy::print_stdout,
    reason = "whoever reads the results has to see what was not tested"
)]
pub fn shared(name: &str) -> Option<PathBuf> {
    #[allow(
        clippy::disallowed_methods,
        reason = "a test may be told where its data is"
    )]
    let told = std::env::var("FIDELE_SHARED").ok().map(PathBuf::from);
    let beside = |up: &str| {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(up)
            .join("shared")
    };
    let found = told
        .into_iter()
        .chain([beside("../../.."), beside("../../../..")])
        .map(|folder| folder.join(name))
        .find(|path| path.exists());
    if found.is_none() {
        println!("skipped: {name} is not here");
    }
    found
}

/// A new field with the words of its choice, where it is one.
#[must_use]
pub fn field(name: &str, kind: FieldKind, words: &[&str]) -> FieldDraft {
    FieldDraft {
        name: name.to_owned(),
        kind,
        choices: words
            .iter()
            .map(|word| ChoiceDraft {
                was: None,
                word: (*word).to_owned(),
            })
            .collect(),
    }
}

/// A notebook in a folder of its own that goes away with it.
#[derive(Debug)]
pub struct TestNotebook {
    /// The notebook.
    pub notebook: Notebook,
    /// Its folder.
    pub folder: TempDir,
}

impl std::ops::Deref for TestNotebook {
    type Target = Notebook;
    fn deref(&self) -> &Notebook {
        &self.notebook
    }
}

/// A new, empty notebook on the test day.
pub async fn notebook() -> TestNotebook {
    let folder = TempDir::new().expect("a temporary folder");
    let settings = Settings {
        name: "Boulangerie Martin".to_owned(),
        ..Settings::default()
    };
    let path = folder.path().join("martin.fidele");
    let notebook = Notebook::create(&path, &settings, Clock::Fixed(today()))
        .await
        .expect("created");
    TestNotebook { notebook, folder }
}

impl TestNotebook {
    /// Close the notebook and open it again as of another day.
    pub async fn on(self, iso: &str) -> Self {
        let path = self.notebook.path().to_owned();
        self.notebook.close().await;
        let notebook = Notebook::open(&path, Clock::Fixed(day(iso)))
            .await
            .expect("opened");
        Self {
            notebook,
            folder: self.folder,
        }
    }

    /// A customer with nothing but a name.
    pub async fn known(&self, name: &str) -> CustomerId {
        self.create_customer(CustomerDraft {
            name: name.to_owned(),
            ..CustomerDraft::default()
        })
        .await
        .expect("customer created")
    }

    /// A purchase of so many cents.
    pub async fn bought(&self, customer: CustomerId, iso: &str, cents: i64) -> MomentKey {
        let draft = MomentDraft::Purchase {
            day: day(iso),
            minute: None,
            amount: Amount(cents),
            note: None,
            served_by: None,
        };
        self.note_moment(customer, draft)
            .await
            .expect("purchase noted")
    }
}
