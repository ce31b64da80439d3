//! The pure rules of referrals.

use super::*;
use crate::ids::Mint;
use crate::testing::today;
use crate::time::Clock;

fn ids<const N: usize>() -> [CustomerId; N] {
    let mint = Mint::default();
    std::array::from_fn(|_| mint.mint(Clock::Fixed(today()).now()))
}

fn link(customer: CustomerId, by: CustomerId, depth: u32, spent: i64) -> Link {
    Link {
        customer,
        name: format!("{depth}"),
        by,
        depth,
        visits: u32::from(spent != 0),
        spent: Amount(spent),
        since: None,
    }
}

#[test]
fn a_chain_is_listed_below_who_brought_whom() {
    let [root, a, b, c, d] = ids();
    let told = Referrals::of(
        root,
        vec![
            link(a, root, 1, 5_800),
            link(b, root, 1, 0),
            link(c, a, 2, 1_000),
            link(d, c, 3, 200),
        ],
    );
    let order: Vec<CustomerId> = told.people.iter().map(|one| one.customer).collect();
    assert_eq!(order, [a, c, d, b]);
    assert_eq!((told.direct, told.bought, told.chain), (2, 1, 4));
    assert_eq!(
        (told.value, told.chain_value),
        (Amount(5_800), Amount(7_000))
    );
}

#[test]
fn a_long_chain_is_summed_whole_and_listed_in_part() {
    let mint = Mint::default();
    let now = Clock::Fixed(today()).now();
    let root: CustomerId = mint.mint(now);
    let mut by = root;
    let links: Vec<Link> = (1..=20_000)
        .map(|depth| {
            let customer = mint.mint(now);
            let one = link(customer, by, depth, 1);
            by = customer;
            one
        })
        .collect();
    let told = Referrals::of(root, links);
    assert_eq!((told.chain, told.direct), (20_000, 1));
    assert_eq!(told.chain_value, Amount(20_000));
    assert_eq!(told.people.len(), MOST_LISTED as usize);
}

#[test]
fn everybody_tells_as_many_as_the_factors_say() {
    let heard = |mood| Heard {
        customer: ids::<1>()[0],
        name: String::new(),
        mood,
        day: today(),
    };
    let list = vec![heard(Mood::Happy), heard(Mood::Angry), heard(Mood::Happy)];
    let told = WordOfMouth::of(today(), Reach::default(), list.clone());
    assert_eq!(
        (told.happy, told.angry, told.good, told.bad),
        (2, 1, 18, 16)
    );
    let modest = Reach {
        happy: 3,
        angry: 11,
    };
    let told = WordOfMouth::of(today(), modest, list);
    assert_eq!((told.good, told.bad), (6, 11));
    assert!(
        Reach {
            happy: 100,
            angry: 0
        }
        .sensible()
    );
    assert!(
        !Reach {
            happy: 101,
            angry: 0
        }
        .sensible()
    );
}
