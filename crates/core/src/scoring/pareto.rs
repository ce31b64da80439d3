//! Pareto/NBD: customers who may leave at any time, Schmittlein, Morrison & Colombo 1987, "Counting your customers:
//! who are they and what will they do next?", *Management Science* 33(1).
//!
//! While they stay, customers buy at a rate λ of their own, and they leave at a rate μ of their own; λ is Gamma(r, α)
//! and μ Gamma(s, β) among customers. The likelihood is
//!
//! `Γ(r+x)/Γ(r) αʳ βˢ · [(α+T)^−(r+x) (β+T)^−s + s ∫_{t_x}^{T} (α+y)^−(r+x) (β+y)^−(s+1) dy]`
//!
//! (Fader & Hardie 2005, "A note on deriving the Pareto/NBD model", eq. (11) before the integral is written as the
//! difference of two hypergeometric functions). The integral is done as it stands, by quadrature over
//! `v = ln((c+y)/(c+t_x))`, c being the smaller of α and β, where it is a decaying exponential times something smooth, and
//! falls by no more than r+x+s a unit of v: nothing cancels, its slopes come with it, and ten points in most places (more
//! where it falls steeply) leave a relative error below 1e-9.

use super::history::{History, Row};
use super::newton::Slope;
use super::quadrature;
use super::special::ln_gamma;
use super::swift::Said;

/// How far an exponential falls until the rest of it does not matter: e⁻²⁸ is 1e-12.
const FALL: f64 = 28.0;
/// What one panel of the quadrature can take: how far the integrand may fall, and its length in v.
const PANEL_FALL: f64 = 10.0;
const PANEL_LENGTH: f64 = 3.0;
const MOST_PANELS: u32 = 40;

/// ln of what in the likelihood depends on x alone, by the logarithms of r, α, s, β.
pub(super) fn head(at: &[f64; 4], repeats: u32) -> Slope<4> {
    let [r, alpha, s, beta] = *at;
    let rate = ln_gamma(r + f64::from(repeats)) - ln_gamma(r);
    let mut head = Slope::FLAT;
    head.value = rate.value + r * alpha.ln() + s * beta.ln();
    head.gradient = [rate.slope + alpha.ln(), r / alpha, beta.ln(), s / beta];
    head.hessian[0][0] = rate.bend;
    (head.hessian[0][1], head.hessian[1][0]) = (alpha.recip(), alpha.recip());
    head.hessian[1][1] = -r / (alpha * alpha);
    (head.hessian[2][3], head.hessian[3][2]) = (beta.recip(), beta.recip());
    head.hessian[3][3] = -s / (beta * beta);
    head.in_logs(at)
}

/// ln of the likelihood's brackets for customers with so many repeats, summed over rows, by the logarithms of the
/// parameters.
pub(super) fn tails(at: &[f64; 4], repeats: u32, rows: &[Row]) -> Slope<4> {
    let [r, alpha, s, beta] = *at;
    let m = r + f64::from(repeats);
    let mut sum = Slope::FLAT;
    for row in rows {
        let mut mix = Mix::new();
        let stayed = -m * (alpha + row.span).ln() - s * (beta + row.span).ln();
        let scale = stayed.max(density_at(at, m, row.last));
        mix.add(
            (stayed - scale).exp(),
            alpha + row.span,
            (alpha + row.span).ln(),
            beta + row.span,
            (beta + row.span).ln(),
            [m, s, 0.0],
        );
        departures(at, m, row, |alpha_y, ln_alpha_y, beta_y, width| {
            let ln_beta_y = beta_y.ln();
            let ln = s.ln() - m * ln_alpha_y - (s + 1.0) * ln_beta_y;
            mix.add(
                (ln - scale).exp() * width,
                alpha_y,
                ln_alpha_y,
                beta_y,
                ln_beta_y,
                [m, s + 1.0, s.recip()],
            );
        });
        mix.into_sum(scale, row.weight, &mut sum);
    }
    sum.in_logs(at)
}

/// ln of the chance that they are still there, a customer with so many repeats: Schmittlein, Morrison & Colombo 1987,
/// eq. (11)–(13), as one over one plus what the integral is to the other term.
pub(super) fn ln_alive(at: &[f64; 4], repeats: u32, row: &Row) -> f64 {
    let [r, alpha, s, beta] = *at;
    let m = r + f64::from(repeats);
    let stayed = -m * (alpha + row.span).ln() - s * (beta + row.span).ln();
    let scale = stayed.max(density_at(at, m, row.last));
    let mut gone = 0.0;
    departures(at, m, row, |_, ln_alpha_y, beta_y, width| {
        gone += (s.ln() - m * ln_alpha_y - (s + 1.0) * beta_y.ln() - scale).exp() * width;
    });
    let over = stayed - scale;
    over - (over.exp() + gone).ln()
}

/// The chance that they are still there, and that they buy within `horizon`, without slopes.
pub(super) fn said(at: &[f64; 4], history: &History, horizon: f64) -> Said {
    let [r, alpha, s, beta] = *at;
    let m = r + f64::from(history.repeats());
    let (now, then) = (history.span(), history.span() + horizon);
    let stays = |time: f64| -m * (alpha + time).ln() - s * (beta + time).ln();
    // Everything as a multiple of still being there now, or of having left at once if that is far likelier.
    let scale = stays(now).max(density_at(at, m, history.last()));
    let left = |last: f64, span: f64| {
        let mut sum = 0.0;
        let row = Row {
            last,
            span,
            weight: 1.0,
        };
        departures(at, m, &row, |_, ln_alpha_y, beta_y, width| {
            sum += (-m * ln_alpha_y - (s + 1.0) * beta_y.ln() - scale).exp() * width;
        });
        s * sum
    };
    let here = (stays(now) - scale).exp();
    let all = here + left(history.last(), now);
    let buys = here - (stays(then) - scale).exp() - left(now, then);
    Said {
        alive: (here / all).clamp(0.0, 1.0),
        chance: (buys / all).clamp(0.0, 1.0),
    }
}

/// Purchases to expect of somebody still there, within `horizon`: Schmittlein, Morrison & Colombo 1987, eq. (22), as
/// Fader & Hardie 2005 write it (their eq. (41)); at s = 1 it is a logarithm.
pub(super) fn expected_if_alive(at: &[f64; 4], repeats: u32, span: f64, horizon: f64) -> f64 {
    let [r, alpha, s, beta] = *at;
    let passed = (horizon / (beta + span)).ln_1p();
    let fade = (s - 1.0) * passed;
    let time = if fade.abs() < 1e-12 {
        passed
    } else {
        passed * (-(-fade).exp_m1() / fade)
    };
    (r + f64::from(repeats)) * (beta + span) / (alpha + span) * time
}

/// Walk the points at which they may have left since their last purchase: `α+y`, its logarithm, `β+y` and the width in
/// y each stands for. Nobody leaves where s is 0.
fn departures(at: &[f64; 4], m: f64, row: &Row, mut visit: impl FnMut(f64, f64, f64, f64)) {
    let [_, alpha, s, beta] = *at;
    let by_alpha = alpha <= beta;
    let start = alpha.min(beta) + row.last;
    let length = ((row.span - row.last) / start).ln_1p();
    if s == 0.0 || length == 0.0 {
        return;
    }
    // How steeply the integrand falls at both ends; between them it is monotonous.
    let fall = |y: f64| {
        if by_alpha {
            (m - 1.0) + (s + 1.0) * (alpha + y) / (beta + y)
        } else {
            s + m * (beta + y) / (alpha + y)
        }
    };
    let (one, other) = (fall(row.last), fall(row.span));
    let (least, most) = (one.min(other), one.abs().max(other.abs()));
    let reach = if least > 0.0 {
        length.min(FALL / least)
    } else {
        length
    };
    let panels = (most * reach / PANEL_FALL)
        .max(reach / PANEL_LENGTH)
        .ceil()
        .clamp(1.0, f64::from(MOST_PANELS));
    let ln_start = start.ln();
    quadrature::points(reach, panels as u32, |v, power, width| {
        let (here, since) = (start * power, start * (power - 1.0));
        if by_alpha {
            visit(here, ln_start + v, beta + row.last + since, width * here);
        } else {
            let alpha_y = alpha + row.last + since;
            visit(alpha_y, alpha_y.ln(), here, width * here);
        }
    });
}

/// The logarithm of the integrand over v.
fn density_at(at: &[f64; 4], m: f64, y: f64) -> f64 {
    let [_, alpha, s, beta] = *at;
    if s == 0.0 {
        return f64::NEG_INFINITY;
    }
    let (to_alpha, to_beta) = if alpha <= beta {
        (1.0, 0.0)
    } else {
        (0.0, 1.0)
    };
    s.ln() - (m - to_alpha) * (alpha + y).ln() - (s + 1.0 - to_beta) * (beta + y).ln()
}

/// A sum of terms `w · (α+y)^−m (β+y)^−n · c(s)`, with what its logarithm's slopes are made of.
struct Mix {
    weight: f64,
    gradient: [f64; 4],
    hessian: [[f64; 4]; 4],
}

impl Mix {
    const fn new() -> Self {
        Self {
            weight: 0.0,
            gradient: [0.0; 4],
            hessian: [[0.0; 4]; 4],
        }
    }

    /// Add a term: its exponents `m` and `n`, and the slope of `ln c` by s.
    #[inline(always)]
    fn add(
        &mut self,
        weight: f64,
        alpha_y: f64,
        ln_alpha_y: f64,
        beta_y: f64,
        ln_beta_y: f64,
        [m, n, by_s]: [f64; 3],
    ) {
        let (by_alpha, by_beta) = (alpha_y.recip(), beta_y.recip());
        let slope = [-ln_alpha_y, -m * by_alpha, by_s - ln_beta_y, -n * by_beta];
        self.weight += weight;
        for i in 0..4 {
            self.gradient[i] += weight * slope[i];
            for j in 0..=i {
                self.hessian[i][j] += weight * slope[i] * slope[j];
            }
        }
        self.hessian[1][0] -= weight * by_alpha;
        self.hessian[1][1] += weight * m * by_alpha * by_alpha;
        self.hessian[2][2] -= weight * by_s * by_s;
        self.hessian[3][2] -= weight * by_beta;
        self.hessian[3][3] += weight * n * by_beta * by_beta;
    }

    /// Add the logarithm of the sum and its slopes, `weight` times, the terms having been divided by e to the `scale`.
    fn into_sum(self, scale: f64, weight: f64, sum: &mut Slope<4>) {
        let slope = self.gradient.map(|cell| cell / self.weight);
        sum.value += weight * (scale + self.weight.ln());
        for i in 0..4 {
            sum.gradient[i] += weight * slope[i];
            for j in 0..=i {
                let bend = weight * (self.hessian[i][j] / self.weight - slope[i] * slope[j]);
                sum.hessian[i][j] += bend;
                if i != j {
                    sum.hessian[j][i] += bend;
                }
            }
        }
    }
}
