//! SQL of what was felt.

use sqlx::SqliteConnection;

use super::{Emotion, Feeling, Trigger};
use crate::error::Result;
use crate::ids::{CustomerId, MomentId};

/// Put what was felt in a moment, or nothing any more, in place of what was there.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    moment: MomentId,
    customer: CustomerId,
    feeling: Option<Feeling>,
) -> Result<()> {
    match feeling {
        Some(feeling) => {
            let Feeling {
                emotion,
                intensity,
                trigger,
                told_around,
            } = feeling;
            sqlx::query!(
                "INSERT INTO feeling (moment_id, customer_id, emotion, intensity, trigger, told_around)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (moment_id) DO UPDATE SET emotion = ?3, intensity = ?4, trigger = ?5, told_around = ?6",
                moment,
                customer,
                emotion,
                intensity,
                trigger,
                told_around
            )
            .execute(connection)
            .await?;
        }
        None => {
            sqlx::query!("DELETE FROM feeling WHERE moment_id = ?", moment)
                .execute(connection)
                .await?;
        }
    }
    Ok(())
}

/// What was felt in a moment.
pub(crate) async fn in_moment(
    connection: &mut SqliteConnection,
    moment: MomentId,
) -> Result<Option<Feeling>> {
    Ok(sqlx::query_as!(
        Feeling,
        r#"SELECT emotion AS "emotion: Emotion", intensity AS "intensity: u32", trigger AS "trigger: Trigger",
             told_around AS "told_around: bool" FROM feeling WHERE moment_id = ?"#,
        moment
    )
    .fetch_optional(connection)
    .await?)
}
