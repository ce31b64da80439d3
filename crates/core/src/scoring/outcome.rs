//! What came of telling the past ahead, and who speaks from now on.

use super::evidence::{Bin, Cut, Evidence, Trial};
use super::trial::{Happened, auc, bins, brier, log_loss, top_spend};
use super::voice::Voice;

/// By how much less mean log-loss one has to have done better than the pool to speak instead of it: as much for certain, and as
/// much over the number of customers. A winner of few tries is often lucky; the pool needs none.
const CLEAR: f64 = 0.002;
const FEW: f64 = 4.0;

/// What every voice said at a cut.
pub(super) struct Told {
    pub cut: Cut,
    pub happened: Vec<Happened>,
    /// What a purchase of each was thought to be worth.
    pub each: Vec<f64>,
    pub chances: Vec<(Voice, Vec<f64>)>,
}

/// What came of telling the past ahead.
pub(super) struct Outcome {
    /// Without the bins of who speaks and the last month.
    pub evidence: Evidence,
    /// Who speaks.
    pub voice: Voice,
    told: Vec<Told>,
}

impl Outcome {
    /// Of what was said at every cut, the latest first.
    pub fn of(told: Vec<Told>) -> Self {
        let mut candidates: Vec<Trial> = Voice::ALL
            .into_iter()
            .filter_map(|voice| trial(voice, &told))
            .collect();
        let n: f64 = told.iter().map(|told| told.happened.len() as f64).sum();
        candidates.sort_by(|one, other| one.log_loss.total_cmp(&other.log_loss));
        let margin = CLEAR + FEW / n.max(1.0);
        let pool = candidates.iter().find(|trial| trial.voice == Voice::Pool);
        let voice = candidates
            .first()
            .filter(|best| pool.is_none_or(|pool| best.log_loss < pool.log_loss - margin))
            .map_or(Voice::Pool, |best| best.voice);
        Self {
            evidence: Evidence {
                cuts: told.iter().map(|told| told.cut).collect(),
                candidates,
                ..Evidence::default()
            },
            voice,
            told,
        }
    }

    /// Announced against happened, of one voice.
    pub fn bins(&self, voice: Voice) -> Vec<Bin> {
        let mut pairs: Vec<(f64, bool)> = Vec::new();
        for told in &self.told {
            let happened = told.happened.iter().map(|what| what.returned);
            pairs.extend(told.by(voice).into_iter().flatten().copied().zip(happened));
        }
        bins(&mut pairs)
    }
}

impl Told {
    fn by(&self, voice: Voice) -> Option<&Vec<f64>> {
        let said = self.chances.iter().find(|(who, _)| *who == voice);
        said.map(|(_, chances)| chances)
    }
}

/// How a voice did; `None` if it had nothing to say at some cut, or there was none.
fn trial(voice: Voice, told: &[Told]) -> Option<Trial> {
    let mut trial = Trial {
        voice,
        log_loss: 0.0,
        brier: 0.0,
        auc: 0.0,
        top_spend: 0.0,
    };
    let mut n = 0.0;
    for told in told {
        let chances = told.by(voice)?;
        let worth: Vec<f64> = chances
            .iter()
            .zip(&told.each)
            .map(|(chance, each)| chance * each)
            .collect();
        n += chances.len() as f64;
        trial.log_loss += log_loss(chances, &told.happened);
        trial.brier += brier(chances, &told.happened);
        trial.auc += auc(chances, &told.happened);
        trial.top_spend += top_spend(&worth, &told.happened);
    }
    let cuts = told.len() as f64;
    (n > 0.0).then(|| Trial {
        voice,
        log_loss: trial.log_loss / n,
        brier: trial.brier / n,
        auc: trial.auc / cuts,
        top_spend: trial.top_spend / cuts,
    })
}
