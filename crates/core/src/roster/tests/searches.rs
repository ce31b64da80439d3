//! Searches, as people type.

use super::{draft, everybody, found, shop};
use crate::customer::{CustomerDraft, CustomerFilter, CustomerSort};

#[tokio::test]
async fn names_come_first_and_whole_words_before_beginnings() {
    let book = shop(&["Luc Martineau", "Paul Martin", "Zoé Duval"]).await;
    let draft = CustomerDraft {
        name: "Anne Petit".to_owned(),
        company: Some("Martin et fils".to_owned()),
        ..CustomerDraft::default()
    };
    book.create_customer(draft).await.unwrap();
    assert_eq!(
        found(&book, "martin").await,
        ["Paul Martin", "Luc Martineau", "Anne Petit"]
    );
    assert_eq!(found(&book, "MARTIN p").await[0], "Paul Martin");
    assert_eq!(found(&book, "fils").await, ["Anne Petit"]);
}

#[tokio::test]
async fn among_equals_who_is_worth_most_comes_first() {
    let book = shop(&["Marie Roux", "Marie Blanc", "Marie Noir"]).await;
    let all = everybody(&book).await;
    book.bought(all[2], "2026-11-01", 9_000).await;
    book.bought(all[1], "2026-11-01", 2_000).await;
    assert_eq!(
        found(&book, "mari").await,
        ["Marie Noir", "Marie Blanc", "Marie Roux"]
    );
}

#[tokio::test]
async fn slips_of_the_finger_are_forgiven() {
    let book = shop(&[
        "Marie Lefèvre",
        "Hélène Guérin",
        "Jean Dupont",
        "Françoise Müller",
        "Élodie Quenneville",
        "Luc Roy",
        "Paul Lévêque",
    ])
    .await;
    for (typed, name) in [
        ("lefevbre", "Marie Lefèvre"),
        ("Lefebvre", "Marie Lefèvre"),
        ("lefvere", "Marie Lefèvre"),
        ("guerni", "Hélène Guérin"),
        ("GUÉRAIN", "Hélène Guérin"),
        ("dupond", "Jean Dupont"),
        ("duppont jean", "Jean Dupont"),
        ("jaen dupont", "Jean Dupont"),
        ("muler", "Françoise Müller"),
        ("fracnoise", "Françoise Müller"),
        ("francioze", "Françoise Müller"),
        ("quenevile", "Élodie Quenneville"),
        ("leveqeu", "Paul Lévêque"),
    ] {
        assert_eq!(found(&book, typed).await, [name], "{typed}");
        // Also of what was noted since the words were sorted, and in lists.
        let filter = CustomerFilter {
            search: typed.to_owned(),
            ..CustomerFilter::default()
        };
        let page = book
            .customers(&filter, CustomerSort::default(), 0, 5)
            .await
            .unwrap();
        assert_eq!(page.rows[0].name, name, "{typed}");
        assert!(
            book.search_to_the_letter(typed, 5)
                .await
                .unwrap()
                .is_empty(),
            "{typed}"
        );
    }
    // Three letters forgive nothing, and who is found as typed comes before who is nearly.
    assert!(found(&book, "rou").await.is_empty());
    book.known("Anne Lefebvre").await;
    assert_eq!(
        found(&book, "lefebvre").await,
        ["Anne Lefebvre", "Marie Lefèvre"]
    );
    assert!(found(&book, "xqzzk").await.is_empty());
}

#[tokio::test]
async fn digits_find_phones_in_any_spelling_and_parts_of_them() {
    let book = shop(&["Luc Roy"]).await;
    let zoe = book.create_customer(draft(3, 4)).await.unwrap();
    for typed in [
        "06 12 34 56 74",
        "0612345674",
        "+33 6 12 34",
        "0033612",
        "612345674",
        "5674",
        "34.56",
        "56 74",
        "3456",
        "roux 0612",
        "zoé 5674",
    ] {
        let found = book.search(typed, 5).await.unwrap();
        assert_eq!(
            found.iter().map(|f| f.id).collect::<Vec<_>>(),
            [zoe],
            "{typed}"
        );
    }
    assert!(book.search("0699", 5).await.unwrap().is_empty());
    book.edit_customer(zoe, draft(3, 0)).await.unwrap();
    assert!(book.search("5674", 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_first_search_does_not_wait_and_says_when_it_knows_more() {
    let book = shop(&[
        "Luc Roy",
        "Marie-Claude Lefèvre",
        "Garage Petit",
        "Marie Zéphyr",
    ])
    .await;
    let zoe = book.create_customer(draft(3, 4)).await.unwrap();
    book.archive_customers(&[everybody(&book).await[3]], true)
        .await
        .unwrap();
    let mut changes = book.subscribe();
    for (typed, name) in [
        ("mari", "Marie-Claude Lefèvre"),
        ("claud lef", "Marie-Claude Lefèvre"),
        ("LEFÈ", "Marie-Claude Lefèvre"),
        ("petit", "Garage Petit"),
        ("06 12 34", "Zoé 🥐 Roux"),
        ("0612345674", "Zoé 🥐 Roux"),
        ("4.roux@ex", "Zoé 🥐 Roux"),
        ("zéphyr", ""),
        ("laude", ""),
        ("nobody", ""),
    ] {
        book.roster.follow().await.done_with_everybody();
        // Whatever gathering was under way, this one is asked before it ends.
        let at_once = book.hurried(typed).await;
        let names: Vec<&str> = at_once.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.join(", "), name, "{typed}");
    }
    book.search_at_once("lefe", 5).await.unwrap();
    let told = changes.recv().await.unwrap();
    assert!(told.kinds.contains(&crate::change::Kind::Search));
    let found = book.search_at_once("5674", 5).await.unwrap();
    assert_eq!(found[0].id, zoe, "parts of numbers are found now");
}
