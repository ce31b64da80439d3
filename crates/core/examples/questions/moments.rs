//! Journeys in which much was noted by hand: moments of every kind, felt and answered.

use chrono::{Days, NaiveDate};
use fidele_core::complaint::{ComplaintDraft, StepDraft, StepKind, When};
use fidele_core::customer::{Channel, CustomerFilter, CustomerSort, SortBy};
use fidele_core::feeling::{Emotion, Feeling};
use fidele_core::ids::CustomerId;
use fidele_core::moment::{Direction, GestureKind, MomentDraft, Noting, RatingScale};
use fidele_core::money::Amount;
use fidele_core::promise::{PromiseDraft, Settlement};
use fidele_core::{Notebook, Result};

use super::{PAGE, Start, Times};

/// Customers of whom much is noted, the most faithful first.
const TOLD: u32 = 481;
/// Moments noted of the first of them.
const OF_FIRST: u32 = 2_000;
/// Moments noted of each of the others.
const OF_OTHERS: u32 = 100;

async fn told(book: &Notebook) -> Result<Vec<CustomerId>> {
    let sort = CustomerSort {
        by: SortBy::Value,
        descending: true,
    };
    let page = book
        .customers(&CustomerFilter::default(), sort, 0, TOLD)
        .await?;
    Ok(page.rows.into_iter().map(|row| row.id).collect())
}

/// Notes 50,000 moments, unless that was done before.
pub async fn note(book: &Notebook) -> Result<()> {
    let told = told(book).await?;
    if book.count_open_complaints().await? > 0 {
        return Ok(());
    }
    let start = Start::now();
    for (place, customer) in told.iter().enumerate() {
        let moments = if place == 0 { OF_FIRST } else { OF_OTHERS };
        for turn in 0..moments {
            one(book, *customer, turn).await?;
        }
    }
    println!("noted by hand in {}", start.took());
    Ok(())
}

/// A moment of each kind in turn, going back a day at a time.
async fn one(book: &Notebook, customer: CustomerId, turn: u32) -> Result<()> {
    let day = book.today() - Days::new(u64::from(turn) % 900 + 1);
    let text = format!("What was said on turn {turn}");
    let noted = |moment: MomentDraft, emotion: Option<Emotion>| Noting {
        moment,
        feeling: emotion.map(Feeling::plain),
        files: Vec::new(),
    };
    let noting = match turn % 8 {
        0 => return complain(book, customer, day, turn.is_multiple_of(16)).await,
        1 => return promise(book, customer, day, !turn.is_multiple_of(3)).await,
        2 => noted(
            MomentDraft::Praise {
                day,
                minute: None,
                channel: Some(Channel::Counter),
                earned_by: None,
                text,
            },
            Some(Emotion::Gratitude),
        ),
        3 => noted(
            MomentDraft::Rating {
                day,
                minute: None,
                scale: RatingScale::Nps,
                score: Some(turn % 11),
                text,
            },
            None,
        ),
        4 => noted(
            MomentDraft::Gesture {
                day,
                minute: None,
                what: GestureKind::Gift,
                cost: Amount(450),
                text,
                who: None,
                complaint: None,
                purchase: None,
            },
            None,
        ),
        5 => noted(
            MomentDraft::Note {
                day,
                minute: None,
                text,
            },
            None,
        ),
        _ => noted(
            MomentDraft::Exchange {
                day,
                minute: Some(600),
                channel: Channel::Call,
                direction: Direction::In,
                purpose: None,
                who: Some("Claire".to_owned()),
                text,
            },
            Some(Emotion::Annoyance),
        ),
    };
    book.note_moment(customer, noting).await?;
    Ok(())
}

async fn complain(
    book: &Notebook,
    customer: CustomerId,
    day: NaiveDate,
    answered: bool,
) -> Result<()> {
    let when = When { day, minute: None };
    let draft = ComplaintDraft {
        received: when,
        channel: Some(Channel::Call),
        text: "An article was missing".to_owned(),
        asked: None,
        purchase: None,
        accountable: Some("Claire".to_owned()),
        cause: None,
        update: None,
        feeling: Some(Feeling::plain(Emotion::Anger)),
        files: Vec::new(),
    };
    let id = book.receive_complaint(customer, draft).await?;
    let steps = [StepKind::Acknowledged, StepKind::Apology, StepKind::Solved];
    for kind in steps.into_iter().take(if answered { 3 } else { 1 }) {
        let step = StepDraft {
            kind,
            when,
            who: None,
            text: String::new(),
            next: None,
        };
        book.step_complaint(id, step).await?;
    }
    Ok(())
}

async fn promise(book: &Notebook, customer: CustomerId, day: NaiveDate, kept: bool) -> Result<()> {
    let draft = PromiseDraft {
        day,
        minute: None,
        text: "Put the loaf aside".to_owned(),
        who: None,
        due: day,
        due_minute: None,
        complaint: None,
    };
    let id = book.make_promise(customer, draft).await?;
    let end = if kept {
        Settlement::Kept { on: day }
    } else {
        Settlement::Broken
    };
    book.settle_promise(id, &end, None).await?;
    Ok(())
}

/// Opens every journey of which much was noted.
pub async fn ask(book: &Notebook) -> Result<()> {
    let (mut first, mut others) = (Times::default(), Times::default());
    let told = told(book).await?;
    for turn in 0..told.len() {
        // The first as often as all the others together: of one journey one figure says nothing.
        for (place, times) in [(0, &mut first), (turn, &mut others)] {
            if let Some(customer) = told.get(place) {
                let start = Start::now();
                book.journey(*customer).await?;
                book.journal(*customer, &[], 0, PAGE).await?;
                times.0.push(start.took());
            }
        }
    }
    if let Some(customer) = told.first() {
        let journal = book.journal(*customer, &[], 0, 1).await?;
        println!("the longest journey has {} moments", journal.total);
    }
    first.tell("the longest journey and its journal");
    others.tell("journeys of which much was noted");
    Ok(())
}
