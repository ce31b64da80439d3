//! The top of a smooth hill: a damped Newton method for functions of a few variables within a box.

/// A function's value with its first and second derivatives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slope<const N: usize> {
    pub value: f64,
    pub gradient: [f64; N],
    /// Symmetric.
    pub hessian: [[f64; N]; N],
}

impl<const N: usize> Slope<N> {
    pub const FLAT: Self = Self {
        value: 0.0,
        gradient: [0.0; N],
        hessian: [[0.0; N]; N],
    };

    /// Add `weight` times another.
    pub fn add(&mut self, other: &Self, weight: f64) {
        self.value += weight * other.value;
        for i in 0..N {
            self.gradient[i] += weight * other.gradient[i];
            for j in 0..N {
                self.hessian[i][j] += weight * other.hessian[i][j];
            }
        }
    }

    /// The same function of the logarithms of its (positive) variables, which are `at`.
    pub fn in_logs(mut self, at: &[f64; N]) -> Self {
        for i in 0..N {
            for j in 0..N {
                self.hessian[i][j] *= at[i] * at[j];
            }
            self.gradient[i] *= at[i];
            self.hessian[i][i] += self.gradient[i];
        }
        self
    }
}

/// Where the climb ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Peak<const N: usize> {
    pub at: [f64; N],
    pub slope: Slope<N>,
    /// How often the function was asked.
    pub asked: u32,
    /// Whether no more than rounding was left to climb, and no side of the box was in the way.
    pub inside: bool,
}

/// No coordinate moves by more than this in one step: they are logarithms, so a factor of seven.
const STRIDE: f64 = 2.0;
const MOST_STEPS: u32 = 200;

/// Climb from `start`, each coordinate staying within its `bounds`, until a step would gain less than 1e-10 or a
/// 1e-14th of the value. `None` when the function is not finite at the start.
pub(super) fn climb<const N: usize>(
    start: [f64; N],
    bounds: &[(f64, f64); N],
    mut hill: impl FnMut(&[f64; N]) -> Slope<N>,
) -> Option<Peak<N>> {
    let mut peak = Peak {
        at: start,
        slope: hill(&start),
        asked: 1,
        inside: false,
    };
    if !finite(&peak.slope) {
        return None;
    }
    for _ in 0..MOST_STEPS {
        let (mut gradient, mut down) = (peak.slope.gradient, negated(&peak.slope.hessian));
        let mut held = false;
        for i in 0..N {
            let (low, high) = bounds[i];
            let pushes_out = (peak.at[i] <= low && gradient[i] <= 0.0)
                || (peak.at[i] >= high && gradient[i] >= 0.0);
            if pushes_out || low >= high {
                held |= low < high;
                gradient[i] = 0.0;
                for row in &mut down {
                    row[i] = 0.0;
                }
                down[i] = [0.0; N];
                down[i][i] = 1.0;
            }
        }
        let tiny = (peak.slope.value.abs() * 1e-14).max(1e-10);
        let (mut step, gain, damped) = step(&down, &gradient);
        if gain < tiny {
            peak.inside = !held && !damped;
            return Some(peak);
        }
        let longest = step
            .iter()
            .fold(0.0_f64, |long, move_| long.max(move_.abs()));
        if longest > STRIDE {
            step = step.map(|move_| move_ * STRIDE / longest);
        }
        let (before, mut moved, mut shrunk) = (peak.slope.value, false, false);
        for _ in 0..20 {
            let mut next = peak.at;
            for i in 0..N {
                next[i] = (next[i] + step[i]).clamp(bounds[i].0, bounds[i].1);
            }
            let slope = hill(&next);
            peak.asked += 1;
            if finite(&slope) && slope.value >= peak.slope.value - tiny * 0.1 {
                (peak.at, peak.slope, moved) = (next, slope, true);
                break;
            }
            step = step.map(|move_| move_ * 0.3);
            shrunk = true;
        }
        // On a ridge so flat that rounding is all there is, more steps lead nowhere.
        if !moved || (shrunk && peak.slope.value - before < tiny) {
            return Some(peak);
        }
    }
    Some(peak)
}

/// The Newton step, damped where the hill is not round until it climbs; what it promises to gain; and whether it is damped.
fn step<const N: usize>(down: &[[f64; N]; N], gradient: &[f64; N]) -> ([f64; N], f64, bool) {
    let scale = (0..N).fold(1e-12_f64, |most, i| most.max(down[i][i].abs()));
    let mut damping = 0.0_f64;
    loop {
        let mut firm = *down;
        for (i, row) in firm.iter_mut().enumerate() {
            row[i] += damping * scale;
        }
        if let Some(root) = cholesky(&firm) {
            let step = solve(&root, gradient);
            let gain = 0.5 * (0..N).map(|i| step[i] * gradient[i]).sum::<f64>();
            return (step, gain, damping > 0.0);
        }
        damping = (damping * 4.0).max(1e-6);
    }
}

/// The inverse of a symmetric matrix, if it is positive definite.
pub(super) fn inverse<const N: usize>(matrix: &[[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let root = cholesky(matrix)?;
    let mut inverse = [[0.0; N]; N];
    for i in 0..N {
        let mut unit = [0.0; N];
        unit[i] = 1.0;
        inverse[i] = solve(&root, &unit);
    }
    Some(inverse)
}

pub(super) fn negated<const N: usize>(matrix: &[[f64; N]; N]) -> [[f64; N]; N] {
    matrix.map(|row| row.map(|cell| -cell))
}

fn finite<const N: usize>(slope: &Slope<N>) -> bool {
    slope.value.is_finite()
        && slope.gradient.iter().all(|cell| cell.is_finite())
        && slope.hessian.iter().flatten().all(|cell| cell.is_finite())
}

/// The lower triangular root of a symmetric matrix, if it is positive definite beyond rounding.
fn cholesky<const N: usize>(matrix: &[[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let mut root = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| root[i][k] * root[j][k]).sum();
            let rest = matrix[i][j] - known;
            if i == j {
                if rest.is_nan() || rest <= matrix[i][i].abs() * 1e-13 {
                    return None;
                }
                root[i][i] = rest.sqrt();
            } else {
                root[i][j] = rest / root[j][j];
            }
        }
    }
    Some(root)
}

fn solve<const N: usize>(root: &[[f64; N]; N], right: &[f64; N]) -> [f64; N] {
    let mut solved = *right;
    for i in 0..N {
        for k in 0..i {
            solved[i] -= root[i][k] * solved[k];
        }
        solved[i] /= root[i][i];
    }
    for i in (0..N).rev() {
        for k in i + 1..N {
            solved[i] -= root[k][i] * solved[k];
        }
        solved[i] /= root[i][i];
    }
    solved
}
