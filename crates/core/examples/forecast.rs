//! Judges whoever speaks on shops whose future is known: at each day, what every voice says of the next 90 days against
//! what happened. `forecast [SHOP…]`: the real ones found beside the project, and made-up ones.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "telling what it measured is what this program does"
)]

use std::time::Instant;

use fidele_core::scoring::simulate::{Dice, Life};
use fidele_core::scoring::{Learner, Model, Past, Silence, Speaker, Voice};
use fidele_core::testing::shared;

#[path = "../src/scoring/tests/judge.rs"]
mod judge;
#[path = "../src/scoring/tests/shops.rs"]
mod shops;

use judge::{Verdict, judge};
use shops::Shop;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for (shop, days) in judge::cases(true) {
        if !wanted.is_empty() && !wanted.iter().any(|word| shop.name.contains(word.as_str())) {
            continue;
        }
        let mut verdicts = Vec::new();
        for day in days {
            let start = Instant::now();
            match judge(&shop, shops::day(day)) {
                Ok(verdict) => {
                    tell(&shop, day, &verdict);
                    verdicts.push(verdict);
                }
                Err(silence) => println!("{}\t{day}\tsilent: {silence}", shop.name),
            }
            println!("took {:.2?}", start.elapsed());
        }
        compare(&shop, &verdicts);
    }
}

/// How far ours is from every other voice over all days, and how far it may be by chance alone.
fn compare(shop: &Shop, verdicts: &[Verdict]) {
    let (ours, others) = judge::over_days(verdicts);
    let n = verdicts.len() as f64;
    println!("\n== {}, mean of {n} days, ours less theirs", shop.name);
    for (voice, score) in others {
        let [log_loss, brier] = ours.give(&score).map(|give| give / n);
        println!(
            "  {:11} log-loss {:+.4} ± {log_loss:.4}  Brier {:+.4} ± {brier:.4}  AUC {:+.4}  top {:+.4}",
            format!("{voice:?}"),
            (ours.log_loss - score.log_loss) / n,
            (ours.brier - score.brier) / n,
            (ours.auc - score.auc) / n,
            (ours.top_spend - score.top_spend) / n,
        );
    }
}

fn tell(shop: &Shop, day: &str, verdict: &Verdict) {
    let Verdict {
        speaker,
        ours,
        others,
        ..
    } = verdict;
    println!(
        "\n== {} {day}: {} customers, {:.1} % return; cuts {:?}, rough {}, border {:?}, chosen in {:.3} s",
        shop.name,
        verdict.customers,
        100.0 * verdict.base,
        speaker
            .evidence
            .cuts
            .iter()
            .map(|cut| cut.day.to_string())
            .collect::<Vec<_>>(),
        speaker.rough,
        speaker.border,
        verdict.took.as_secs_f64()
    );
    println!(
        "  weights {}",
        serde_json::to_value(speaker)
            .ok()
            .and_then(|v| Some(v.get("mouth")?.get("pool")?.get("weights")?.to_string()))
            .unwrap_or_default()
    );
    for trial in &speaker.evidence.candidates {
        println!(
            "  past   {:11} {:.4} {:.4} {:.4} {:.4}",
            format!("{:?}", trial.voice),
            trial.log_loss,
            trial.brier,
            trial.auc,
            trial.top_spend
        );
    }
    for (voice, score) in std::iter::once((speaker.voice, ours))
        .chain(others.iter().map(|(voice, score)| (*voice, score)))
    {
        println!(
            "  future {:11} {:.4} {:.4} {:.4} {:.4}  announced {:.0} returned {:.0}",
            format!("{voice:?}"),
            score.log_loss,
            score.brier,
            score.auc,
            score.top_spend,
            score.announced,
            score.returned
        );
    }
    if let Some(month) = speaker.evidence.last_month {
        println!("  month {month:?}");
    }
}
