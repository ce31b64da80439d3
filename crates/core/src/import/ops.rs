//! What can be done with files.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::fields;
use super::mapping::Mapping;
use super::outcome::Reject;
use super::plan::{Reading, SHOWN_REJECTS, file_name, first_reading};
use super::pour::{Pour, keep_answers};
use super::preview::{Choices, Preview, SampleRow, preview, preview_rows};
use super::rejects;
use super::report::{Control, DryRun, ImportReport, PastImport, Phase};
use super::role::Role;
use super::sql;
use super::table::TableFile;
use super::understand::Context;
use super::who::{Decision, Registry};
use crate::change::Changes;
use crate::db::Write;
use crate::error::{Error, Result};
use crate::ids::ImportId;
use crate::notebook::Notebook;

impl Notebook {
    async fn context(&self) -> Result<Context> {
        let settings = self.settings();
        Ok(Context {
            country: settings.country,
            currency: settings.currency,
            fields: self.fields().await?,
        })
    }

    /// The file at `path`, to be read as this notebook reads files.
    fn table_file(&self, path: &Path) -> TableFile {
        TableFile::read_by(path, self.reader().map(Path::to_owned), &Control::default())
    }

    /// A first look at a file: every guess about it, its first rows, and what should be asked. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Import`] when it is empty, no table or cannot be read.
    pub async fn preview_import(&self, path: &Path, choices: &Choices) -> Result<Preview> {
        let rows = sqlx::query!("SELECT shape, mapping FROM import_mapping")
            .fetch_all(&self.db.reader)
            .await?;
        // A mapping an older version kept and this one cannot read is guessed anew.
        let remembered: HashMap<String, Mapping> = rows
            .into_iter()
            .filter_map(|row| Some((row.shape, serde_json::from_str(&row.mapping).ok()?)))
            .collect();
        let (file, choices, context) = (
            self.table_file(path),
            choices.clone(),
            self.context().await?,
        );
        off_thread(move || Ok(preview(&file, &choices, &context, &remembered)?)).await
    }

    /// The first rows as a changed mapping understands them.
    ///
    /// # Errors
    /// [`Error::Import`] when the file cannot be read.
    pub async fn preview_import_rows(
        &self,
        path: &Path,
        mapping: &Mapping,
    ) -> Result<Vec<SampleRow>> {
        let context = self.context().await?;
        let (file, mut mapping) = (self.table_file(path), mapping.clone());
        fields::resolve(&mut mapping, &context.fields);
        off_thread(move || Ok(preview_rows(&file, &mapping, &context)?)).await
    }

    /// What importing the file would do. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Import`] when a question is unanswered or the file cannot be read; [`Error::Cancelled`].
    pub async fn dry_run_import(
        &self,
        path: &Path,
        mapping: &Mapping,
        decisions: &[Decision],
        control: &Control,
    ) -> Result<DryRun> {
        let reading = self.reading(path, mapping, control).await?;
        let mut connection = self.db.reader.acquire().await?;
        let registry = sql::registry(
            &mut connection,
            &mapping.shape,
            decisions,
            referrers(mapping),
        )
        .await?;
        let seen_before = sql::was_imported(&mut connection, &mapping.shape).await?;
        let plan = plan(&reading, registry).await?;
        let mut rejects = plan.rejects.clone();
        let mut pour = Pour::new(self, &reading, plan, seen_before)?;
        pour.run(&mut connection, &reading).await?;
        rejects.append(&mut pour.changed);
        rejects.sort_by_key(|reject| reject.line);
        rejects.truncate(SHOWN_REJECTS);
        // Questions about people who bring nothing new are settled already.
        let mut undecided = Vec::new();
        for asked in &pour.registry().undecided {
            if pour.id(asked.at).is_none() {
                continue;
            }
            let mut question = pour.registry().question(asked, pour.told())?;
            for candidate in &mut question.candidates {
                if candidate.known && candidate.details.is_empty() {
                    candidate.details = sql::details(&mut connection, &candidate.key).await?;
                }
            }
            undecided.push(question);
        }
        Ok(DryRun {
            undecided,
            rejects,
            counts: pour.counts,
        })
    }

    /// Imports the file, all of it or nothing. Purchases that are in the notebook stay as they are; customers it knows
    /// are completed where a field is empty. The mapping is kept for files of the same shape.
    ///
    /// # Errors
    /// [`Error::Import`] when a question is unanswered or the file cannot be read; [`Error::Cancelled`];
    /// [`Error::DiskFull`]. Nothing was written then.
    pub async fn import(
        &self,
        path: &Path,
        mapping: &Mapping,
        decisions: &[Decision],
        control: &Control,
    ) -> Result<ImportReport> {
        let reading = self.reading(path, mapping, control).await?;
        let import: ImportId = self.mint();
        let name = file_name(path);
        let mut write = self.write_import(import).await?;
        let registry = sql::registry(
            write.connection(),
            &mapping.shape,
            decisions,
            referrers(mapping),
        )
        .await?;
        let seen_before = sql::was_imported(write.connection(), &mapping.shape).await?;
        let plan = plan(&reading, registry).await?;
        write.pour(plan.registry.len()).await?;
        // Who referred whom may come in any order.
        sqlx::query("PRAGMA defer_foreign_keys = ON")
            .execute(write.connection())
            .await?;
        let mut pour = Pour::new(self, &reading, plan, seen_before)?;
        pour.write_into(import, &name);
        pour.run(write.connection(), &reading).await?;
        control.check()?;
        if pour.counts.changes_nothing() {
            // Dropped, the write leaves no trace.
            return Ok(ImportReport {
                import: None,
                counts: pour.counts,
                undecided: 0,
                changes: None,
            });
        }
        let undecided = keep_answers(&mut write, &pour, import).await?;
        // Everybody of the file has been written: what follows needs the room.
        let done = std::mem::take(&mut pour.counts);
        drop(pour);
        let counts = serde_json::to_string(&done)?;
        let at = self.clock().stamp();
        sqlx::query!(
            "INSERT INTO import (id, file_name, shape, at, counts) VALUES (?, ?, ?, ?, ?)",
            import,
            name,
            mapping.shape,
            at,
            counts
        )
        .execute(write.connection())
        .await?;
        sql::remember(write.connection(), &reading.mapping).await?;
        write.about(&name).await?;
        control.tell(Phase::Standing, 0.0);
        let changes = write.commit().await?;
        // What it brought says more of the chance, and lists had better not change their order under somebody's hands a moment
        // later. The file is in the notebook whatever comes of this, which is tried again within the minute.
        let _ = self.learn().await;
        control.tell(Phase::Standing, 1.0);
        Ok(ImportReport {
            import: Some(import),
            counts: done,
            undecided,
            changes: Some(changes),
        })
    }

    /// Writes the rows of a file that are not imported to a new file `to`, in its own columns and with what `say` says
    /// of each under the heading `reason`: those that cannot be read, and those about which the notebook says something
    /// else. Returns how many.
    ///
    /// # Errors
    /// [`Error::Exists`] when both are the same file; [`Error::Import`] when it cannot be read; [`Error::ReadOnly`] or
    /// [`Error::DiskFull`] when the other cannot be written.
    pub async fn save_rejects(
        &self,
        path: &Path,
        mapping: &Mapping,
        to: &Path,
        reason: &str,
        say: impl Fn(&Reject) -> String + Send + 'static,
    ) -> Result<u32> {
        let reading = self.reading(path, mapping, &Control::default()).await?;
        let mut connection = self.db.reader.acquire().await?;
        let mut changed = Vec::new();
        if sql::was_imported(&mut connection, &mapping.shape).await? {
            let registry =
                sql::registry(&mut connection, &mapping.shape, &[], referrers(mapping)).await?;
            let plan = plan(&reading, registry).await?;
            let mut pour = Pour::new(self, &reading, plan, true)?;
            pour.run(&mut connection, &reading).await?;
            changed = pour.changed_lines;
        }
        drop(connection);
        let (to, reason) = (to.to_owned(), reason.to_owned());
        off_thread(move || {
            rejects::save(&reading.file, &reading.mapping, &to, &reason, changed, say)
        })
        .await
    }

    /// Takes a whole import back: its purchases, its customers, and what it filled in on customers there were.
    /// Customers about whom something was noted since stay.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such import, or it is undone already.
    pub async fn undo_import(&self, import: ImportId) -> Result<Changes> {
        let seq = sql::change_of(&self.db.reader, import).await?;
        self.undo(Some(seq)).await.map(|(_, changes)| changes)
    }

    /// The imports there were, the latest first; those undone are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn imports(&self) -> Result<Vec<PastImport>> {
        let rows = sqlx::query!(r#"SELECT id AS "id: ImportId", file_name, at, counts FROM import ORDER BY at DESC, id DESC"#)
            .fetch_all(&self.db.reader)
            .await?;
        rows.into_iter()
            .map(|row| {
                let counts = serde_json::from_str(&row.counts)?;
                Ok(PastImport {
                    id: row.id,
                    file_name: row.file_name,
                    at: row.at,
                    counts,
                })
            })
            .collect()
    }

    async fn reading(&self, path: &Path, mapping: &Mapping, control: &Control) -> Result<Reading> {
        let (mut mapping, mut context) = (mapping.clone(), self.context().await?);
        fields::resolve(&mut mapping, &context.fields);
        let fresh = fields::fresh(&mut mapping, &context.fields, || self.mint())?;
        context.fields.extend_from_slice(&fresh);
        Ok(Reading {
            file: TableFile::read_by(path, self.reader().map(Path::to_owned), control),
            mapping: Arc::new(mapping),
            context,
            fresh,
            control: control.clone(),
        })
    }
}

/// Whether a file says who referred whom.
fn referrers(mapping: &Mapping) -> bool {
    mapping.column(Role::Referrer).is_some()
}

async fn plan(reading: &Reading, registry: Registry) -> Result<super::plan::Plan> {
    let reading = reading.clone();
    off_thread(move || first_reading(&reading, registry)).await
}

/// Reading files blocks: it happens beside the threads that answer screens.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Damaged(error.to_string()))?
}

/// Takes an import's rows out, as part of an undo.
pub(crate) async fn take_back(write: &mut Write<'_>, import: ImportId) -> Result<()> {
    sql::take_out(write.connection(), import).await
}
