//! Root causes: the owner's own list.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::draft;
use crate::change::{Changes, Op};
use crate::error::{Error, Reason, Result};
use crate::fold::fold;
use crate::ids::CauseId;
use crate::notebook::Notebook;

/// A root cause.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Cause {
    /// Identifier.
    pub id: CauseId,
    /// Its name.
    pub name: String,
    /// Since when it is no longer offered; complaints that have it keep it.
    pub retired_on: Option<NaiveDate>,
    /// Complaints that have it.
    pub complaints: u32,
}

impl Notebook {
    /// The causes, in the owner's order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn causes(&self) -> Result<Vec<Cause>> {
        list(&mut *self.db.reader.acquire().await?).await
    }

    /// Add causes at the end of the list; those whose name is there already are left as they are. Returns all of these
    /// names, in order.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a name that is empty or too long.
    pub async fn add_causes(&self, names: &[String]) -> Result<Vec<CauseId>> {
        let names: Vec<String> = names
            .iter()
            .map(|name| draft::name("cause", name))
            .collect::<Result<_>>()?;
        let mut write = self.write(Op::ChangeCauses).await?;
        let mut there = list(write.connection()).await?;
        let mut ids = Vec::new();
        for name in names {
            if let Some(known) = there.iter().find(|cause| fold(&cause.name) == fold(&name)) {
                ids.push(known.id);
                continue;
            }
            let id = self.mint();
            sqlx::query!(
                "INSERT INTO cause (id, name, place) SELECT ?, ?, 1 + coalesce(max(place), 0) FROM cause",
                id,
                name
            )
            .execute(write.connection())
            .await?;
            write.about(&name).await?;
            ids.push(id);
            there.push(Cause {
                id,
                name,
                retired_on: None,
                complaints: 0,
            });
        }
        write.commit().await?;
        Ok(ids)
    }

    /// Name a cause otherwise.
    ///
    /// # Errors
    /// [`Error::Invalid`], also when another bears the name; [`Error::NotFound`].
    pub async fn rename_cause(&self, id: CauseId, name: &str) -> Result<Changes> {
        let name = draft::name("cause", name)?;
        let mut write = self.write(Op::ChangeCauses).await?;
        known(write.connection(), id).await?;
        let there = list(write.connection()).await?;
        if there
            .iter()
            .any(|cause| cause.id != id && fold(&cause.name) == fold(&name))
        {
            return Err(Error::invalid("cause", Reason::Taken));
        }
        write.about(&name).await?;
        sqlx::query!("UPDATE cause SET name = ? WHERE id = ?", name, id)
            .execute(write.connection())
            .await?;
        write.commit().await
    }

    /// Put the causes in this order; those left out follow as they were.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn order_causes(&self, ids: &[CauseId]) -> Result<Changes> {
        let mut write = self.write(Op::ChangeCauses).await?;
        for id in ids {
            known(write.connection(), *id).await?;
        }
        let there = list(write.connection()).await?;
        let rest = there
            .iter()
            .map(|cause| cause.id)
            .filter(|id| !ids.contains(id));
        let all: Vec<CauseId> = ids.iter().copied().chain(rest).collect();
        for (place, id) in (1_i64..).zip(all) {
            sqlx::query!(
                "UPDATE cause SET place = ?1 WHERE id = ?2 AND place <> ?1",
                place,
                id
            )
            .execute(write.connection())
            .await?;
        }
        write.commit().await
    }

    /// No longer offer a cause, or offer it again. Complaints that have it keep it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn retire_cause(&self, id: CauseId, retired: bool) -> Result<Changes> {
        let mut write = self.write(Op::ChangeCauses).await?;
        let name = known(write.connection(), id).await?;
        write.about(&name).await?;
        let on = retired.then(|| self.today());
        sqlx::query!("UPDATE cause SET retired_on = ? WHERE id = ?", on, id)
            .execute(write.connection())
            .await?;
        write.commit().await
    }
}

/// That there is such a cause: its name.
pub(super) async fn known(connection: &mut SqliteConnection, id: CauseId) -> Result<String> {
    sqlx::query_scalar!("SELECT name FROM cause WHERE id = ?", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| Error::not_found("cause", id))
}

async fn list(connection: &mut SqliteConnection) -> Result<Vec<Cause>> {
    Ok(sqlx::query_as!(
        Cause,
        r#"SELECT id AS "id: CauseId", name, retired_on AS "retired_on: NaiveDate",
             (SELECT count(*) FROM complaint k WHERE k.cause_id = cause.id) AS "complaints!: u32"
           FROM cause ORDER BY place, id"#
    )
    .fetch_all(connection)
    .await?)
}
