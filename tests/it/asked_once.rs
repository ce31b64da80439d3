//! A doubt is put to the owner once: the answer goes for every later file, whatever its shape.

use fidele_core::ids::CustomerId;
use fidele_core::import::report::{Control, ImportReport};
use fidele_core::import::who::{Decision, Doubt, Undecided};
use fidele_core::testing::{self, TestNotebook};

use crate::import::mapping;

/// Two files in which one doubt comes up, of different shapes, and a list that is there before.
struct Case {
    list: &'static str,
    first: &'static str,
    second: &'static str,
    doubt: Doubt,
}

const OTHER_NAME: Case = Case {
    list: "Nom;Prénom;Mobile\nDURAND;Marie;0611111111\n",
    first: "Ticket;Date;Client;Téléphone;Montant\nT1;2026-01-02;Paul Durand;06 11 11 11 11;12,00\n",
    second: "Commande;Jour;Nom;Prénom;Portable;Total\nW1;2026-02-02;DURAND;Paul;+33611111111;7,00\n",
    doubt: Doubt::OtherName,
};

const OTHER_BIRTH: Case = Case {
    list: "Nom;Prénom;Mobile;Né(e) le\nDURAND;Paul;0611111111;22/03/1951\n",
    first: "Nom;Prénom;Mobile;Né(e) le;Société\nDURAND;Paul;0611111111;24/05/1980;Durand fils\n",
    second: "Prénom;Nom;Portable;Né(e) le;Ville\nPaul;Durand;06.11.11.11.11;24/05/1980;Lyon\n",
    doubt: Doubt::OtherBirth,
};

const BARE_NAME: Case = Case {
    list: "Nom;Prénom;Mobile\nPETIT;Zoé;0622222222\n",
    first: "Ticket;Date;Client;Montant\nT1;2026-01-02;PETIT Zoé;12,00\n",
    second: "Commande;Jour;Nom;Prénom;Total\nW1;2026-02-02;PETIT;Zoé;7,00\n",
    doubt: Doubt::BareName,
};

const LIKE_NAME: Case = Case {
    list: "Nom;Prénom;Mobile\nDURAND;Paul;0611111111\n",
    first: "Ticket;Date;Client;Téléphone;Montant\nT1;2026-01-02;Mme Durand;06 11 11 11 11;12,00\n",
    second: "Commande;Jour;Acheteur;Portable;Total\nW1;2026-02-02;DURAND;+33611111111;7,00\n",
    doubt: Doubt::LikeName,
};

async fn read(
    book: &TestNotebook,
    name: &str,
    text: &str,
    decisions: &[Decision],
) -> (Vec<Undecided>, ImportReport) {
    let path = book.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let mapping = mapping(book, &path, None).await;
    let control = Control::default();
    let dry = book
        .dry_run_import(&path, &mapping, decisions, &control)
        .await
        .unwrap();
    let done = book
        .import(&path, &mapping, decisions, &control)
        .await
        .unwrap();
    assert_eq!(dry.counts, done.counts);
    (dry.undecided, done)
}

async fn only_customer(book: &TestNotebook) -> CustomerId {
    book.search("", 2).await.unwrap();
    let all = fidele_core::customer::CustomerFilter::default();
    let page = book
        .customers(&all, fidele_core::customer::CustomerSort::default(), 0, 9)
        .await
        .unwrap();
    assert_eq!(page.rows.len(), 1);
    page.rows[0].id
}

#[tokio::test]
async fn answered_while_importing() {
    for case in [OTHER_NAME, OTHER_BIRTH, BARE_NAME, LIKE_NAME] {
        for same in [true, false] {
            let book = testing::notebook().await;
            read(&book, "list.csv", case.list, &[]).await;
            let known = only_customer(&book).await;
            let path = book.folder.path().join("first.csv");
            std::fs::write(&path, case.first).unwrap();
            let map = mapping(&book, &path, None).await;
            let dry = book
                .dry_run_import(&path, &map, &[], &Control::default())
                .await
                .unwrap();
            assert_eq!(dry.undecided.len(), 1, "{:?}", case.doubt);
            assert_eq!(dry.undecided[0].doubt, case.doubt);
            let decision = Decision {
                key: dry.undecided[0].key.clone(),
                same: same.then(|| known.to_string()),
            };
            let (asked, done) = read(&book, "first.csv", case.first, &[decision]).await;
            assert_eq!(asked, [], "{:?}", case.doubt);
            assert_eq!(
                done.counts.new_customers,
                u32::from(!same),
                "{:?}",
                case.doubt
            );
            let (asked, done) = read(&book, "second.csv", case.second, &[]).await;
            assert_eq!(asked, [], "{:?}, same: {same}", case.doubt);
            assert_eq!(
                done.counts.new_customers, 0,
                "{:?}, same: {same}",
                case.doubt
            );
            assert_eq!(done.counts.matched_customers(), 1);
        }
    }
}

#[tokio::test]
async fn answered_later() {
    for case in [OTHER_NAME, OTHER_BIRTH, BARE_NAME, LIKE_NAME] {
        for same in [true, false] {
            let book = testing::notebook().await;
            read(&book, "list.csv", case.list, &[]).await;
            let known = only_customer(&book).await;
            let (_, done) = read(&book, "first.csv", case.first, &[]).await;
            assert_eq!(
                (done.counts.new_customers, done.undecided),
                (1, 1),
                "{:?}",
                case.doubt
            );
            let open = book.import_questions().await.unwrap();
            book.decide_match(open[0].customer, same.then_some(known))
                .await
                .unwrap();
            let (asked, done) = read(&book, "second.csv", case.second, &[]).await;
            assert_eq!(asked, [], "{:?}, same: {same}", case.doubt);
            assert_eq!(
                done.counts.new_customers, 0,
                "{:?}, same: {same}",
                case.doubt
            );
            // Taken back, it is a doubt again.
            if let Some(import) = done.import {
                book.undo_import(import).await.unwrap();
            }
            book.undo(None).await.unwrap();
            assert_eq!(book.import_questions().await.unwrap(), open);
            assert!(book.check().await.unwrap().sound);
        }
    }
}

#[tokio::test]
async fn a_name_that_was_only_found_is_asked_about_in_files_of_another_shape() {
    let book = testing::notebook().await;
    read(&book, "first.csv", BARE_NAME.first, &[]).await;
    let (asked, _) = read(&book, "second.csv", BARE_NAME.second, &[]).await;
    assert_eq!(
        asked.len(),
        1,
        "nobody said that one bare name is the other"
    );
}
