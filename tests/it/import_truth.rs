//! Nothing a file says is lost without a word, and nothing the notebook says is overwritten without one.

use std::path::PathBuf;

use fidele_core::customer::{CustomerFilter, CustomerSort};
use fidele_core::ids::CustomerId;
use fidele_core::import::outcome::{Reason, Reject};
use fidele_core::import::report::{Control, RejectCount};
use fidele_core::journey::{Moment, MomentBody};
use fidele_core::moment::{MomentDraft, MomentKey, MomentKind};
use fidele_core::money::Amount;
use fidele_core::testing::{self, TestNotebook};

use crate::import::{dump, import, mapping};

fn file(book: &TestNotebook, name: &str, content: &str) -> PathBuf {
    let path = book.folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

async fn ids(book: &TestNotebook) -> Vec<(String, CustomerId)> {
    let page = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    page.rows
        .into_iter()
        .map(|row| (row.name, row.id))
        .collect()
}

async fn note(book: &TestNotebook, name: &str) -> Option<String> {
    let ids = ids(book).await;
    let (_, id) = ids.iter().find(|(known, _)| known == name).unwrap();
    book.customer(*id).await.unwrap().record.note
}

async fn dry_rejects(book: &TestNotebook, path: &std::path::Path) -> Vec<Reject> {
    let mapping = mapping(book, path, None).await;
    let control = Control::default();
    let dry = book.dry_run_import(path, &mapping, &[], &control).await;
    dry.unwrap().rejects
}

async fn saved_rejects(book: &TestNotebook, path: &std::path::Path) -> (u32, String) {
    let mapping = mapping(book, path, None).await;
    let to = book.folder.path().join("rejects.csv");
    let count = book
        .save_rejects(path, &mapping, &to, "reason", |reject| {
            format!("{:?}", reject.reason)
        })
        .await
        .unwrap();
    (count, std::fs::read_to_string(&to).unwrap())
}

const LIST: &str = "Nom;Tél. fixe;E-mail;Né le;Remarque\n\
    Jeanne Dupuis;04 78 ??;jeanne chez exemple;31/02/1961;Aime le seigle\n\
    André Noël;06 98 76 54 32;andre@exemple.fr;22/05/1970;\n";

#[tokio::test]
async fn what_cannot_be_understood_is_kept_in_the_note() {
    let book = testing::notebook().await;
    let list = file(&book, "clients.csv", LIST);
    let report = import(&book, &list, None).await;
    assert_eq!(report.counts.left_out, 3);
    assert_eq!(
        note(&book, "Jeanne Dupuis").await.unwrap(),
        "Aime le seigle\nTél. fixe: 04 78 ??\nE-mail: jeanne chez exemple\nNé le: 31/02/1961"
    );
    assert_eq!(note(&book, "André Noël").await, None);
    let found = book.search("jeanne", 5).await.unwrap();
    let record = book.customer(found[0].id).await.unwrap().record;
    assert!(record.contact_points.is_empty());
    // The record can be edited as it is.
    book.edit_customer(found[0].id, record).await.unwrap();

    let before = dump(&book).await;
    let again = import(&book, &list, None).await;
    assert!(again.import.is_none(), "{:?}", again.counts);
    assert_eq!(dump(&book).await, before);
}

#[tokio::test]
async fn somebody_known_gains_it_in_the_note_they_have() {
    let book = testing::notebook().await;
    let first = "Numéro;Nom;Téléphone;Remarque\nC1;Jeanne Dupuis;0612345678;Sonner deux fois\n";
    import(&book, &file(&book, "a.csv", first), None).await;
    let second = "Numéro;Nom;Téléphone;Remarque\nC1;Jeanne Dupuis;demander à Luc;\n";
    let second = file(&book, "b.csv", second);
    let report = import(&book, &second, None).await;
    assert_eq!(
        (report.counts.completed, report.counts.left_out),
        (1, 1),
        "{:?}",
        report.counts
    );
    let whole = "Sonner deux fois\nTéléphone: demander à Luc";
    assert_eq!(note(&book, "Jeanne Dupuis").await.unwrap(), whole);
    assert!(import(&book, &second, None).await.import.is_none());
    book.undo_import(report.import.unwrap()).await.unwrap();
    assert_eq!(
        note(&book, "Jeanne Dupuis").await.unwrap(),
        "Sonner deux fois"
    );
}

const TILL: &str = "Ticket;Date;Client;Téléphone;Article;Montant\n\
    T1;21/02/2026;Jeanne Dupuis;0612345678;Seigle;12,50\n\
    T1;21/02/2026;Jeanne Dupuis;0612345678;Tarte;8,00\n\
    T2;02/03/2026;André Noël;0698765432;Baguette;1,20\n\
    T3;14/03/2026;Jeanne Dupuis;0612345678;Seigle;4,00\n\
    T4;15/03/2026;;;Café;2,00\n";

#[tokio::test]
async fn a_known_ticket_that_changed_is_told_and_left_alone() {
    let book = testing::notebook().await;
    import(&book, &file(&book, "v1.csv", TILL), None).await;
    let before = dump(&book).await;
    // An amount, an article, a buyer; one ticket as it was, one new.
    let later = TILL
        .replace("Tarte;8,00", "Tarte;9,00")
        .replace("Baguette", "Ficelle")
        .replace("T4;15/03/2026;;", "T4;15/03/2026;André Noël;0698765432")
        + "T5;16/03/2026;André Noël;0698765432;Seigle;4,00\n";
    let later = file(&book, "v2.csv", &later);
    let rejects = dry_rejects(&book, &later).await;
    let told: Vec<(u32, Option<u32>, &str, Option<&str>)> = rejects
        .iter()
        .map(|reject| {
            assert_eq!(reject.reason, Reason::Changed);
            let instead = reject.in_notebook.as_deref();
            (reject.line, reject.column, reject.value.as_str(), instead)
        })
        .collect();
    assert_eq!(
        told,
        [
            (2, Some(5), "21.50 EUR", Some("20.50 EUR")),
            (4, Some(4), "Ficelle", Some("Baguette")),
            (6, None, "", None),
        ]
    );
    let report = import(&book, &later, None).await;
    assert_eq!(
        (report.counts.purchases, report.counts.already_there),
        (1, 1),
        "{:?}",
        report.counts
    );
    assert_eq!(
        report.counts.rejected,
        [RejectCount {
            why: Reason::Changed,
            count: 4
        }]
    );
    let (count, saved) = saved_rejects(&book, &later).await;
    assert_eq!(count, 4, "{saved}");
    let lines: Vec<&str> = saved.lines().skip(1).collect();
    assert!(
        lines[0].starts_with("T1;") && lines[0].ends_with(";Changed"),
        "{saved}"
    );
    assert!(lines[1].contains("Tarte;9,00") && lines[3].starts_with("T4;"));
    // Taken back, the new ticket is all that goes.
    book.undo_import(report.import.unwrap()).await.unwrap();
    assert_eq!(dump(&book).await, before);
}

#[tokio::test]
async fn lines_that_are_apart_are_one_ticket_the_second_time_too() {
    let book = testing::notebook().await;
    let apart = "Ticket;Date;Client;Article;Montant\n\
        T1;21/03/2026;Jeanne;Seigle;12,50\n\
        T2;21/03/2026;Luc;Seigle;4,00\n\
        T1;21/03/2026;Jeanne;Tarte;8,00\n";
    let first = file(&book, "v1.csv", apart);
    assert_eq!(import(&book, &first, None).await.counts.purchases, 2);
    let again = import(&book, &first, None).await;
    assert_eq!(
        (again.counts.already_there, again.counts.rejects()),
        (2, 0),
        "{:?}",
        again.counts
    );
    // One line more, far from the others; and the last one gone.
    let more = apart.to_owned() + "T2;21/03/2026;Luc;Tarte;8,00\n";
    let rejects = dry_rejects(&book, &file(&book, "v2.csv", &more)).await;
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    assert_eq!(rejects[0].value, "12.00 EUR");
    let less = apart.replace("T1;21/03/2026;Jeanne;Tarte;8,00\n", "");
    let rejects = dry_rejects(&book, &file(&book, "v3.csv", &less)).await;
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    assert_eq!(rejects[0].in_notebook.as_deref(), Some("20.50 EUR"));
}

#[tokio::test]
async fn what_the_owner_corrected_is_no_change_of_the_file() {
    let book = testing::notebook().await;
    let till = file(&book, "v1.csv", TILL);
    import(&book, &till, None).await;
    let found = book.search("jeanne", 5).await.unwrap();
    let journal = book.journal(found[0].id, &[], 0, 10).await.unwrap();
    let corrected = journal
        .moments
        .iter()
        .find(|moment: &&Moment| {
            matches!(&moment.body, MomentBody::Purchase { amount, .. } if amount.0 == 400)
        })
        .unwrap();
    let key = MomentKey {
        kind: MomentKind::Purchase,
        id: corrected.id,
    };
    let draft = MomentDraft::Purchase {
        day: corrected.day,
        minute: None,
        amount: Amount(450),
        note: Some("Deux pains".to_owned()),
        served_by: None,
    };
    book.edit_moment(key, draft).await.unwrap();
    let again = import(&book, &till, None).await;
    assert_eq!(
        (again.counts.already_there, again.counts.rejects()),
        (4, 0),
        "{:?}",
        again.counts
    );
    // What the file says anew is told all the same.
    let later = file(&book, "v2.csv", &TILL.replace("Seigle;4,00", "Seigle;5,00"));
    let rejects = dry_rejects(&book, &later).await;
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    assert_eq!(
        (rejects[0].value.as_str(), rejects[0].in_notebook.as_deref()),
        ("5.00 EUR", Some("4.50 EUR"))
    );
}

#[tokio::test]
async fn a_mapping_made_for_another_file_is_refused() {
    let book = testing::notebook().await;
    let till = file(&book, "till.csv", TILL);
    let mapping = mapping(&book, &till, None).await;
    let other = file(
        &book,
        "other.csv",
        &TILL.replace("Article;Montant", "Montant;Article"),
    );
    let control = Control::default();
    let refused = book.import(&other, &mapping, &[], &control).await;
    let words = refused.unwrap_err().to_string();
    assert!(
        words.contains("other.csv, line 1, column 4: \"Montant\""),
        "{words}"
    );
}
