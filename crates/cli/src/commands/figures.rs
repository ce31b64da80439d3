//! Payment plans, departures, referrals and ratings.

use std::fmt::Write as _;

use fidele_core::Notebook;
use fidele_core::cohort::Share;
use fidele_core::departure::{Departure, DepartureDraft, DepartureFigures};
use fidele_core::error::{Error, Reason};
use fidele_core::ids::CustomerId;
use fidele_core::moment::RatingScale;
use fidele_core::plan::{Owing, PaymentPlan, PlanDraft, PlanState};
use fidele_core::rating::{Measured, Reading};
use fidele_core::referral::{ReferralFigures, Referrals};
use serde::Serialize;

use super::notebook::invalid;
use super::who;
use crate::answer::Answer;
use crate::args::{Departed, DepartedWhat, PayPlan, PayPlanWhat, Rating, RatingWhat, Referral};
use crate::fault::Fault;
use crate::table::table;
use crate::{say, words};

/// Fewer than this make a count, and no percentage.
const FEW: u32 = 10;

#[derive(Serialize)]
struct Plans {
    customer: CustomerId,
    plans: Vec<PaymentPlan>,
    owing: Option<Owing>,
}

/// `pay-plan`.
pub async fn pay_plan(book: &Notebook, how: &PayPlan) -> Result<Answer, Fault> {
    let customer = who::customer(book, &how.customer).await?;
    match &how.what {
        None => {}
        Some(PayPlanWhat::Agree {
            total,
            instalments,
            first,
            every,
            note,
        }) => {
            let total = match total {
                Some(typed) => words::amount(typed, &book.settings().currency)
                    .ok_or_else(|| invalid("total", Reason::OutOfRange))?,
                None => {
                    book.owing(customer)
                        .await?
                        .ok_or_else(|| invalid("total", Reason::Empty))?
                        .total
                }
            };
            let draft = PlanDraft {
                total,
                instalments: *instalments,
                first: *first,
                every: *every,
                text: note.clone(),
            };
            book.agree_plan(customer, draft).await?;
        }
        Some(PayPlanWhat::Paid { number, day }) => {
            let plan = latest(book, customer).await?;
            let at = match number {
                Some(number) => usize::try_from(*number).ok().and_then(|n| n.checked_sub(1)),
                None => plan
                    .instalments
                    .iter()
                    .position(|one| one.paid_on.is_none()),
            };
            let one = at
                .and_then(|at| plan.instalments.get(at))
                .ok_or_else(|| invalid("number", Reason::OutOfRange))?;
            let day = day.unwrap_or_else(|| book.today());
            book.pay_instalment(one.id, Some(day)).await?;
        }
        Some(PayPlanWhat::Unpaid { number }) => {
            let plan = latest(book, customer).await?;
            let at = usize::try_from(*number).ok().and_then(|n| n.checked_sub(1));
            let one = at
                .and_then(|at| plan.instalments.get(at))
                .ok_or_else(|| invalid("number", Reason::OutOfRange))?;
            book.pay_instalment(one.id, None).await?;
        }
        Some(what @ (PayPlanWhat::GiveUp | PayPlanWhat::TakeUp)) => {
            let plan = latest(book, customer).await?;
            let up = matches!(what, PayPlanWhat::GiveUp);
            book.give_up_plan(plan.id, up).await?;
        }
    }
    let told = Plans {
        customer,
        plans: book.plans(customer).await?,
        owing: book.owing(customer).await?,
    };
    let any = !told.plans.is_empty() || told.owing.is_some();
    let text = plans(&told, &book.settings().currency);
    Ok(Answer::new(&told, text)?.yes(any))
}

async fn latest(book: &Notebook, customer: CustomerId) -> Result<PaymentPlan, Fault> {
    let plans = book.plans(customer).await?;
    let missing = || Error::NotFound {
        what: "plan",
        id: customer.to_string(),
    };
    Ok(plans.into_iter().next().ok_or_else(missing)?)
}

fn plans(told: &Plans, currency: &str) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    if let Some(owing) = &told.owing {
        let n = u32::try_from(owing.invoices.len()).unwrap_or(u32::MAX);
        let _ = writeln!(
            text,
            "{} not paid by the books: {}",
            say::some(n, "invoice", "invoices"),
            say::money(owing.total, currency)
        );
    }
    for plan in &told.plans {
        let state = match plan.state {
            PlanState::Running => "running",
            PlanState::Paid => "paid",
            PlanState::GivenUp => "given up",
        };
        let _ = writeln!(
            text,
            "agreed on {}, {state}: {} of {} paid",
            plan.day,
            say::money(plan.paid, &plan.currency),
            say::money(plan.total, &plan.currency)
        );
        let rows: Vec<Vec<String>> = plan
            .instalments
            .iter()
            .zip(1_u32..)
            .map(|(one, number)| {
                vec![
                    format!("  {number}"),
                    one.due.to_string(),
                    say::money(one.amount, &plan.currency),
                    one.paid_on
                        .map_or_else(String::new, |day| format!("paid on {day}")),
                ]
            })
            .collect();
        text.push_str(&table(&rows, &[2]));
    }
    if text.is_empty() {
        text.push_str("no payment plan\n");
    }
    text
}

#[derive(Serialize)]
struct Noted {
    departure: Departure,
}

/// `departure`.
pub async fn departure(book: &Notebook, how: &Departed) -> Result<Answer, Fault> {
    match &how.what {
        DepartedWhat::Note {
            customer,
            reason,
            avoidable,
            to,
            note,
            day,
        } => {
            let customer = who::customer(book, customer).await?;
            let draft = DepartureDraft {
                day: day.unwrap_or_else(|| book.today()),
                reason: *reason,
                avoidable: match avoidable {
                    words::Answer::Yes => Some(true),
                    words::Answer::No => Some(false),
                    words::Answer::Unknown => None,
                },
                gone_to: to.clone(),
                text: note.clone(),
            };
            let id = book.note_departure(customer, draft).await?;
            let departure = book
                .departures(customer)
                .await?
                .into_iter()
                .find(|one| one.id == id)
                .ok_or_else(|| Fault::ours("a departure just noted is not there"))?;
            let text = format!(
                "noted: {} left ({})",
                say::plain(&departure.name),
                say::departure_reason(departure.reason)
            );
            Answer::new(&Noted { departure }, text)
        }
        DepartedWhat::Figures => {
            let told = book.departure_figures().await?;
            let any = !told.list.is_empty();
            let text = departures(&told);
            Ok(Answer::new(&told, text)?.yes(any))
        }
    }
}

/// `43 % (30-57 %, n = 30)`, or `3 of 7` of few.
fn share(share: &Share) -> String {
    if share.of < FEW {
        return format!("{} of {}", share.n, share.of);
    }
    format!(
        "{:.0} % ({:.0}-{:.0} %, n = {})",
        100.0 * f64::from(share.n) / f64::from(share.of),
        100.0 * share.low,
        100.0 * share.high,
        share.of
    )
}

fn departures(told: &DepartureFigures) -> String {
    let n = u32::try_from(told.list.len()).unwrap_or(u32::MAX);
    let mut text = format!(
        "{} noted since {}; {} gone of whom nothing is noted\n",
        say::some(n, "departure", "departures"),
        told.since,
        say::some(told.not_asked, "customer", "customers")
    );
    // Writing to a String cannot fail.
    for (what, figure) in [
        ("could have been avoided", &told.avoidable),
        ("left for a known reason", &told.known),
        ("went to somebody else", &told.to_competitors),
    ] {
        if let Some(figure) = figure {
            let _ = writeln!(text, "{what}: {}", share(figure));
        }
    }
    let rows: Vec<Vec<String>> = told
        .reasons
        .iter()
        .map(|one| {
            vec![
                format!("  {}", say::departure_reason(one.reason)),
                say::count(one.departures),
                one.avoidable.as_ref().map_or_else(String::new, |figure| {
                    format!("avoidable: {}", share(figure))
                }),
            ]
        })
        .collect();
    text.push_str(&table(&rows, &[1]));
    for to in &told.gone_to {
        let _ = writeln!(
            text,
            "to {}: {}",
            say::plain(&to.name),
            say::count(to.departures)
        );
    }
    text
}

#[derive(Serialize)]
struct Chain {
    customer: CustomerId,
    referrer: Option<CustomerId>,
    #[serde(flatten)]
    referrals: Referrals,
}

/// `referral`.
pub async fn referral(book: &Notebook, how: &Referral) -> Result<Answer, Fault> {
    let currency = book.settings().currency;
    let Some(customer) = &how.customer else {
        let told = book.referral_figures().await?;
        let any = told.brought > 0 || told.word.happy + told.word.angry > 0;
        let text = brought(&told, &currency);
        return Ok(Answer::new(&told, text)?.yes(any));
    };
    let customer = who::customer(book, customer).await?;
    if let Some(by) = &how.by {
        let by = match by.trim() {
            "" => None,
            by => Some(who::customer(book, by).await?),
        };
        book.set_referrer(customer, by).await?;
    }
    let record = book.customer(customer).await?;
    let told = Chain {
        customer,
        referrer: record.record.referrer,
        referrals: book.referrals(customer).await?,
    };
    let text = chain(&told.referrals, record.referrer_name.as_deref(), &currency);
    Answer::new(&told, text)
}

fn chain(told: &Referrals, by: Option<&str>, currency: &str) -> String {
    let mut text = by.map_or_else(String::new, |by| format!("brought by {}\n", say::plain(by)));
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "brought {}, {} of whom bought: {}; with their own: {}, {}",
        say::some(told.direct, "customer", "customers"),
        say::count(told.bought),
        say::money(told.value, currency),
        say::some(told.chain, "customer", "customers"),
        say::money(told.chain_value, currency)
    );
    for one in &told.people {
        let indent = "  ".repeat(usize::try_from(one.depth.min(20)).unwrap_or(1));
        let since = one
            .since
            .map_or_else(|| "not bought yet".to_owned(), |day| format!("since {day}"));
        let _ = writeln!(
            text,
            "{indent}{}: {}, {since}",
            say::plain(&one.name),
            say::money(one.spent, currency)
        );
    }
    text
}

fn brought(told: &ReferralFigures, currency: &str) -> String {
    let mut text = format!(
        "{} brought by somebody, {} of whom bought: {}\n",
        say::some(told.brought, "customer", "customers"),
        say::count(told.bought),
        say::money(told.value, currency)
    );
    // Writing to a String cannot fail.
    if let Some(figure) = &told.share {
        let _ = writeln!(text, "of those who bought, brought: {}", share(figure));
    }
    let _ = writeln!(
        text,
        "{} proved by somebody who bought",
        say::some(told.ambassadors, "ambassador", "ambassadors")
    );
    for one in &told.list {
        let _ = writeln!(
            text,
            "  {}: {}, {}",
            say::plain(&one.name),
            say::some(one.bought, "customer", "customers"),
            say::money(one.value, currency)
        );
    }
    let word = &told.word;
    let _ = writeln!(
        text,
        "may be heard (estimate, not measured): good by {} ({} happy x {}), bad by {} ({} angry x {})",
        say::count(word.good),
        say::count(word.happy),
        word.factors.happy,
        say::count(word.bad),
        say::count(word.angry),
        word.factors.angry
    );
    text
}

/// `rating`.
pub async fn rating(book: &Notebook, how: &Rating) -> Result<Answer, Fault> {
    let RatingWhat::Figures = how.what;
    let told = book.satisfaction().await?;
    let any = !told.list.is_empty();
    let mut text = format!("since {}\n", told.since);
    for (now, before) in told.now.iter().zip(&told.before) {
        text.push_str(&reading(now, before));
    }
    Ok(Answer::new(&told, text)?.yes(any))
}

fn reading(now: &Reading, before: &Reading) -> String {
    let (name, digits) = match now.scale {
        RatingScale::Nps => ("NPS, -100 to 100", 0),
        RatingScale::Csat => ("CSAT, % of 4 and 5", 0),
        RatingScale::Ces => ("CES, 1 hard to 7 easy", 1),
    };
    let figure = |told: &Reading, Measured { value, low, high }: Measured| {
        format!(
            "{value:.digits$} ({low:.digits$} to {high:.digits$}, n = {})",
            told.answered
        )
    };
    let told = |told: &Reading| match told.figure {
        Some(measured) => figure(told, measured),
        None => format!("{}, too few", say::some(told.answered, "answer", "answers")),
    };
    let mut text = format!("{name}: {}", told(now));
    // Writing to a String cannot fail.
    if let Some(response) = &now.response {
        let _ = write!(text, "; answered: {}", share(response));
    }
    let _ = writeln!(text, "; 12 months before: {}", told(before));
    text
}
