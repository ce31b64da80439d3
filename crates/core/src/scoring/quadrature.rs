//! Gauss–Legendre quadrature with ten points (Abramowitz & Stegun 1964, table 25.4).

/// Points of the rule on [−1, 1], the positive half, with their weights.
const RULE: [(f64, f64); 5] = [
    (0.148_874_338_981_631_2, 0.295_524_224_714_752_87),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
];

/// Visit the points of [0, `length`] cut into equal `panels`: each, e to it, and its weight.
pub(super) fn points(length: f64, panels: u32, mut visit: impl FnMut(f64, f64, f64)) {
    let half = 0.5 * length / f64::from(panels);
    let steps = RULE.map(|(point, weight)| (half * point, (half * point).exp(), half * weight));
    for panel in 0..panels {
        let middle = half * f64::from(2 * panel + 1);
        let power = middle.exp();
        for (step, factor, weight) in steps {
            visit(middle - step, power / factor, weight);
            visit(middle + step, power * factor, weight);
        }
    }
}
