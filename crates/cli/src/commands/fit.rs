//! A model fitted to a plain file of purchases, without any notebook.

mod report;

use std::path::Path;

use chrono::{Days, NaiveDate};
use fidele_core::Error;
use fidele_core::scoring::regularity::{fit_regular, wheat_morrison};
use fidele_core::scoring::spend::{SpendFit, SpendPrior, Spends, fit_spend};
use fidele_core::scoring::{Border, Model, Prior, fit};
use fidele_core::transactions::held_out::HeldOut;
use fidele_core::transactions::scores::Figures;
use fidele_core::transactions::shop::{Shop, Unit};
use fidele_core::transactions::{Field, Lines, Transactions, Wanted};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::args::{Fit, Story};
use crate::fault::{Fault, fit as fault};

/// What `fit` answers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'f> {
    file: &'f Path,
    lines: Lines,
    columns: Vec<Column>,
    first_day: NaiveDate,
    last_day: NaiveDate,
    model: Story,
    /// 1 is at random; larger is more like clockwork.
    regularity: u8,
    unit: Unit,
    /// The last day that was seen.
    cal_end: NaiveDate,
    customers: u64,
    /// Purchases after a first one.
    repeats: u64,
    /// By name.
    parameters: Map<String, Value>,
    /// By name; null for what is not uncertain, or cannot be told.
    standard_errors: Map<String, Value>,
    covariance: Covariance,
    log_likelihood: f64,
    /// What the file could not tell; null when nothing.
    border: Option<AtBorder>,
    evaluations: u32,
    /// How far ahead figures look, in units.
    horizon: f64,
    /// Null where the file has no amounts, or nobody came back for any.
    spend: Option<Spending>,
    held_out: Option<After>,
    /// Where every customer's figures are.
    scores: Option<&'f Path>,
}

/// A column that was read.
#[derive(Serialize)]
struct Column {
    field: Field,
    /// From 0, as everywhere in the JSON.
    column: u32,
    heading: String,
}

/// The covariance of the parameters.
#[derive(Serialize)]
struct Covariance {
    of: Vec<&'static str>,
    rows: Vec<Vec<f64>>,
}

/// What the file could not tell.
#[derive(Serialize)]
struct AtBorder {
    code: Border,
    said: &'static str,
}

/// What a purchase is worth: the Gamma-Gamma model.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spending {
    /// Customers who came back and paid something then.
    customers: usize,
    parameters: Map<String, Value>,
    standard_errors: Map<String, Value>,
    log_likelihood: f64,
    at_border: bool,
    /// The correlation of how often they come with what they spend.
    together: Option<f64>,
    /// What anybody's purchase is worth; null where that cannot be told.
    mean: Option<f64>,
}

/// How right the model was of what it had not seen.
#[derive(Serialize)]
struct After {
    until: NaiveDate,
    #[serde(flatten)]
    figures: HeldOut,
}

/// `fit`.
pub fn run(how: &Fit) -> Result<Answer, Fault> {
    let wanted = Wanted {
        customer: how.customer.clone(),
        date: how.date.clone(),
        amount: how.amount.clone(),
        no_amount: how.no_amount,
        order: how.date_order,
    };
    let file = how.transactions.as_path();
    let transactions = Transactions::read(file, &wanted).map_err(|error| fault::unread(&error))?;
    let shop = seen(how, &transactions)?;
    let told = told(how, file, &transactions, &shop)?;
    Answer::new(&told, report::text(&told))
}

/// What is seen and what is held out.
fn seen<'t>(how: &Fit, transactions: &'t Transactions) -> Result<Shop<'t>, Fault> {
    let unit = Unit::from(how.unit);
    // At most 700,000 days.
    let held = how
        .holdout
        .map(|units| Days::new((units * unit.days()).round().max(1.0) as u64));
    let last = transactions.last_day;
    let end = match (how.cal_end, held) {
        (Some(end), _) => end,
        (None, Some(held)) => last.checked_sub_days(held).unwrap_or(NaiveDate::MIN),
        (None, None) => last,
    };
    if end < transactions.first_day {
        return Err(fault::too_early(end, transactions.first_day));
    }
    if held.is_some() && end >= last {
        return Err(fault::nothing_after(end, last));
    }
    let until = held.and_then(|held| end.checked_add_days(held));
    Ok(transactions.seen(end, until.unwrap_or(end), unit))
}

fn told<'f>(
    how: &'f Fit,
    file: &'f Path,
    transactions: &Transactions,
    shop: &Shop<'_>,
) -> Result<Told<'f>, Fault> {
    let regular = matches!(how.model, Story::Bgcnbd | Story::Mbgcnbd);
    let histories = shop.histories(regular);
    let spends = shop.spends();
    // What they spend has nothing to do with when they come, so it is told meanwhile.
    let (spending, found) = std::thread::scope(|scope| {
        let spending = std::thread::Builder::new().spawn_scoped(scope, || spending(&spends));
        let found = if regular {
            let guess = wheat_morrison(shop.gap_pairs());
            fit_regular(model(how.model), &histories, |_| Prior::NONE, guess)
        } else {
            fit(model(how.model), &histories, &Prior::NONE)
        };
        let spending = spending.ok().and_then(|spending| spending.join().ok());
        (spending.unwrap_or_else(|| self::spending(&spends)), found)
    });
    drop(spends);
    let found = found.map_err(|why| fault::unfit(file, shop.end(), why))?;
    let unit = shop.unit();
    let days_held = (shop.until() - shop.end()).num_days();
    let held = how.holdout.map(|_| days_held as f64 / unit.days());
    let horizon = how.horizon.or(held).unwrap_or(90.0 / unit.days());
    let (spend, spending) = spending;
    let figures = Figures {
        histories: &histories,
        fit: &found,
        spend: spend.as_ref(),
        horizon,
    };
    if let Some(to) = &how.scores {
        let same = |path: &Path| path.canonicalize().ok();
        if same(to).is_some() && same(to) == same(file) {
            return Err(Error::Exists(to.clone()).into());
        }
        shop.write_scores(&figures, to)
            .map_err(|error| Error::io(to, error))?;
    }
    let held_out = held.and_then(|held| {
        let figures = shop.held_out(&Figures {
            horizon: held,
            ..figures
        })?;
        Some(After {
            until: shop.until(),
            figures,
        })
    });
    let names = found.model.parameters();
    let columns = transactions.columns.iter().map(|column| Column {
        field: column.field,
        column: column.column,
        heading: column.heading.clone(),
    });
    Ok(Told {
        file,
        lines: transactions.lines,
        columns: columns.collect(),
        first_day: transactions.first_day,
        last_day: transactions.last_day,
        model: how.model,
        regularity: found.model.regularity(),
        unit,
        cal_end: shop.end(),
        // Both count whole customers and purchases, far below 2⁵³.
        customers: histories.customers() as u64,
        repeats: histories.repeats() as u64,
        parameters: by_name(&names, &found.parameters),
        standard_errors: errors(&names, &found.parameters, &found.covariance),
        covariance: covariance(&names, &found.parameters, &found.covariance),
        log_likelihood: found.log_likelihood,
        border: found.border.map(|code| AtBorder {
            code,
            said: report::border(code),
        }),
        evaluations: found.evaluations,
        horizon,
        spend: spending,
        held_out,
        scores: how.scores.as_deref(),
    })
}

fn model(story: Story) -> Model {
    match story {
        Story::Bgnbd => Model::BgNbd,
        Story::Mbgnbd => Model::MbgNbd,
        Story::Paretonbd => Model::ParetoNbd,
        Story::Bgcnbd => Model::BgCnbd(1),
        Story::Mbgcnbd => Model::MbgCnbd(1),
    }
}

fn spending(spends: &Spends) -> (Option<SpendFit>, Option<Spending>) {
    let found = fit_spend(spends, &SpendPrior::NONE).ok();
    let told = found.as_ref().map(|found| told_spend(spends, found));
    (found, told)
}

const SPEND: [&str; 3] = ["p", "q", "v"];

fn told_spend(spends: &Spends, found: &SpendFit) -> Spending {
    Spending {
        customers: spends.customers(),
        parameters: by_name(&SPEND, &found.parameters),
        standard_errors: errors(&SPEND, &found.parameters, &found.covariance),
        log_likelihood: found.log_likelihood,
        at_border: found.at_border,
        together: spends.together(),
        mean: found.mean(None).map(|mean| mean.value),
    }
}

fn by_name(names: &[&str], values: &[f64]) -> Map<String, Value> {
    let pairs = names.iter().zip(values);
    pairs
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect()
}

/// The covariance of parameters, from that of their logarithms (the delta method).
fn covariance<const N: usize>(
    names: &[&'static str; N],
    at: &[f64; N],
    of_logs: &[[f64; N]; N],
) -> Covariance {
    let row = |(by, cells): (&f64, &[f64; N])| {
        let cells = cells.iter().zip(at);
        cells.map(|(cell, other)| by * cell * other).collect()
    };
    Covariance {
        of: names.to_vec(),
        rows: at.iter().zip(of_logs).map(row).collect(),
    }
}

fn errors<const N: usize>(
    names: &[&'static str; N],
    at: &[f64; N],
    of_logs: &[[f64; N]; N],
) -> Map<String, Value> {
    let each = names.iter().enumerate().map(|(i, name)| {
        let error = at[i] * of_logs[i][i].sqrt();
        let told = (of_logs[i][i] > 0.0).then_some(error);
        ((*name).to_owned(), json!(told))
    });
    each.collect()
}
