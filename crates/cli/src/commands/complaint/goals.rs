//! `complaint goals`.

use fidele_core::Notebook;
use fidele_core::complaint::ComplaintGoals;
use fidele_core::complaint::hours::{Holidays, Span};
use serde::Serialize;

use crate::answer::Answer;
use crate::args::Goals;
use crate::fault::Fault;
use crate::say;
use crate::table::table;

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

#[derive(Serialize)]
struct Told {
    goals: ComplaintGoals,
}

pub(super) async fn goals(book: &Notebook, set: &Goals) -> Result<Answer, Fault> {
    let mut settings = book.settings();
    let before = settings.clone();
    let goals = &mut settings.complaints;
    goals.reply_hours = set.reply_hours.unwrap_or(goals.reply_hours);
    goals.solve_days = set.solve_days.unwrap_or(goals.solve_days);
    goals.opening.holidays = set.holidays.unwrap_or(goals.opening.holidays);
    for (day, spans) in &set.open {
        if let Some(times) = goals.opening.week.get_mut(*day) {
            times.clone_from(spans);
        }
    }
    // What changes nothing leaves nothing to undo.
    if settings != before {
        book.change_settings(&settings).await?;
    }
    let goals = settings.complaints;
    let mut rows = vec![
        vec![
            "first reply".to_owned(),
            format!("within {} open hours", goals.reply_hours),
        ],
        vec![
            "solved".to_owned(),
            format!("within {} open days", goals.solve_days),
        ],
    ];
    for (name, spans) in DAYS.iter().zip(&goals.opening.week) {
        let times: Vec<String> = spans.iter().map(span).collect();
        let times = if times.is_empty() {
            "closed".to_owned()
        } else {
            times.join(", ")
        };
        rows.push(vec![(*name).to_owned(), times]);
    }
    let holidays = match goals.opening.holidays {
        Holidays::None => "open",
        Holidays::France => "closed (France)",
        Holidays::AlsaceMoselle => "closed (Alsace-Moselle)",
    };
    rows.push(vec!["public holidays".to_owned(), holidays.to_owned()]);
    Answer::new(&Told { goals }, table(&rows, &[]))
}

fn span(span: &Span) -> String {
    format!("{}-{}", say::time(span.from), say::time(span.to))
}
