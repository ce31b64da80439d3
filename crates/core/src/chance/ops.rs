//! Learning who speaks, keeping ready what they say, and telling it.

use chrono::{Datelike as _, NaiveDate};
use futures_util::future::join;
use sqlx::{SqliteConnection, SqlitePool};

use super::{Forecasts, Said, Saying, sql};
use crate::change::{Changes, Kind};
use crate::db::Touched;
use crate::error::{Error, Result};
use crate::ids::CustomerId;
use crate::notebook::{Notebook, Settings};
use crate::scoring::{Border, Learner};
use crate::standing;

/// Days after which who speaks is chosen anew, if anything was written since.
const STALE_DAYS: i64 = 7;

/// Customers worked out and stored at once.
const STRIDE: u32 = 5_000;

/// Bring what is said of the touched customers to `today`. Returns whether anybody speaks.
pub(crate) async fn refresh(
    connection: &mut SqliteConnection,
    touched: &Touched,
    today: NaiveDate,
    settings: &Settings,
) -> Result<bool> {
    refresh_beside(connection, None, touched, today, settings).await
}

/// The same; everybody's standing is read through `beside` where that is given, while what is said is written. Only where
/// standings are the same through both.
async fn refresh_beside(
    connection: &mut SqliteConnection,
    mut beside: Option<&mut SqliteConnection>,
    touched: &Touched,
    today: NaiveDate,
    settings: &Settings,
) -> Result<bool> {
    let Some(Ok(speaker)) = sql::kept(connection).await?.map(|kept| kept.said) else {
        // Whoever spoke before does no longer.
        sql::clear(connection, None).await?;
        return Ok(false);
    };
    let figures = |all: Vec<(CustomerId, super::Asked)>| -> Vec<_> {
        all.into_iter()
            .map(|(id, asked)| (id, asked.figures(&speaker, today, settings)))
            .collect()
    };
    match touched {
        Touched::Everyone => {
            sql::clear(connection, None).await?;
            let mut some = sql::next(connection, &[], STRIDE).await?;
            let mut ready = Vec::new();
            while let Some((last, _)) = some.last() {
                let after = last.bytes().to_vec();
                // While these are worked out, those before are kept and those after are read.
                let file = async {
                    if let Some(beside) = &mut beside {
                        let (kept, next) = join(
                            sql::insert(connection, &ready),
                            sql::next(beside, &after, STRIDE),
                        )
                        .await;
                        kept?;
                        next
                    } else {
                        sql::insert(connection, &ready).await?;
                        sql::next(connection, &after, STRIDE).await
                    }
                };
                let (next, worked_out) = join(file, async { figures(some) }).await;
                (some, ready) = (next?, worked_out);
            }
            sql::insert(connection, &ready).await?;
            Ok(true)
        }
        Touched::Some(ids) => {
            for ids in ids.chunks(STRIDE as usize) {
                let ids = standing::hex_list(ids)?;
                sql::clear(connection, Some(&ids)).await?;
                let some = sql::some(connection, &ids).await?;
                sql::insert(connection, &figures(some)).await?;
            }
            Ok(true)
        }
    }
}

/// How many of the figures kept ready are not what they would be if worked out now.
pub(crate) async fn stale(
    reader: &SqlitePool,
    today: NaiveDate,
    settings: &Settings,
) -> Result<u32> {
    let mut connection = reader.acquire().await?;
    let Some(said) = sql::kept(&mut connection).await?.map(|kept| kept.said) else {
        // Nobody to hold them against: they are about to be worked out anew.
        return Ok(0);
    };
    let (mut wrong, mut after) = (0, Vec::new());
    loop {
        let stored = sql::stored(&mut connection, &after, STRIDE).await?;
        let right = match &said {
            Ok(speaker) => sql::next(&mut connection, &after, STRIDE)
                .await?
                .into_iter()
                .map(|(id, asked)| (id, asked.figures(speaker, today, settings)))
                .collect(),
            Err(_) => Vec::new(),
        };
        let differ = stored.iter().zip(&right).filter(|(a, b)| a != b).count();
        wrong += differ + stored.len().abs_diff(right.len());
        match stored.last().or(right.last()) {
            Some((last, _)) => after = last.bytes().to_vec(),
            None => return Ok(u32::try_from(wrong).unwrap_or(u32::MAX)),
        }
    }
}

impl Notebook {
    /// Learn from the notebook's own past who speaks of the chance, if that has never been done or enough has changed: an
    /// import, or anything at all within the week. Takes from a blink to a few seconds, beside whatever else is going on; what
    /// is said of everybody then is announced like a write. Returns whether it was worked out anew.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub async fn learn(&self) -> Result<bool> {
        let today = self.today();
        let mut reader = self.db.reader.acquire().await?;
        let (latest, import) = sql::latest(&mut reader).await?;
        let due = match sql::kept(&mut reader).await? {
            None => true,
            Some(kept) => {
                let days = if kept.said.is_ok() { STALE_DAYS } else { 1 };
                let age = (today - kept.day).num_days();
                import > kept.seq || (latest > kept.seq && !(0..days).contains(&age))
            }
        };
        drop(reader);
        if due {
            self.learn_again().await?;
        }
        Ok(due)
    }

    /// Learn who speaks of the chance, however little has changed since the last time.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub async fn learn_again(&self) -> Result<()> {
        let today = self.today();
        // What is written from here on may be heard or not, and is not counted as known.
        let (seq, _) = sql::latest(&mut *self.db.reader.acquire().await?).await?;
        let said = self.listen(today).await?;
        let settings = self.settings();
        let mut tx = self.db.writer().begin_with("BEGIN IMMEDIATE").await?;
        sql::keep(&mut tx, today, seq, &said).await?;
        // Where the day has turned meanwhile, its turn works everything out again.
        // Nobody else writes meanwhile, so a reader sees the same standings.
        let mut reader = self.db.reader.acquire().await?;
        refresh_beside(
            &mut tx,
            Some(&mut reader),
            &Touched::Everyone,
            today,
            &settings,
        )
        .await?;
        drop(reader);
        let mut following = self.roster.follow().await;
        following
            .read_standings(&mut tx, &Touched::Everyone)
            .await?;
        tx.commit().await?;
        following.done();
        self.announce(&Changes {
            kinds: [Kind::Standing, Kind::Contact].into(),
            undoable: self.undoable().await?,
        });
        Ok(())
    }

    /// Hear what everybody bought up to `today`, and choose.
    async fn listen(&self, today: NaiveDate) -> Result<Said> {
        let mut connection = self.db.reader.acquire().await?;
        let shop = standing::shop(&mut connection)
            .await?
            .unwrap_or_else(|| self.settings().trade.usual_rhythm());
        let mut learner = Learner::new(today.num_days_from_ce(), shop);
        let mut days = Vec::new();
        let profiled = standing::Whose::Profiled;
        standing::each_bought(&mut connection, profiled, today, |customer, bought| {
            days.clear();
            days.extend(
                bought
                    .iter()
                    .map(|(day, amount)| (day.num_days_from_ce(), amount.0)),
            );
            learner.hear(mixed(customer), &days);
        })
        .await?;
        drop(connection);
        tokio::task::spawn_blocking(move || learner.choose())
            .await
            // Only a program about to end drops it.
            .map_err(|_| Error::Cancelled)
    }

    /// What can be said of one customer's return.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn outlook(&self, id: CustomerId) -> Result<Saying> {
        let customer = self.customer(id).await?;
        if customer.unprofiled_on.is_some() {
            return Ok(Saying::Unprofiled);
        }
        let mut connection = self.db.reader.acquire().await?;
        let ids = standing::hex_list(&[id])?;
        let Some((_, asked)) = sql::some(&mut connection, &ids).await?.pop() else {
            return Ok(Saying::NotAsked);
        };
        Ok(
            match sql::kept(&mut connection).await?.map(|kept| kept.said) {
                None => Saying::NotYet,
                Some(Err(why)) => Saying::Silent { why },
                Some(Ok(speaker)) => Saying::Says {
                    outlook: asked.outlook(&speaker, self.today(), &self.settings()),
                },
            },
        )
    }

    /// How right the notebook's forecasts are, by its own past.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn forecasts(&self) -> Result<Forecasts> {
        let kept = sql::kept(&mut *self.db.reader.acquire().await?).await?;
        Ok(match kept.map(|kept| (kept.day, kept.said)) {
            None => Forecasts::NotYet,
            Some((day, Err(why))) => Forecasts::Silent { day, why },
            Some((day, Ok(speaker))) => Forecasts::Says {
                day,
                voice: speaker.voice,
                rough: speaker.rough,
                no_departures: speaker.border == Some(Border::NoDepartures),
                evidence: speaker.evidence,
            },
        })
    }
}

/// A number as good as drawn from a customer's identifier, always the same: its second half is random.
fn mixed(customer: CustomerId) -> u64 {
    customer
        .bytes()
        .iter()
        .skip(8)
        .fold(0, |mixed, byte| mixed << 8 | u64::from(*byte))
}
