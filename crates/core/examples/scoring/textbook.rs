//! BG/NBD as a textbook has it: the likelihood of Fader, Hardie & Lee 2005, eq. (6), summed over every customer, climbed by the
//! simplex of Nelder & Mead 1965 over the logarithms of the parameters. No grouping, no slopes, one thread.

use fidele_core::scoring::History;
use fidele_core::scoring::special::ln_gamma;

type Point = [f64; 4];

/// How much less log-likelihood than the best the worst corner may have at the end.
const NEAR: f64 = 1e-5;
const MOST: u32 = 5000;

/// The parameters r, α, a, b, their log-likelihood, and how often it was computed.
pub fn fit(rows: &[History]) -> (Point, f64, u32) {
    let mut asked = 0;
    let mut height = |at: &Point| {
        asked += 1;
        rows.iter()
            .map(|row| one(row, &at.map(f64::exp)))
            .sum::<f64>()
    };
    let mut best = [0.0; 4];
    // A simplex that has shrunk onto a slope is set up anew where it stopped, until that gains nothing.
    let mut before = f64::NEG_INFINITY;
    loop {
        let (at, found) = simplex(best, &mut height);
        best = at;
        if found - before < 1e-4 {
            return (best.map(f64::exp), found, asked);
        }
        before = found;
    }
}

fn one(row: &History, at: &Point) -> f64 {
    let [r, alpha, a, b] = *at;
    let x = f64::from(row.repeats());
    let ln_gamma = |x: f64| ln_gamma(x).value;
    let rate = ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln();
    let stay = ln_gamma(a + b) + ln_gamma(b + x) - ln_gamma(b) - ln_gamma(a + b + x);
    let there = -(r + x) * (alpha + row.span()).ln();
    let gone = if x > 0.0 {
        a.ln() - (b + x - 1.0).ln() - (r + x) * (alpha + row.last()).ln()
    } else {
        f64::NEG_INFINITY
    };
    let most = there.max(gone);
    rate + stay + most + ((there - most).exp() + (gone - most).exp()).ln()
}

fn simplex(start: Point, height: &mut impl FnMut(&Point) -> f64) -> (Point, f64) {
    let mut corners: Vec<(Point, f64)> = vec![(start, height(&start))];
    for i in 0..4 {
        let mut corner = start;
        corner[i] += 0.5;
        let found = height(&corner);
        corners.push((corner, found));
    }
    for _ in 0..MOST {
        corners.sort_by(|one, other| other.1.total_cmp(&one.1));
        let (best, worst) = (corners[0], corners[4]);
        if best.1 - worst.1 < NEAR {
            break;
        }
        let middle: Point =
            std::array::from_fn(|i| corners[..4].iter().map(|(at, _)| at[i]).sum::<f64>() / 4.0);
        let along = |by: f64| std::array::from_fn(|i| middle[i] + by * (worst.0[i] - middle[i]));
        let mut try_ = |by: f64| -> (Point, f64) {
            let at = along(by);
            let found = height(&at);
            (at, found)
        };
        let reflected = try_(-1.0);
        let next = if reflected.1 > best.1 {
            let further = try_(-2.0);
            if further.1 > reflected.1 {
                further
            } else {
                reflected
            }
        } else if reflected.1 > corners[3].1 {
            reflected
        } else {
            let nearer = try_(if reflected.1 > worst.1 { -0.5 } else { 0.5 });
            if nearer.1 > worst.1.max(reflected.1) {
                nearer
            } else {
                for corner in &mut corners[1..] {
                    corner.0 = std::array::from_fn(|i| 0.5 * (corner.0[i] + best.0[i]));
                    corner.1 = height(&corner.0);
                }
                continue;
            }
        };
        corners[4] = next;
    }
    corners.sort_by(|one, other| other.1.total_cmp(&one.1));
    corners[0]
}
