//! The one write door. A write takes the writer with `BEGIN IMMEDIATE`, opens a change in the log, and
//! on commit brings the derived tables up to date before anybody can see the new rows. Dropped
//! without a commit, it leaves no trace.

use std::collections::BTreeSet;

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::log;
use crate::change::{Changes, Kind, Op};
use crate::error::Result;
use crate::ids::{CustomerId, ImportId};
use crate::notebook::{Notebook, settings};
use crate::{bond, chance, contact, standing};

/// A write under way. Everything between `Notebook::write` and [`Write::commit`] happens, or none of it.
#[derive(Debug)]
pub struct Write<'n> {
    notebook: &'n Notebook,
    tx: Transaction<'static, Sqlite>,
    op: Op,
    seq: i64,
    importing: bool,
    everyone: bool,
}

/// Whose derived rows a write makes stale.
#[derive(Debug, Clone)]
pub(crate) enum Touched {
    /// These customers.
    Some(Vec<CustomerId>),
    /// Anybody: an import, a new day, new settings.
    Everyone,
}

impl Touched {
    /// These customers as well.
    pub(crate) fn and(mut self, others: Vec<CustomerId>) -> Self {
        if let Self::Some(ids) = &mut self {
            ids.extend(others);
            ids.sort_unstable();
            ids.dedup();
        }
        self
    }
}

impl<'n> Write<'n> {
    pub(crate) async fn open(
        notebook: &'n Notebook,
        op: Op,
        import: Option<ImportId>,
    ) -> Result<Self> {
        let mut tx = notebook.db.writer().begin_with("BEGIN IMMEDIATE").await?;
        let id = import.map(|import| import.bytes().to_vec());
        let seq = log::begin(
            &mut tx,
            &op.code(),
            &notebook.clock().stamp(),
            id.as_deref(),
        )
        .await?;
        Ok(Self {
            notebook,
            tx,
            op,
            seq,
            importing: false,
            everyone: false,
        })
    }

    /// The connection to write through.
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }

    /// The notebook written to.
    pub(crate) const fn notebook(&self) -> &'n Notebook {
        self.notebook
    }

    /// The change's place in history.
    pub(crate) const fn seq(&self) -> i64 {
        self.seq
    }

    /// Pour the rows of a file of so many people in without noting each insert: they must all carry the import's id.
    pub(crate) async fn pour(&mut self, people: usize) -> Result<()> {
        super::pools::pouring(&mut self.tx, people).await?;
        log::pause_inserts(&mut self.tx).await?;
        self.importing = true;
        self.everyone = true;
        Ok(())
    }

    /// Everybody's standing has to be worked out again when this commits.
    pub(crate) const fn touch_everyone(&mut self) {
        self.everyone = true;
    }

    /// Say who or what the change is about, for the undo label.
    pub(crate) async fn about(&mut self, detail: &str) -> Result<()> {
        sqlx::query!(
            "UPDATE change SET detail = ? WHERE seq = ?",
            detail,
            self.seq
        )
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Make it so. Derived rows follow in the same transaction; then the screens are told.
    pub async fn commit(mut self) -> Result<Changes> {
        if self.importing {
            log::resume_inserts(&mut self.tx).await?;
        }
        let today = self.notebook.today();
        // Those just written, where it is they that change.
        let settings = settings::load(&mut self.tx).await?;
        let touched = self.touched().await?;
        contact::close_on_return(&mut self.tx, settings.contact_window, &touched).await?;
        let mut kinds = self.kinds().await?;
        log::end(&mut self.tx).await?;
        if kinds.is_empty() && !self.everyone && self.op != Op::Undo && self.op != Op::Redo {
            // Nothing changed: history keeps no empty lines.
            sqlx::query!("DELETE FROM change WHERE seq = ?", self.seq)
                .execute(&mut *self.tx)
                .await?;
        }
        if self.everyone
            || kinds.iter().any(|kind| {
                matches!(
                    kind,
                    Kind::Customer | Kind::Moment | Kind::Complaint | Kind::Promise
                )
            })
        {
            standing::refresh(&mut self.tx, &touched, today, &settings).await?;
            chance::refresh(&mut self.tx, &touched, today, &settings).await?;
            bond::refresh(&mut self.tx, &touched, today, &settings).await?;
            kinds.insert(Kind::Standing);
        }
        if self.everyone {
            kinds.extend([
                Kind::Customer,
                Kind::Moment,
                Kind::Contact,
                Kind::Complaint,
                Kind::Promise,
                Kind::Import,
                Kind::Field,
            ]);
        }
        let mut following = self.notebook.roster.follow().await;
        following.read(&mut self.tx, &touched, self.seq).await?;
        self.tx.commit().await?;
        following.done();
        self.notebook.forget_settings(&kinds).await?;
        let undoable = super::undoable(&self.notebook.db.reader).await?;
        let changes = Changes { kinds, undoable };
        self.notebook.announce(&changes);
        Ok(changes)
    }

    async fn touched(&mut self) -> Result<Touched> {
        if self.everyone {
            return Ok(Touched::Everyone);
        }
        let mut ids = BTreeSet::new();
        for table in log::TABLES {
            let Some(column) = table.customer else {
                continue;
            };
            let path = format!("$.{column}");
            let found = sqlx::query_scalar!(
                r#"SELECT DISTINCT unhex(value) AS "id!: CustomerId" FROM (
                     SELECT json_extract(before, ?1) AS value FROM change_row WHERE seq = ?2 AND tbl = ?3
                     UNION SELECT json_extract(after, ?1) FROM change_row WHERE seq = ?2 AND tbl = ?3
                   ) WHERE value IS NOT NULL"#,
                path,
                self.seq,
                table.name
            )
            .fetch_all(&mut *self.tx)
            .await?;
            ids.extend(found);
        }
        let touched = Touched::Some(ids.into_iter().collect());
        let referrers = bond::referrers(&mut self.tx, &touched, self.seq).await?;
        Ok(touched.and(referrers))
    }

    async fn kinds(&mut self) -> Result<BTreeSet<Kind>> {
        let tables = sqlx::query_scalar!(
            "SELECT DISTINCT tbl FROM change_row WHERE seq = ?",
            self.seq
        )
        .fetch_all(&mut *self.tx)
        .await?;
        Ok(tables.iter().map(|table| kind(table)).collect())
    }
}

fn kind(table: &str) -> Kind {
    match table {
        "setting" => Kind::Setting,
        "contact" => Kind::Contact,
        "purchase" | "exchange" | "note" | "absence" | "gesture" | "praise" | "rating"
        | "departure" | "payment_plan" | "instalment" | "feeling" | "attachment" => Kind::Moment,
        "complaint" | "complaint_step" | "corrective_action" | "cause" => Kind::Complaint,
        "promise" => Kind::Promise,
        "field" | "field_value" => Kind::Field,
        "import" | "import_mapping" | "import_match" | "import_question" => Kind::Import,
        _ => Kind::Customer,
    }
}
