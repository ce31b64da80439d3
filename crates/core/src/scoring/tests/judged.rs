//! Whoever speaks against every voice that might have, on days the method was not made on.

use super::judge::{Score, cases, judge, over_days};
use super::shops::day;
use super::*;

/// By how much the best of all the others may be better, knowing afterwards which of them it was: a hair of log-loss and Brier,
/// and that only where chance explains it, and of rank what was promised.
const HAIR: f64 = 0.003;
const RANK: f64 = 0.005;

#[test]
fn nobody_would_have_spoken_better() {
    let long = std::env::var_os("FIDELE_LONG").is_some();
    for (shop, days) in cases(long) {
        let judged = |iso: &&str| {
            let verdict = judge(&shop, day(iso)).unwrap();
            println!(
                "{} on {iso}: {} customers, {:.3} return, {:?} speaks, chosen in {:.2?}",
                shop.name, verdict.customers, verdict.base, verdict.speaker.voice, verdict.took
            );
            verdict
        };
        let (ours, others) = over_days(&days.iter().map(judged).collect::<Vec<_>>());
        // With few customers one of them decides who was best.
        if shop.customers.len() < 400 {
            continue;
        }
        let n = days.len() as f64;
        for (voice, score) in &others {
            if matches!(voice, Voice::Pool | Voice::Regular) {
                continue;
            }
            let measures = |score: &Score| {
                [score.log_loss, score.brier, score.auc, score.top_spend].map(|sum| sum / n)
            };
            let told = format!(
                "{} against {voice:?}: {:?} {:?}",
                shop.name,
                measures(&ours),
                measures(score)
            );
            let [log_loss, brier] = ours.give(score);
            assert!(ours.log_loss - score.log_loss <= log_loss, "{told}");
            assert!(ours.brier - score.brier <= brier, "{told}");
            assert!((ours.log_loss - score.log_loss) / n < HAIR, "{told}");
            assert!((ours.brier - score.brier) / n < HAIR, "{told}");
            assert!((score.auc - ours.auc) / n < RANK, "{told}");
            assert!((score.top_spend - ours.top_spend) / n < RANK, "{told}");
        }
    }
}
