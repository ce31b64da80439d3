//! Customers who may leave right after a purchase: BG/NBD, MBG/NBD and their regular kin (M)BG/CNBD-k.
//!
//! While they stay, customers buy at a rate λ of their own, and after every purchase they leave for good with a
//! probability p of their own; λ is Gamma(r, α) and p Beta(a, b) among customers. A purchase is every k-th event of a
//! Poisson process, so k = 1 is buying at random and larger k more and more like clockwork. In the modified (M) models
//! customers may leave after their very first purchase too.
//!
//! - BG/NBD: Fader, Hardie & Lee 2005, "Counting your customers the easy way", *Marketing Science* 24(2), eq. (6).
//! - MBG/NBD: Batislam, Denizel & Filiztekin 2007, *Int. J. Research in Marketing* 24(3), with Wagner & Hoppe 2008.
//! - (M)BG/CNBD-k: Platzer & Reutterer 2016, "Ticking away the moments", *Marketing Science* 35(5), for the regular
//!   timing; Reutterer, Platzer & Schröder 2021, *Int. J. Research in Marketing* 38(2), for its union with these.
//!
//! With d the number of times a customer stayed for sure (x, or x + 1 if they may leave after the first purchase) and
//! m = r + kx, all four have the likelihood
//!
//! `Γ(m)/Γ(r) αʳ · B(a, b+d)/B(a, b) · [S(y)/(α+T)ᵐ + a/(b+d−1) · 1/(α+t_x)ᵐ]`, the last term only if d > 0,
//!
//! where `S(y) = Σ_{j<k} Γ(m+j)/(Γ(m) j!) yʲ`, `y = (T−t_x)/(α+T)`, is 1 for k = 1. The two terms in the brackets are
//! for still being there and for having left at `t_x`.

use super::history::Row;
use super::newton::Slope;
use super::special::{ln_gamma, soft_plus};

/// Which of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dropout {
    /// Whether customers may leave after the first purchase.
    pub at_first: bool,
    /// The regularity k.
    pub regularity: u32,
}

impl Dropout {
    /// How often somebody with so many repeat purchases stayed for sure: d.
    pub fn stays(self, repeats: u32) -> f64 {
        f64::from(repeats) + f64::from(u8::from(self.at_first))
    }

    /// m, the shape of what is known of their rate.
    pub fn shape(self, r: f64, repeats: u32) -> f64 {
        r + f64::from(self.regularity) * f64::from(repeats)
    }

    /// ln of what in the likelihood depends on x alone, by the logarithms of r, α, a, b. The part of the gaps between
    /// purchases, the same for all parameters, is left out ([`Self::constant`]).
    pub fn head(self, at: &[f64; 4], repeats: u32) -> Slope<4> {
        let [r, alpha, a, b] = *at;
        let stays = self.stays(repeats);
        let mut head = Slope::FLAT;
        let rate = ln_gamma(self.shape(r, repeats)) - ln_gamma(r);
        head.value = rate.value + r * alpha.ln();
        head.gradient = [rate.slope + alpha.ln(), r / alpha, 0.0, 0.0];
        head.hessian[0][0] = rate.bend;
        head.hessian[0][1] = alpha.recip();
        head.hessian[1][0] = alpha.recip();
        head.hessian[1][1] = -r / (alpha * alpha);
        if a > 0.0 && stays > 0.0 {
            let stay = ln_gamma(b + stays) - ln_gamma(b);
            let any = ln_gamma(a + b + stays) - ln_gamma(a + b);
            head.value += stay.value - any.value;
            head.gradient[2] = -any.slope;
            head.gradient[3] = stay.slope - any.slope;
            head.hessian[2][2] = -any.bend;
            head.hessian[2][3] = -any.bend;
            head.hessian[3][2] = -any.bend;
            head.hessian[3][3] = stay.bend - any.bend;
        }
        head.in_logs(at)
    }

    /// ln of what the likelihood of one customer has besides, for the sum of the logarithms of their gaps: it does not
    /// depend on the parameters, but tells one regularity from another.
    pub fn constant(self, repeats: f64, log_gaps: f64) -> f64 {
        let k = f64::from(self.regularity);
        (k - 1.0) * log_gaps - repeats * ln_gamma(k).value
    }

    /// ln of the likelihood's brackets for customers with so many repeats, summed over rows, by the logarithms of the
    /// parameters.
    pub fn tails(self, at: &[f64; 4], repeats: u32, rows: &[Row]) -> Slope<4> {
        let [r, alpha, a, b] = *at;
        let stays = self.stays(repeats);
        let m = self.shape(r, repeats);
        // What is summed over the rows: of r and α, as they are; of having left, its chance `q` and `q(1 − q)`.
        let mut sum = Slope::<2>::FLAT;
        let (mut left, mut doubt, mut doubt_r, mut doubt_alpha) = (0.0, 0.0, 0.0, 0.0);
        let odds = (a > 0.0 && stays > 0.0).then(|| (a / (b + stays - 1.0)).ln());
        let (mut at_last, mut left_then) = (f64::NAN, Slope::FLAT);
        for row in rows {
            let stayed = self.stayed(m, alpha, row);
            let Some(odds) = odds else {
                sum.add(&stayed, row.weight);
                continue;
            };
            // Rows are in the order of their last purchase, and many have the same.
            if row.last != at_last {
                (at_last, left_then) = (row.last, gone(m, alpha, row.last));
            }
            let gone = left_then;
            let (more, q) = soft_plus(odds + gone.value - stayed.value);
            let (stay, go) = (row.weight * (1.0 - q), row.weight * q);
            let v = stay * q;
            let by_r = gone.gradient[0] - stayed.gradient[0];
            let by_alpha = gone.gradient[1] - stayed.gradient[1];
            sum.value += row.weight * (stayed.value + more);
            for i in 0..2 {
                sum.gradient[i] += stay * stayed.gradient[i] + go * gone.gradient[i];
                for j in 0..2 {
                    sum.hessian[i][j] += stay * stayed.hessian[i][j] + go * gone.hessian[i][j];
                }
            }
            sum.hessian[0][0] += v * by_r * by_r;
            sum.hessian[0][1] += v * by_r * by_alpha;
            sum.hessian[1][1] += v * by_alpha * by_alpha;
            left += go;
            doubt += v;
            doubt_r += v * by_r;
            doubt_alpha += v * by_alpha;
        }
        sum.hessian[1][0] = sum.hessian[0][1];
        let sum = sum.in_logs(&[r, alpha]);
        let share = b / (b + stays - 1.0);
        let mut tails = Slope::FLAT;
        tails.value = sum.value;
        tails.gradient = [sum.gradient[0], sum.gradient[1], 0.0, 0.0];
        for (wide, narrow) in tails.hessian.iter_mut().zip(sum.hessian) {
            wide[..2].copy_from_slice(&narrow);
        }
        if odds.is_some() {
            tails.gradient[2] = left;
            tails.gradient[3] = -share * left;
            let lower = [
                [doubt_r * r, doubt_alpha * alpha, doubt, 0.0],
                [
                    -share * doubt_r * r,
                    -share * doubt_alpha * alpha,
                    -share * doubt,
                    share * share * doubt - share * (1.0 - share) * left,
                ],
            ];
            for (i, cells) in (2..).zip(lower) {
                for (j, cell) in cells.into_iter().enumerate().take(i + 1) {
                    tails.hessian[i][j] = cell;
                    tails.hessian[j][i] = cell;
                }
            }
        }
        tails
    }

    /// ln of the chance that they are still there, a customer with so many repeats: FHL 2005, eq. (10) leads to it.
    pub fn ln_alive(self, at: &[f64; 4], repeats: u32, row: &Row) -> f64 {
        let [r, alpha, a, b] = *at;
        let stays = self.stays(repeats);
        if stays == 0.0 || a == 0.0 {
            return 0.0;
        }
        let m = self.shape(r, repeats);
        let odds = (a / (b + stays - 1.0)).ln() + gone(m, alpha, row.last).value
            - self.stayed(m, alpha, row).value;
        -soft_plus(odds).0
    }

    /// `ln [S(y) / (α+T)ᵐ]` by m (which is by r) and α, as they are.
    #[inline(always)]
    fn stayed(self, m: f64, alpha: f64, row: &Row) -> Slope<2> {
        let mut stayed = gone(m, alpha, row.span);
        if self.regularity > 1 && row.span > row.last {
            let y = (row.span - row.last) / (alpha + row.span);
            let since = ln_waiting(m, y, self.regularity);
            // ∂ ln y/∂α = −1/(α+T).
            let by = -(alpha + row.span).recip();
            stayed.value += since.value;
            stayed.gradient[0] += since.gradient[0];
            stayed.gradient[1] += since.gradient[1] * by;
            stayed.hessian[0][0] += since.hessian[0][0];
            stayed.hessian[0][1] += since.hessian[0][1] * by;
            stayed.hessian[1][1] += (since.hessian[1][1] + since.gradient[1]) * by * by;
        }
        stayed.hessian[1][0] = stayed.hessian[0][1];
        stayed
    }
}

/// `−m ln(α+t)` by m and α.
#[inline(always)]
fn gone(m: f64, alpha: f64, t: f64) -> Slope<2> {
    let inverse = (alpha + t).recip();
    let ln = (alpha + t).ln();
    Slope {
        value: -m * ln,
        gradient: [-ln, -m * inverse],
        hessian: [[0.0, -inverse], [-inverse, m * inverse * inverse]],
    }
}

/// ln S(y) by m and ln y: the weight of every stage on the way to a next purchase that has not come yet.
fn ln_waiting(m: f64, y: f64, regularity: u32) -> Slope<2> {
    let (mut term, mut by_m, mut by_mm) = (1.0, 0.0, 0.0);
    let mut sum = Slope::<2>::FLAT;
    for stage in 0..regularity {
        let j = f64::from(stage);
        sum.value += term;
        sum.gradient[0] += term * by_m;
        sum.gradient[1] += term * j;
        sum.hessian[0][0] += term * (by_m * by_m + by_mm);
        sum.hessian[0][1] += term * by_m * j;
        sum.hessian[1][1] += term * j * j;
        term *= (m + j) / (j + 1.0) * y;
        by_m += (m + j).recip();
        by_mm -= (m + j).powi(-2);
    }
    let s = sum.value;
    let slope = sum.gradient.map(|cell| cell / s);
    Slope {
        value: s.ln(),
        gradient: slope,
        hessian: [
            [
                sum.hessian[0][0] / s - slope[0] * slope[0],
                sum.hessian[0][1] / s - slope[0] * slope[1],
            ],
            [
                sum.hessian[0][1] / s - slope[0] * slope[1],
                sum.hessian[1][1] / s - slope[1] * slope[1],
            ],
        ],
    }
}
