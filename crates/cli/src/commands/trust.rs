//! How much customers trust the shop and how they feel about it.

use std::fmt::Write as _;

use fidele_core::Notebook;
use fidele_core::bond::{Bond, BondMap, Pin, PinDraft, Why};
use fidele_core::ids::CustomerId;
use fidele_core::trust::{Reason, Told, Trust};
use serde::Serialize;

use super::who;
use crate::answer::Answer;
use crate::args;
use crate::fault::Fault;
use crate::say;
use crate::table::table;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    customer: CustomerId,
    name: String,
    /// None for whoever asked not to be profiled.
    trust: Option<Index>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Index {
    trust: f64,
    ceiling: f64,
    points: i32,
    ceiling_points: i32,
    incidents: u32,
    bond: Bond,
    computed: Bond,
    why: Why,
    pin: Option<Pin>,
    noted: bool,
    /// Only with `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Told>>,
}

/// `trust`.
pub async fn trust(book: &Notebook, whose: &args::Trust) -> Result<Answer, Fault> {
    let customer = who::customer(book, &whose.customer).await?;
    if let Some(bond) = whose.pin {
        let draft = PinDraft {
            bond,
            reason: whose.because.clone().unwrap_or_default(),
            who: whose.who.clone(),
            until: whose.until,
        };
        book.pin_bond(customer, draft).await?;
    } else if whose.unpin {
        book.unpin_bond(customer).await?;
    }
    let name = book.customer(customer).await?.record.name;
    let trust = book.trust(customer).await?;
    let text = match &trust {
        None => format!("{}: not assessed, as they asked\n", say::plain(&name)),
        Some(trust) => tell(&name, trust, whose.explain),
    };
    let shown = Shown {
        customer,
        name,
        trust: trust.map(|trust| Index {
            trust: trust.trust,
            ceiling: trust.ceiling,
            points: trust.points,
            ceiling_points: trust.ceiling_points,
            incidents: trust.incidents,
            bond: trust.bond,
            computed: trust.computed,
            why: trust.why,
            pin: trust.pin,
            noted: trust.noted,
            steps: whose.explain.then_some(trust.steps),
        }),
    };
    Answer::new(&shown, text)
}

fn tell(name: &str, trust: &Trust, explain: bool) -> String {
    let mut text = format!("{}: {}", say::plain(name), bond(trust.bond));
    // Writing to a String cannot fail.
    if let Some(pin) = &trust.pin {
        let by = pin.who.as_deref().map(|who| format!(" by {who}"));
        let _ = write!(
            text,
            ", pinned{} until {}: {}\nby what is noted: {}",
            say::plain(&by.unwrap_or_default()),
            pin.until,
            say::plain(&pin.reason),
            bond(trust.computed)
        );
    }
    let _ = write!(
        text,
        ", {}\ntrust {} of {} (an index)",
        why(trust.why),
        trust.points,
        trust.ceiling_points,
    );
    if trust.incidents > 0 {
        let _ = write!(
            text,
            ", ceiling after {}",
            say::some(trust.incidents, "incident", "incidents")
        );
    }
    text.push('\n');
    if explain {
        let rows: Vec<Vec<String>> = trust.steps.iter().map(row).collect();
        text.push_str("\nstarts at 50 of 100\n");
        text.push_str(&table(&rows, &[1, 2]));
    }
    text
}

fn row(told: &Told) -> Vec<String> {
    let step = &told.step;
    let mut words = reason(step.reason).to_owned();
    if step.ceiling_moved.abs() >= 0.05 {
        let _ = write!(words, " (ceiling {:+.1})", step.ceiling_moved);
    }
    if !told.about.is_empty() {
        let _ = write!(words, ": {}", say::plain(&told.about));
    }
    vec![
        step.day.to_string(),
        format!("{:+.1}", step.moved),
        format!("{} of {}", told.whole.trust, told.whole.ceiling),
        words,
    ]
}

/// `map`.
pub async fn map(book: &Notebook) -> Result<Answer, Fault> {
    let map = book.bond_map().await?;
    let any = !map.cells.is_empty();
    let text = grid(&map);
    Ok(Answer::new(&map, text)?.yes(any))
}

fn grid(map: &BondMap) -> String {
    let mut behaviours: Vec<_> = map.cells.iter().map(|cell| cell.behaviour).collect();
    behaviours.dedup();
    let heads = behaviours.iter().map(|one| say::behaviour(*one).to_owned());
    let mut rows = vec![
        std::iter::once(String::new())
            .chain(heads)
            .collect::<Vec<_>>(),
    ];
    for one in Bond::ALL.into_iter().rev() {
        let counts = behaviours.iter().map(|behaviour| {
            map.cells
                .iter()
                .find(|cell| (cell.behaviour, cell.bond) == (*behaviour, one))
                .map_or_else(
                    || "-".to_owned(),
                    |cell| match cell.pinned {
                        0 => say::count(cell.customers),
                        some => format!(
                            "{} ({} pinned)",
                            say::count(cell.customers),
                            say::count(some)
                        ),
                    },
                )
        });
        rows.push(
            std::iter::once(bond(one).to_owned())
                .chain(counts)
                .collect(),
        );
    }
    let right: Vec<usize> = (1..=behaviours.len()).collect();
    let mut text = table(&rows, &right);
    let _ = writeln!(
        text,
        "{}, something noted about {}",
        say::some(map.customers, "customer", "customers"),
        say::count(map.noted)
    );
    if map.unprofiled > 0 {
        let _ = writeln!(
            text,
            "{} left out, as they asked",
            say::count(map.unprofiled)
        );
    }
    text
}

const fn bond(bond: Bond) -> &'static str {
    match bond {
        Bond::Enemy => "enemy",
        Bond::Hurt => "hurt",
        Bond::Distant => "distant",
        Bond::Neutral => "neutral",
        Bond::Attached => "attached",
        Bond::Ambassador => "ambassador",
    }
}

fn why(why: Why) -> String {
    match why {
        Why::SaysSoAround { day } => format!("hurt and says so around them ({day})"),
        Why::OpenComplaint { day } => format!("a complaint is open since {day}"),
        Why::NotMended {
            day, reason: by, ..
        } => {
            format!("{} on {day}, not sincerely put right", reason(by))
        }
        Why::Upset { day } => format!("upset on {day}, no relief since"),
        Why::Brought { customers } => {
            format!(
                "brought {}",
                say::some(customers, "customer who bought", "customers who bought")
            )
        }
        Why::SpokeWell { times } => {
            format!(
                "spoke well of the shop {}",
                say::some(times, "time", "times")
            )
        }
        Why::Silent { day } => format!("still buys, nothing else since {day}"),
        Why::Trusts { .. } => "trusts the shop".to_owned(),
        Why::TrustsLittle { .. } => "trusts little, though nobody let them down".to_owned(),
        Why::Ordinary => "nothing stands out".to_owned(),
        Why::NothingNoted => "nothing noted about them".to_owned(),
    }
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Gesture => "a gesture",
        Reason::Praise => "they said thank you",
        Reason::GoodRating => "they answered that they are content",
        Reason::BadRating => "they answered that they are not content",
        Reason::Thanks => "they were thanked",
        Reason::Service => "they were served",
        Reason::Advice => "they were advised",
        Reason::PromiseKept => "a promise kept",
        Reason::PromiseLate => "a promise late",
        Reason::PromiseBroken => "a promise broken",
        Reason::Referral => "they brought somebody",
        Reason::FeltWell => "they felt well",
        Reason::FeltIll => "they felt ill",
        Reason::Complaint => "a complaint",
        Reason::Denied => "the error denied",
        Reason::Recovered => "sincerely put right",
        Reason::Reopened => "not right after all",
    }
}
