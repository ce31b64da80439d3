use super::*;
use crate::import::person::Person;

fn person(name: &str, id: &str, phone: &str, email: &str, postcode: &str) -> Person {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Person {
        name: some(name),
        external_id: some(id),
        phones: some(phone)
            .map(|phone| (phone.clone(), Some(phone)))
            .into_iter()
            .collect(),
        emails: some(email)
            .map(|email| (email.clone(), Some(email)))
            .into_iter()
            .collect(),
        postcode: some(postcode),
        ..Person::default()
    }
}

fn id(n: u8) -> CustomerId {
    uuid::Uuid::from_bytes([n; 16]).into()
}

fn known(registry: &mut Registry, n: u8, name: &str, external_id: &str, postcode: &str) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    registry.know(Known {
        id: id(n),
        name: name.to_owned(),
        external_id: some(external_id),
        postcode: some(postcode),
        city: None,
        born_on: None,
        gaps: Gaps::default(),
    });
}

fn meet(registry: &mut Registry, people: &[Person]) -> Vec<u32> {
    let rows: Vec<u64> = (0..people.len() as u64).collect();
    for (row, person) in rows.iter().zip(people) {
        registry.meet(*row, u32::try_from(*row).unwrap() + 2, || {
            Some(person.clone())
        });
    }
    registry.settle();
    rows.iter()
        .map(|row| registry.of_row(*row).unwrap())
        .collect()
}

fn registry(decisions: &[Decision]) -> Registry {
    Registry::new(decisions, HashMap::new())
}

#[test]
fn rows_meet_by_any_key() {
    let mut all = registry(&[]);
    let met = meet(
        &mut all,
        &[
            person("Chloé Le Goff", "", "+331", "", ""),
            person("LE GOFF Chloé", "", "", "c@x.fr", ""),
            person("Le Goff C.", "", "+331", "c@x.fr", ""),
            person("Luc Caron", "", "+332", "", ""),
        ],
    );
    assert_eq!(
        met[0], met[1],
        "the third row shows that the first two are one"
    );
    assert_eq!(met[0], met[2]);
    assert_ne!(met[0], met[3]);
    assert!(all.undecided.is_empty());
    assert_eq!(all.get(met[0]).unwrap().name, "Chloé Le Goff");
    assert_eq!(all.get(met[0]).unwrap().lines, 3);
}

#[test]
fn whole_names_need_the_postcode() {
    let mut all = registry(&[]);
    known(&mut all, 1, "Zoé Petit", "", "69003");
    let met = meet(
        &mut all,
        &[
            person("PETIT Zoé", "", "", "", "69003"),
            person("Zoé Petit", "", "", "", "75001"),
        ],
    );
    assert_eq!(all.get(met[0]).unwrap().existing, Some(id(1)));
    assert_eq!(
        all.get(met[0]).unwrap().matched_by,
        Some(MatchedBy::NameAndPostcode)
    );
    assert_eq!(all.get(met[1]).unwrap().existing, None);
    assert_eq!(all.undecided.len(), 1);
}

#[test]
fn a_bare_name_is_asked_and_stays_apart_meanwhile() {
    let mut all = registry(&[]);
    known(&mut all, 1, "Zoé Petit", "", "");
    let people = [
        person("PETIT Zoé", "", "", "", ""),
        person("Zoé Petit", "", "", "", ""),
        person("Ana Lima", "", "", "", ""),
    ];
    let met = meet(&mut all, &people);
    assert_eq!(met[0], met[1], "one bare name in one file is one person");
    assert_eq!(all.get(met[0]).unwrap().existing, None);
    assert_eq!(all.undecided.len(), 1);
    let asked = all.undecided[0].0.clone();
    assert_eq!(
        (asked.doubt, asked.lines, asked.line),
        (Doubt::BareName, 2, 2)
    );
    assert_eq!(asked.candidates[0].key, id(1).to_string());

    let same = Decision {
        key: asked.key.clone(),
        same: Some(asked.candidates[0].key.clone()),
    };
    let mut all = registry(&[same]);
    known(&mut all, 1, "Zoé Petit", "", "");
    let met = meet(&mut all, &people);
    assert_eq!(all.get(met[0]).unwrap().existing, Some(id(1)));
    assert!(all.undecided.is_empty());

    let mut all = registry(&[Decision {
        key: asked.key,
        same: None,
    }]);
    known(&mut all, 1, "Zoé Petit", "", "");
    let met = meet(&mut all, &people);
    assert_eq!(all.get(met[0]).unwrap().existing, None);
    assert!(all.undecided.is_empty());
}

#[test]
fn what_was_decided_is_remembered() {
    let mut all = Registry::new(&[], HashMap::from([("petit zoe|".to_owned(), id(2))]));
    known(&mut all, 1, "Zoé Petit", "", "");
    known(&mut all, 2, "Zoé Petit", "", "");
    let met = meet(&mut all, &[person("Zoé Petit", "", "", "", "")]);
    assert_eq!(all.get(met[0]).unwrap().existing, Some(id(2)));
    assert!(all.undecided.is_empty());
}

#[test]
fn a_key_under_another_name_is_asked() {
    let mut all = registry(&[]);
    known(&mut all, 1, "Marie Durand", "", "");
    all.know_contact(id(1), true, "+331".into());
    let people = [
        person("Paul Durand", "", "+331", "", ""),
        person("DURAND Paul", "", "+331", "", ""),
        person("Marie Durand", "", "+331", "", ""),
    ];
    let met = meet(&mut all, &people);
    assert_eq!(met[0], met[1]);
    assert_ne!(met[0], met[2]);
    assert_eq!(all.get(met[2]).unwrap().existing, Some(id(1)));
    assert_eq!(all.undecided.len(), 1);
    assert_eq!(all.undecided[0].0.doubt, Doubt::OtherName);
    let decision = Decision {
        key: all.undecided[0].0.key.clone(),
        same: Some(id(1).to_string()),
    };
    let mut all = registry(&[decision]);
    known(&mut all, 1, "Marie Durand", "", "");
    all.know_contact(id(1), true, "+331".into());
    let met = meet(&mut all, &people[..1]);
    assert_eq!(all.get(met[0]).unwrap().existing, Some(id(1)));
}

#[test]
fn two_ids_are_two_customers() {
    let mut all = registry(&[]);
    let met = meet(
        &mut all,
        &[
            person("Zoé Petit", "1", "", "", "69003"),
            person("Zoé Petit", "2", "", "", "69003"),
        ],
    );
    assert_ne!(met[0], met[1], "father and son, say");
    let mut all = registry(&[]);
    let met = meet(
        &mut all,
        &[
            person("Zoé Petit", "1", "+331", "", ""),
            person("Zoé Petit", "2", "+331", "", ""),
        ],
    );
    assert_ne!(met[0], met[1]);
    assert_eq!(all.undecided[0].0.doubt, Doubt::OtherId);
}

#[test]
fn two_customers_of_the_notebook_never_become_one() {
    let mut all = registry(&[]);
    known(&mut all, 1, "Zoé Petit", "", "");
    known(&mut all, 2, "Zoé Petit", "", "");
    all.know_contact(id(1), true, "+331".into());
    all.know_contact(id(2), false, "z@x.fr".into());
    let met = meet(&mut all, &[person("Zoé Petit", "", "+331", "z@x.fr", "")]);
    assert_eq!(
        all.get(met[0]).unwrap().existing,
        Some(id(1)),
        "the phone is surer"
    );
}

#[test]
fn referrers_are_found_by_id_or_name() {
    let mut all = registry(&[]);
    let met = meet(
        &mut all,
        &[
            person("Zoé Petit", "7", "", "", ""),
            person("Luc Roux", "8", "", "", ""),
        ],
    );
    assert_eq!(all.referrer("7"), Some(met[0]));
    assert_eq!(all.referrer("ROUX Luc"), Some(met[1]));
    assert_eq!(all.referrer("Nobody"), None);
}
