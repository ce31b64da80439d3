//! The chance that customers come back, and how right that has been.

use fidele_core::Notebook;
use fidele_core::chance::{Forecasts, ModelScore, Score as Said};
use fidele_core::scoring::{Estimate, Fit, Model, Silence, Voice};
use serde::Serialize;
use serde_json::json;

use crate::answer::Answer;
use crate::args::{Backtest, Score};
use crate::fault::{BAD_INPUT, Fault};
use crate::say;
use crate::table::table;

/// The largest piece in which customers are read.
const PIECE: u32 = 5_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scores {
    currency: String,
    rows: Vec<Said>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ModelScores {
    model: Model,
    fit: Fit,
    rows: Vec<ModelScore>,
}

/// `score`.
pub async fn score(book: &Notebook, how: &Score) -> Result<Answer, Fault> {
    if let Some(model) = how.model {
        return alone(book, model, how.limit).await;
    }
    book.learn().await?;
    if let Forecasts::Silent { why, .. } = book.forecasts().await? {
        let text = format!("Nothing can be said yet: {}.\n", silence(why));
        return Ok(Answer::new(&why, text)?.yes(false));
    }
    let currency = book.settings().currency;
    let mut rows: Vec<Said> = Vec::new();
    loop {
        let left = match how.limit {
            0 => PIECE,
            limit => (limit - rows.len() as u32).min(PIECE),
        };
        let after = rows.last().map(|row| row.customer);
        let came = book.scores(after, left).await?;
        let some = came.len();
        rows.extend(came);
        if some < PIECE as usize {
            break;
        }
    }
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let outlook = &row.outlook;
            vec![
                say::plain(&row.name),
                chance(&outlook.chance),
                outlook
                    .back_by
                    .map_or_else(String::new, |day| day.to_string()),
                outlook
                    .worth
                    .map_or_else(String::new, |worth| say::money(worth.value, &currency)),
                outlook
                    .gain
                    .map_or_else(String::new, |gain| say::money(gain, &currency)),
            ]
        })
        .collect();
    let text = format!(
        "{}Chance of buying within 90 days (95 % interval), if they return probably before, expected in 12 months, gain of a contact.\n",
        table(&lines, &[3, 4])
    );
    let any = !rows.is_empty();
    Ok(Answer::new(&Scores { currency, rows }, text)?.yes(any))
}

async fn alone(book: &Notebook, model: Model, limit: u32) -> Result<Answer, Fault> {
    let (fit, mut rows) = book.model_scores(model).await?.map_err(|why| {
        Fault::new(
            "noFit",
            BAD_INPUT,
            json!({}),
            format!("there is nothing to fit: {why}"),
        )
    })?;
    if limit > 0 {
        rows.truncate(limit as usize);
    }
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                say::plain(&row.name),
                chance(&row.chance),
                format!("{:.2}", row.expected.value),
                chance(&row.alive),
            ]
        })
        .collect();
    let named: Vec<String> = fit
        .model
        .parameters()
        .iter()
        .zip(fit.parameters)
        .map(|(name, value)| format!("{name} {value:.4}"))
        .collect();
    let text = format!(
        "{}Chance of buying within 90 days (95 % interval), purchases to expect in them, chance of not having left.\n{:?}: {}; log-likelihood {:.2}\n",
        table(&lines, &[2]),
        fit.model,
        named.join(", "),
        fit.log_likelihood
    );
    Answer::new(&ModelScores { model, fit, rows }, text)
}

/// `backtest`.
pub async fn backtest(book: &Notebook, how: &Backtest) -> Result<Answer, Fault> {
    if how.again {
        book.learn_again().await?;
    } else {
        book.learn().await?;
    }
    let forecasts = book.forecasts().await?;
    let text = match &forecasts {
        Forecasts::NotYet => String::new(),
        Forecasts::Silent { why, .. } => format!("Nothing can be said yet: {}.\n", silence(*why)),
        Forecasts::Says {
            voice,
            rough,
            no_departures,
            evidence,
            ..
        } => {
            let trials: Vec<Vec<String>> = evidence
                .candidates
                .iter()
                .map(|trial| {
                    vec![
                        voice_name(trial.voice).to_owned(),
                        format!("{:.4}", trial.log_loss),
                        format!("{:.4}", trial.brier),
                        format!("{:.3}", trial.auc),
                        format!("{:.1} %", 100.0 * trial.top_spend),
                    ]
                })
                .collect();
            let bins: Vec<Vec<String>> = evidence
                .bins
                .iter()
                .map(|bin| {
                    vec![
                        format!("{:.0} %", 100.0 * bin.announced),
                        format!(
                            "{:.0} % ({:.0}-{:.0})",
                            100.0 * bin.returned,
                            100.0 * bin.low,
                            100.0 * bin.high
                        ),
                        say::count(bin.customers),
                    ]
                })
                .collect();
            let mut text = format!(
                "Who speaks: {}, learnt from {} customers and {} returns.\n",
                voice_name(*voice),
                say::count(evidence.customers),
                say::count(evidence.returns)
            );
            if *rough {
                text.push_str("Rough: few purchases yet.\n");
            }
            if *no_departures {
                text.push_str("No sign of departures to learn from yet.\n");
            }
            if let Some(month) = &evidence.last_month {
                text.push_str(&format!(
                    "Of {:.0} returns announced for the month from {}, {} happened ({} to {} expected, {} customers).\n",
                    month.announced,
                    month.since,
                    say::count(month.returned),
                    say::count(month.low),
                    say::count(month.high),
                    say::count(month.customers)
                ));
            }
            if !trials.is_empty() {
                text.push_str(
                    "\nCandidate, log-loss, Brier, ranking (AUC), spend in the top tenth:\n",
                );
                text.push_str(&table(&trials, &[1, 2, 3, 4]));
            }
            if !bins.is_empty() {
                text.push_str("\nAnnounced, happened (95 % interval), customers:\n");
                text.push_str(&table(&bins, &[2]));
            }
            text
        }
    };
    let says = matches!(forecasts, Forecasts::Says { .. });
    Ok(Answer::new(&forecasts, text)?.yes(says))
}

/// `38 % (24-53)`.
fn chance(chance: &Estimate) -> String {
    format!(
        "{:.0} % ({:.0}-{:.0})",
        100.0 * chance.value,
        100.0 * chance.low,
        100.0 * chance.high
    )
}

fn silence(why: Silence) -> String {
    match why {
        Silence::TooFewCustomers { n, needed } => {
            format!("{n} customers have bought, {needed} are needed")
        }
        Silence::TooFewReturns { n, needed } => {
            format!("customers came back {n} times, {needed} are needed")
        }
        Silence::TooShort { days, needed } => {
            format!("the notebook tells of {days} days, {needed} are needed")
        }
    }
}

const fn voice_name(voice: Voice) -> &'static str {
    match voice {
        Voice::BgNbd => "BG/NBD",
        Voice::MbgNbd => "MBG/NBD",
        Voice::ParetoNbd => "Pareto/NBD",
        Voice::Regular => "MBG/CNBD-k",
        Voice::Lateness => "lateness",
        Voice::Recency => "recency",
        Voice::Rfm => "recency, frequency, money",
        Voice::Regression => "logistic regression",
        Voice::Pool => "models and regression together",
    }
}
