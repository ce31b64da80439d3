//! Who speaks, and that what they say can be said.

use proptest::prelude::*;

use super::judge::learner;
use super::shops::{Shop, day, made_up};
use super::*;
use crate::scoring::backtest::Backtest;
use crate::scoring::past::Past;

const STORY: [f64; 4] = [1.0, 4.0, 0.8, 3.0];

fn shop(count: u32) -> Shop {
    made_up("made up", Model::MbgNbd, STORY, count, 11)
}

fn speaker(shop: &Shop, today: &str, voice: Option<Voice>) -> Speaker {
    let learner = learner(shop, day(today)).0;
    match voice {
        Some(voice) => learner.choose_voice(voice).unwrap(),
        None => learner.choose().unwrap(),
    }
}

fn pasts(shop: &Shop, today: i32) -> Vec<Past> {
    let seen = |purchases: &Vec<(i32, i64)>| Past::seen(purchases, today, 30.0);
    shop.customers.iter().filter_map(seen).collect()
}

#[test]
fn too_little_is_met_with_silence() {
    let silence = |shop: &Shop, today| learner(shop, day(today)).0.choose().unwrap_err();
    assert!(matches!(
        silence(&shop(8), "2025-06-01"),
        Silence::TooFewCustomers { needed: 10, .. }
    ));
    assert!(matches!(
        silence(&shop(3_000), "2023-01-20"),
        Silence::TooShort { days: 19, .. }
    ));
    let mut once = shop(200);
    for purchases in &mut once.customers {
        purchases.truncate(1);
    }
    assert_eq!(
        silence(&once, "2025-06-01"),
        Silence::TooFewReturns { n: 0, needed: 5 }
    );
}

#[test]
fn thirty_customers_get_sane_and_rough_figures() {
    let shop = shop(30);
    let today = day("2025-06-01");
    let speaker = speaker(&shop, "2025-06-01", None);
    assert!(speaker.rough);
    for past in pasts(&shop, today) {
        let chance = speaker.chance(&past, today);
        assert!(
            chance.value > 0.0001 && chance.value < 0.9999,
            "{past:?}: {chance:?}"
        );
        assert!(chance.high > chance.low, "{past:?}: {chance:?}");
        let worth = speaker.worth(&past, today).unwrap();
        assert!(
            worth.value >= 0.0 && worth.value < 100.0 * 10_000.0,
            "{worth:?}"
        );
    }
}

#[test]
fn a_shop_of_thousands_is_told_well_and_not_roughly() {
    let speaker = speaker(&shop(1_500), "2025-06-01", None);
    assert!(!speaker.rough);
    let Evidence {
        cuts,
        candidates,
        bins,
        last_month,
        ..
    } = &speaker.evidence;
    assert!(
        cuts.len() >= 3 && candidates.len() >= 7,
        "{cuts:?} {candidates:?}"
    );
    assert!(candidates.is_sorted_by(|one, other| one.log_loss <= other.log_loss));
    let held = bins
        .iter()
        .filter(|bin| bin.low <= bin.announced && bin.announced <= bin.high)
        .count();
    assert!(held * 3 >= bins.len() * 2, "{bins:?}");
    let month = last_month.unwrap();
    assert!(
        month.low <= month.returned && month.returned <= month.high,
        "{month:?}"
    );
}

#[test]
fn the_order_of_hearing_and_what_is_yet_to_come_change_nothing() {
    let shop = shop(400);
    let today = day("2025-06-01");
    let choose = |all: Vec<(u64, Vec<(i32, i64)>)>| {
        let mut learner = Learner::new(today, 30.0);
        for (key, purchases) in all {
            learner.hear(key, &purchases);
        }
        serde_json::to_string(&learner.choose().unwrap()).unwrap()
    };
    let keyed = (1_u64..).map(|key| key.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let all: Vec<_> = keyed.zip(shop.customers.iter().cloned()).collect();
    let mut turned = all.clone();
    turned.reverse();
    let mut known = all.clone();
    for (_, purchases) in &mut known {
        purchases.retain(|(day, _)| *day <= today);
    }
    let told = choose(all);
    assert_eq!(told, choose(turned));
    assert_eq!(told, choose(known));
}

#[test]
fn nothing_later_than_a_cut_is_known_at_it() {
    let (shop, cut) = (shop(600), day("2024-12-01"));
    let mut known = shop.customers.clone();
    for purchases in &mut known {
        purchases.retain(|(day, _)| *day <= cut);
    }
    let first = day("2023-01-01");
    let say = |customers: &[Vec<(i32, i64)>]| {
        let said = Backtest::new(customers, day("2025-11-01"), first).say(cut, 90, &Voice::ALL);
        said.unwrap()
            .into_iter()
            .map(|(voice, logits)| (voice, logits.iter().sum::<f64>(), logits.len()))
            .collect::<Vec<_>>()
    };
    // Who only comes later is nobody yet.
    known.retain(|purchases| !purchases.is_empty());
    let (whole, cut) = (say(&shop.customers), say(&known));
    assert_eq!(whole, cut);
    assert!(whole.len() >= 8, "{whole:?}");
}

#[test]
fn kept_as_json_every_voice_says_the_same() {
    let (shop, today) = (shop(500), day("2025-06-01"));
    for voice in Voice::ALL {
        let Ok(speaker) = learner(&shop, today).0.choose_voice(voice) else {
            assert_eq!(voice, Voice::Regular);
            continue;
        };
        let kept: Speaker =
            serde_json::from_str(&serde_json::to_string(&speaker).unwrap()).unwrap();
        for past in pasts(&shop, today) {
            let (chance, quick) = (speaker.chance(&past, today), speaker.quick(&past, today));
            let again = kept.quick(&past, today);
            assert!((quick.chance - again.chance).abs() < 1e-6, "{voice:?}");
            assert!(
                (f64::from(quick.chance) - chance.value).abs() < 1e-6,
                "{voice:?}"
            );
            let worth = speaker.worth(&past, today).unwrap().value;
            assert!(
                (quick.worth as f64 - worth).abs() <= 1.0 + 0.002 * worth,
                "{voice:?} {past:?}: {} {worth}",
                quick.worth
            );
            assert!(
                quick.worth_if_back + 1 >= quick.worth,
                "{voice:?} {past:?}: {quick:?}"
            );
        }
    }
}

#[test]
fn four_of_five_who_return_within_a_year_have_done_so_by_the_day_told() {
    let (shop, today) = (shop(2_000), day("2024-12-01"));
    let speaker = speaker(&shop, "2024-12-01", None);
    let (mut returned, mut by) = (0.0, 0.0);
    for purchases in &shop.customers {
        let Some(past) = Past::seen(purchases, today, 30.0) else {
            continue;
        };
        let next = purchases
            .iter()
            .find(|(day, _)| *day > today && *day <= today + 365);
        if let (Some((next, _)), Some(told)) = (next, speaker.back_by(&past, today)) {
            returned += 1.0;
            by += f64::from(u8::from(*next <= told));
        }
    }
    assert!(
        (0.75..0.85).contains(&(by / returned)),
        "{by} of {returned}"
    );
}

proptest! {
    #[test]
    fn whatever_the_past_figures_are_figures(
        visits in 0_u32..3_000, first in -1_000_000_i32..1_000_000, length in 0_i32..20_000,
        ahead in -500_i32..5_000, rhythm in prop_oneof![Just(0.0), Just(f64::NAN), Just(f64::INFINITY), 1.0..500.0],
        spent in prop_oneof![Just(0_i64), Just(i64::MIN), Just(i64::MAX), -10_000_i64..1_000_000],
        voice in 0..Voice::ALL.len(),
    ) {
        use std::sync::OnceLock;
        static SPEAKERS: OnceLock<Vec<Speaker>> = OnceLock::new();
        let speakers = SPEAKERS.get_or_init(|| {
            let clocks = made_up("clocks", Model::MbgCnbd(3), [1.5, 0.8, 0.6, 6.0], 300, 5);
            Voice::ALL.into_iter().map(|voice| speaker(&clocks, "2025-06-01", Some(voice))).collect()
        });
        let last = first.saturating_add(length);
        let past = Past { visits, first, last, rhythm, spent };
        let today = last.saturating_add(ahead);
        let speaker = &speakers[voice];
        let chance = speaker.chance(&past, today);
        prop_assert!(0.0 <= chance.low && chance.low <= chance.value, "{chance:?}");
        prop_assert!(chance.value <= chance.high && chance.high <= 1.0, "{chance:?}");
        if let Some(worth) = speaker.worth(&past, today) {
            prop_assert!(0.0 <= worth.low && worth.low <= worth.value, "{worth:?}");
            prop_assert!(worth.value <= worth.high && worth.high.is_finite(), "{worth:?}");
        }
        if let Some(by) = speaker.back_by(&past, today) {
            prop_assert!(by > today && by <= today + 366);
        }
        let quick = speaker.quick(&past, today);
        prop_assert!((0.0..=1.0).contains(&quick.chance), "{quick:?}");
        prop_assert!(quick.worth >= 0 && quick.worth_if_back >= 0, "{quick:?}");
    }

    #[test]
    fn whatever_the_purchases_they_are_seen_and_heard(
        shop in prop::collection::vec(
            prop::collection::vec((-300_i32..1_200, prop_oneof![Just(0_i64), Just(i64::MIN), Just(i64::MAX), -5_000_i64..5_000]), 0..6),
            0..60,
        ),
    ) {
        let mut learner = Learner::new(1_000, f64::NAN);
        let mut shop = shop;
        for (key, purchases) in (0..).zip(&mut shop) {
            purchases.sort_unstable();
            learner.hear(key, purchases);
        }
        if let Ok(speaker) = learner.choose() {
            for purchases in &shop {
                if let Some(past) = Past::seen(purchases, 1_000, 30.0) {
                    let chance = speaker.chance(&past, 1_000);
                    prop_assert!(chance.low <= chance.value && chance.value <= chance.high, "{chance:?}");
                    prop_assert!(speaker.quick(&past, 1_000).chance.is_finite());
                }
            }
        }
    }
}
