//! Whoever speaks against every voice that might have, on days the method was not made on.

use super::judge::{Score, cases, judge};
use super::shops::day;
use super::*;

/// By how much the best of all the others may be better, knowing afterwards which of them it was: a hair of log-loss and Brier,
/// and of rank what was promised.
const HAIR: f64 = 0.003;
const RANK: f64 = 0.005;

impl Score {
    /// Add up days.
    fn add(&mut self, other: &Self) {
        self.log_loss += other.log_loss;
        self.brier += other.brier;
        self.auc += other.auc;
        self.top_spend += other.top_spend;
    }
}

#[test]
fn nobody_would_have_spoken_better() {
    let long = std::env::var_os("FIDELE_LONG").is_some();
    for (shop, days) in cases(long) {
        let mut ours = Score::default();
        let mut others: Vec<(Voice, Score, usize)> = Vec::new();
        for iso in days {
            let verdict = judge(&shop, day(iso)).unwrap();
            println!(
                "{} on {iso}: {} customers, {:.3} return, {:?} speaks, chosen in {:.2?}",
                shop.name, verdict.customers, verdict.base, verdict.speaker.voice, verdict.took
            );
            ours.add(&verdict.ours);
            for (voice, score) in verdict.others {
                match others.iter_mut().find(|(who, ..)| *who == voice) {
                    Some((_, sum, count)) => {
                        sum.add(&score);
                        *count += 1;
                    }
                    None => others.push((voice, score, 1)),
                }
            }
        }
        // With few customers one of them decides who was best.
        if shop.customers.len() < 400 {
            continue;
        }
        let n = days.len() as f64;
        let rivals = others.iter().filter(|(voice, _, count)| {
            *count == days.len() && !matches!(voice, Voice::Pool | Voice::Regular)
        });
        for (voice, score, _) in rivals {
            let told = format!("{} against {voice:?}: {ours:?} {score:?}", shop.name);
            assert!((ours.log_loss - score.log_loss) / n < HAIR, "{told}");
            assert!((ours.brier - score.brier) / n < HAIR, "{told}");
            assert!((score.auc - ours.auc) / n < RANK, "{told}");
            assert!((score.top_spend - ours.top_spend) / n < RANK, "{told}");
        }
    }
}
