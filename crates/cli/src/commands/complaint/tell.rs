//! Complaints in words.

use fidele_core::complaint::{Breach, Complaint, ComplaintRow, Late, When};
use fidele_core::money::Amount;

use crate::say;
use crate::table::table;

/// The first words of a text.
pub(super) fn short(text: &str) -> String {
    let plain = say::plain(text);
    let mut short: String = plain.chars().take(60).collect();
    if plain.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

fn when(when: When) -> String {
    say::when(when.day, when.minute)
}

/// The list, a line each.
pub(super) fn list(rows: &[ComplaintRow]) -> String {
    if rows.is_empty() {
        return "no complaints".to_owned();
    }
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                when(row.received),
                say::plain(&row.name),
                say::complaint_state(row.state).to_owned(),
                late(row).to_owned(),
                short(&row.text),
                row.id.to_string(),
            ]
        })
        .collect();
    table(&lines, &[])
}

fn late(row: &ComplaintRow) -> &'static str {
    match (row.clock.late_now, row.clock.breaches.is_empty()) {
        (true, _) => "LATE",
        (false, false) => "was late",
        _ => "",
    }
}

/// One of them.
pub(super) fn complaint(one: &Complaint, currency: &str) -> String {
    let row = &one.row;
    let mut lines = vec![
        format!(
            "{} · {} · {}",
            say::plain(&row.name),
            when(row.received),
            say::complaint_state(row.state)
        ),
        format!("  {}", say::plain(&row.text)),
        format!("  id {}", row.id),
    ];
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.push(format!("  {label}: {}", say::plain(&value)));
        }
    };
    add("felt", one.feeling.map(say::feeling));
    add("asks for", one.asked.clone());
    add("answers for it", row.accountable.clone());
    add("cause", row.cause.clone());
    add(
        "error",
        row.ours
            .map(|ours| if ours { "acknowledged" } else { "denied" }.to_owned()),
    );
    let paused = if row.clock.paused > 0 {
        format!(", {} waiting for them", say::open_time(row.clock.paused))
    } else {
        String::new()
    };
    add(
        "open time",
        Some(format!(
            "{} of {}{paused}",
            say::open_time(row.clock.used),
            say::open_time(row.clock.goal)
        )),
    );
    add("hears from us", row.clock.update_due.map(when));
    for one in &row.clock.breaches {
        add("late", Some(breach(one)));
    }
    for step in &one.steps {
        let words = [step.who.clone().unwrap_or_default(), step.text.clone()]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(": ");
        let said = format!("{} {}", say::complaint_step(step.kind), words);
        add(&when(step.when), Some(said.trim().to_owned()));
    }
    for gesture in &one.gestures {
        let cost = say::money(gesture.cost, &gesture.currency);
        add(
            "gesture",
            Some(format!(
                "{} {} ({cost})",
                say::given(gesture.what),
                gesture.text
            )),
        );
    }
    for promise in &one.promises {
        let outcome = promise.outcome.as_deref().unwrap_or("open");
        add(
            "promise",
            Some(format!(
                "{} by {} ({outcome})",
                promise.text,
                when(promise.due)
            )),
        );
    }
    for action in &one.actions {
        let done = action
            .done_on
            .map_or_else(|| "not done".to_owned(), |day| format!("done {day}"));
        add(
            "action",
            Some(format!(
                "{} by {} ({done}; {}) {}",
                action.text,
                action.due,
                say::money(action.cost, currency),
                action.id
            )),
        );
    }
    if one.cost > Amount::ZERO {
        add("cost", Some(say::money(one.cost, currency)));
    }
    lines.join("\n")
}

fn breach(breach: &Breach) -> String {
    let what = match breach.what {
        Late::Reply => "first reply",
        Late::Update => "word from us",
        Late::Solution => "solution",
    };
    let unit = if breach.what == Late::Update {
        ""
    } else {
        " of open time"
    };
    let came = if breach.came.is_some() { "came" } else { "is" };
    format!(
        "{what}, due {}, {came} {}{unit} late",
        breach.due.format("%Y-%m-%d %H:%M"),
        say::open_time(breach.late)
    )
}
