//! Files into real notebooks: the right counts, nothing twice, everything back.

use std::fmt::Write as _;
use std::path::Path;

use fidele_core::Error;
use fidele_core::customer::{CustomerFilter, CustomerSort};
use fidele_core::import::mapping::Mapping;
use fidele_core::import::outcome::Skip;
use fidele_core::import::preview::Choices;
use fidele_core::import::report::{Control, Counts, ImportReport, OpenQuestion, Phase, SkipCount};
use fidele_core::import::who::{Decision, Doubt, MatchedBy};
use fidele_core::testing::{self, TestNotebook, shared};

pub async fn mapping(book: &TestNotebook, path: &Path, sheet: Option<&str>) -> Mapping {
    let choices = Choices {
        sheet: sheet.map(str::to_owned),
        ..Choices::default()
    };
    book.preview_import(path, &choices).await.unwrap().mapping
}

pub async fn import(book: &TestNotebook, path: &Path, sheet: Option<&str>) -> ImportReport {
    let mapping = mapping(book, path, sheet).await;
    let control = Control::default();
    let dry = book
        .dry_run_import(path, &mapping, &[], &control)
        .await
        .unwrap();
    let report = book.import(path, &mapping, &[], &control).await.unwrap();
    assert_eq!(dry.counts, report.counts, "the dry run says what happens");
    let health = book.check().await.unwrap();
    assert!(health.sound, "{health:?}");
    report
}

async fn customers(book: &TestNotebook) -> Vec<String> {
    let page = book
        .customers(
            &CustomerFilter::default(),
            CustomerSort::default(),
            0,
            100_000,
        )
        .await
        .unwrap();
    page.rows.into_iter().map(|row| row.name).collect()
}

/// Everything a person could tell two notebooks apart by.
pub async fn dump(book: &TestNotebook) -> Vec<String> {
    let page = book
        .customers(
            &CustomerFilter::default(),
            CustomerSort::default(),
            0,
            100_000,
        )
        .await
        .unwrap();
    let mut all = Vec::new();
    for row in &page.rows {
        let customer = book.customer(row.id).await.unwrap();
        let journal = book.journal(row.id, &[], 0, 10_000).await.unwrap();
        all.push(serde_json::to_string(&(customer, journal)).unwrap());
    }
    all
}

fn by(counts: &Counts, key: MatchedBy) -> u32 {
    counts
        .matched
        .iter()
        .find(|matched| matched.by == key)
        .map_or(0, |matched| matched.count)
}

#[tokio::test]
async fn the_bakery() {
    let (Some(till), Some(list)) = (
        shared("data/boulangerie/caisse.csv"),
        shared("data/boulangerie/clients.xlsx"),
    ) else {
        return;
    };
    let book = testing::notebook().await;
    let first = import(&book, &till, None).await;
    let counts = &first.counts;
    assert_eq!(
        (counts.purchases, counts.refunds, counts.refunds_tied),
        (6424, 41, 41)
    );
    assert_eq!(counts.anonymous, 450);
    assert_eq!(
        counts.skipped,
        [SkipCount {
            why: Skip::Total,
            count: 1
        }]
    );
    assert_eq!(counts.rejects(), 0);
    assert_eq!(counts.first_day.unwrap().to_string(), "2023-11-01");
    println!("till: {counts:?}, {} undecided", first.undecided);

    let again = import(&book, &till, None).await;
    assert!(
        again.import.is_none() && again.counts.changes_nothing(),
        "{:?}",
        again.counts
    );
    assert_eq!(again.counts.already_there, 6465);

    let before = dump(&book).await;
    let second = import(&book, &list, Some("Clients")).await;
    println!("list: {:?}, {} undecided", second.counts, second.undecided);
    assert_eq!(
        second.counts.new_customers + second.counts.matched_customers(),
        420
    );
    assert!(by(&second.counts, MatchedBy::Phone) > 300);
    let visits = import(&book, &list, Some("Passages")).await;
    println!("visits: {:?}", visits.counts);
    assert_eq!(visits.counts.purchases, 2520);
    assert_eq!(visits.counts.new_customers, 0);
    assert!(import(&book, &list, Some("Clients")).await.import.is_none());
    assert!(
        import(&book, &list, Some("Passages"))
            .await
            .import
            .is_none()
    );
    assert_eq!(book.imports().await.unwrap().len(), 3);

    book.undo_import(visits.import.unwrap()).await.unwrap();
    book.undo_import(second.import.unwrap()).await.unwrap();
    assert!(
        dump(&book).await == before,
        "what the list filled in on known customers is back as it was"
    );
    book.undo_import(first.import.unwrap()).await.unwrap();
    assert_eq!(customers(&book).await, Vec::<String>::new());
    assert!(matches!(
        book.undo_import(first.import.unwrap()).await,
        Err(Error::NotFound { .. })
    ));
    assert_eq!(
        import(&book, &till, None).await.counts,
        first.counts,
        "and it can come again"
    );
}

#[tokio::test]
async fn cdnow() {
    let Some(path) = shared("data/public/CDNOW_master.txt") else {
        return;
    };
    let book = testing::notebook().await;
    let report = import(&book, &path, None).await;
    assert_eq!(
        (report.counts.purchases, report.counts.new_customers),
        (69_659, 23_570)
    );
    assert_eq!(
        report.counts.refunds + report.counts.anonymous + report.counts.rejects(),
        0
    );
    assert!(import(&book, &path, None).await.import.is_none());
}

#[tokio::test]
async fn online_retail() {
    let Some(packed) = shared("data/public/online_retail_all.csv.gz") else {
        return;
    };
    let book = testing::notebook().await;
    let path = book.folder.path().join("online_retail.csv");
    let out = std::fs::File::create(&path).unwrap();
    assert!(
        std::process::Command::new("gzip")
            .arg("-dc")
            .arg(&packed)
            .stdout(out)
            .status()
            .unwrap()
            .success()
    );
    let report = import(&book, &path, None).await;
    assert_eq!(report.counts.records, 541_909);
    assert_eq!(report.counts.new_customers, 4372);
    assert_eq!(report.counts.purchases + report.counts.refunds, 25_900);
    // Two "adjust bad debt" lines take money back without being cancelled invoices.
    assert_eq!(report.counts.refunds, 3836 + 2);
    assert_eq!(report.counts.anonymous, 25_900 - 22_190);
    assert!(import(&book, &path, None).await.import.is_none());
}

#[tokio::test]
async fn a_longer_file_adds_what_is_new() {
    let book = testing::notebook().await;
    let path = book.folder.path().join("ventes.csv");
    let start = "Date;Client;Téléphone;Montant\n2026-01-02;Zoé Petit;0612345678;12,00\n2026-01-02;Zoé Petit;0612345678;12,00\n";
    std::fs::write(&path, start).unwrap();
    assert_eq!(
        import(&book, &path, None).await.counts.purchases,
        2,
        "two alike are two"
    );
    std::fs::write(
        &path,
        format!("{start}2026-01-02;Zoé Petit;06 12 34 56 78;12,00\n2026-02-01;Luc Roux;;5,00\n"),
    )
    .unwrap();
    let longer = import(&book, &path, None).await;
    assert_eq!(
        (
            longer.counts.purchases,
            longer.counts.already_there,
            longer.counts.new_customers
        ),
        (2, 2, 1)
    );
    assert_eq!(customers(&book).await, ["Luc Roux", "Zoé Petit"]);
}

#[tokio::test]
async fn known_customers_are_completed_and_undo_empties_the_fields() {
    let book = testing::notebook().await;
    let zoe = book
        .create_customer(
            serde_json::from_str(r#"{"name":"Zoé Petit","city":"Lyon","contactPoints":[{"id":null,"kind":"email","typed":"zoe@x.fr"}]}"#)
                .unwrap(),
        )
        .await
        .unwrap();
    let before = book.customer(zoe).await.unwrap();
    let path = book.folder.path().join("clients.csv");
    std::fs::write(
        &path,
        "Réf;Nom;Prénom;Mobile;Courriel;Ville;OK e-mail;Parrain;Tags\n7;PETIT;Zoé;0612345678;ZOE@x.fr;Paris;oui;8;amie\n8;Roux;Luc;;;;;;\n",
    )
    .unwrap();
    let report = import(&book, &path, None).await;
    assert_eq!(
        (report.counts.new_customers, report.counts.completed),
        (1, 1),
        "{:?}",
        report.counts
    );
    assert_eq!(
        by(&report.counts, MatchedBy::Email),
        1,
        "{:?}",
        report.counts
    );
    let after = book.customer(zoe).await.unwrap();
    assert_eq!(
        after.record.city.as_deref(),
        Some("Lyon"),
        "what was there stays"
    );
    assert_eq!(after.record.external_id.as_deref(), Some("7"));
    assert_eq!(after.record.contact_points.len(), 2);
    assert_eq!(after.record.consents.len(), 1);
    assert_eq!(after.referrer_name.as_deref(), Some("Luc Roux"));
    assert_eq!(after.record.tags, ["amie"]);
    assert!(import(&book, &path, None).await.import.is_none());
    book.undo_import(report.import.unwrap()).await.unwrap();
    assert_eq!(book.customer(zoe).await.unwrap(), before);
    assert_eq!(customers(&book).await, ["Zoé Petit"]);
}

#[tokio::test]
async fn a_bare_name_waits_for_a_decision_which_is_kept() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let path = book.folder.path().join("ventes.csv");
    let start = "Date;Client;Montant\n2026-01-02;PETIT Zoé;12,00\n";
    std::fs::write(&path, start).unwrap();
    let mapping = mapping(&book, &path, None).await;
    let control = Control::default();
    let dry = book
        .dry_run_import(&path, &mapping, &[], &control)
        .await
        .unwrap();
    assert_eq!(dry.undecided.len(), 1);
    assert_eq!(dry.undecided[0].doubt, Doubt::BareName);
    let asked = &dry.undecided[0];
    assert_eq!(asked.candidates[0].key, zoe.to_string());
    let same = Decision {
        key: asked.key.clone(),
        same: Some(asked.candidates[0].key.clone()),
    };
    let report = book
        .import(&path, &mapping, &[same], &control)
        .await
        .unwrap();
    assert_eq!((report.counts.new_customers, report.undecided), (0, 0));
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 1);

    std::fs::write(&path, format!("{start}2026-01-09;Zoé Petit;7,00\n")).unwrap();
    let dry = book
        .dry_run_import(&path, &mapping, &[], &control)
        .await
        .unwrap();
    assert_eq!(dry.undecided, [], "it is asked once");
    book.import(&path, &mapping, &[], &control).await.unwrap();
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 2);
}

#[tokio::test]
async fn what_was_noted_since_outlives_the_undo() {
    let book = testing::notebook().await;
    let path = book.folder.path().join("ventes.csv");
    std::fs::write(
        &path,
        "Date;Client;Montant\n2026-01-02;Zoé Petit;12,00\n2026-01-02;Luc Roux;12,00\n",
    )
    .unwrap();
    let report = import(&book, &path, None).await;
    let page = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 10)
        .await
        .unwrap();
    let zoe = page
        .rows
        .iter()
        .find(|row| row.name == "Zoé Petit")
        .unwrap()
        .id;
    book.bought(zoe, "2026-11-01", 500).await;
    book.undo_import(report.import.unwrap()).await.unwrap();
    assert_eq!(customers(&book).await, ["Zoé Petit"]);
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 1);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn cancelled_leaves_nothing() {
    let book = testing::notebook().await;
    let path = book.folder.path().join("ventes.csv");
    let mut text = String::from("Date;Client;Montant\n");
    for n in 0..20_000 {
        text.push_str(&format!("2026-01-02;Client {n};12,00\n"));
    }
    std::fs::write(&path, text).unwrap();
    let mapping = mapping(&book, &path, None).await;
    for phase in [Phase::Reading, Phase::Writing] {
        let handle = std::sync::Arc::new(std::sync::OnceLock::<Control>::new());
        let own = std::sync::Arc::clone(&handle);
        let control = Control::watched_by(move |progress| {
            if progress.phase == phase {
                own.get().unwrap().cancel();
            }
        });
        handle.set(control.clone()).unwrap();
        let outcome = book.import(&path, &mapping, &[], &control).await;
        assert!(matches!(outcome, Err(Error::Cancelled)), "{outcome:?}");
        assert!(customers(&book).await.is_empty());
        assert!(book.imports().await.unwrap().is_empty());
    }
    assert_eq!(import(&book, &path, None).await.counts.purchases, 20_000);
}

#[tokio::test]
async fn many_questions_are_settled_in_one_go() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let luc = book.known("Luc Fabre").await;
    let path = book.folder.path().join("ventes.csv");
    let text = "Date;Client;Montant\n2026-01-02;PETIT Zoé;12,00\n2026-01-03;Luc Fabre;7,00\n";
    std::fs::write(&path, text).unwrap();
    import(&book, &path, None).await;
    let questions = book.import_questions().await.unwrap();
    assert_eq!(questions.len(), 2);
    let of = |known| {
        let asked = |one: &&OpenQuestion| one.candidates[0].customer == known;
        questions.iter().find(asked).unwrap().customer
    };
    let (new_zoe, new_luc) = (of(zoe), of(luc));

    // The new Luc is the new Zoé, who is the old one: whoever moved on is followed, in either order.
    for answers in [
        [(new_zoe, Some(zoe)), (new_luc, Some(new_zoe))],
        [(new_luc, Some(new_zoe)), (new_zoe, Some(zoe))],
    ] {
        book.decide_matches(&answers).await.unwrap();
        assert_eq!(customers(&book).await.len(), 2);
        assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 2);
        book.undo(None).await.unwrap();
        assert_eq!(book.import_questions().await.unwrap(), questions);
        assert_eq!(customers(&book).await.len(), 4);
    }
    let apart = [(new_zoe, None), (new_luc, None)];
    book.decide_matches(&apart).await.unwrap();
    assert!(book.import_questions().await.unwrap().is_empty());
    assert_eq!(customers(&book).await.len(), 4);
    book.undo(None).await.unwrap();
    assert_eq!(book.import_questions().await.unwrap(), questions);
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_question_left_for_later_is_settled_later() {
    let book = testing::notebook().await;
    let zoe = book.known("Zoé Petit").await;
    let path = book.folder.path().join("ventes.csv");
    let start = "Date;Client;Montant\n2026-01-02;PETIT Zoé;12,00\n";
    std::fs::write(&path, start).unwrap();
    let report = import(&book, &path, None).await;
    assert_eq!(
        (report.counts.new_customers, report.undecided),
        (1, 1),
        "apart is the safe side"
    );
    let questions = book.import_questions().await.unwrap();
    assert_eq!((questions.len(), questions[0].purchases), (1, 1));
    assert_eq!(questions[0].candidates[0].customer, zoe);

    book.decide_match(questions[0].customer, Some(zoe))
        .await
        .unwrap();
    assert_eq!(customers(&book).await, ["Zoé Petit"]);
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 1);
    assert!(book.import_questions().await.unwrap().is_empty());
    book.undo(None).await.unwrap();
    assert_eq!(customers(&book).await.len(), 2);
    assert_eq!(book.import_questions().await.unwrap(), questions);
    book.redo().await.unwrap();

    std::fs::write(&path, format!("{start}2026-01-09;Zoé Petit;7,00\n")).unwrap();
    assert_eq!(
        import(&book, &path, None).await.counts.new_customers,
        0,
        "the next file knows"
    );
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 2);
    book.undo(None).await.unwrap();
    book.undo_import(report.import.unwrap()).await.unwrap();
    assert_eq!(book.journal(zoe, &[], 0, 10).await.unwrap().total, 0);
    assert!(book.check().await.unwrap().sound);
}

/// Whoever brought somebody may stand anywhere in the file; nobody was brought by somebody they had brought.
#[tokio::test]
async fn who_brought_whom_is_found_anywhere_and_never_goes_in_a_ring() {
    let book = testing::notebook().await;
    let mut text = "Numéro;Nom;Prénom;Parrain\n".to_owned();
    for number in 1..=1_500 {
        let by = match number {
            1 => "1500",
            2 => "3",
            3 => "4",
            4 => "2",
            5 => "5",
            _ => "",
        };
        writeln!(text, "{number};Dupont{number};Ana;{by}").unwrap();
    }
    let path = book.folder.path().join("parrains.csv");
    std::fs::write(&path, text).unwrap();
    let first = import(&book, &path, None).await.counts;
    assert_eq!((first.new_customers, first.left_out), (1_500, 2));

    let everybody = book
        .customers(
            &CustomerFilter::default(),
            CustomerSort::default(),
            0,
            2_000,
        )
        .await
        .unwrap()
        .rows;
    let id = |number: u32| {
        let name = format!("Ana Dupont{number}");
        everybody.iter().find(|row| row.name == name).unwrap().id
    };
    let record = async |number: u32| book.customer(id(number)).await.unwrap().record;
    for (number, by) in [
        (1, Some(1_500)),
        (2, Some(3)),
        (3, Some(4)),
        (4, None),
        (5, None),
    ] {
        assert_eq!(record(number).await.referrer, by.map(id), "{number}");
    }
    let noted = |note: Option<String>| note.as_deref() == Some("Parrain: 2");
    assert!(noted(record(4).await.note));

    // The same file again says nothing new.
    let again = import(&book, &path, None).await.counts;
    assert_eq!((again.new_customers, again.completed), (0, 0));
    assert!(noted(record(4).await.note));

    // A ring that another file would close over the notebook's own.
    let path = book.folder.path().join("suite.csv");
    std::fs::write(&path, "Numéro;Nom;Prénom;Parrain\n1500;Dupont1500;Ana;1\n").unwrap();
    let closed = import(&book, &path, None).await.counts;
    assert_eq!(closed.left_out, 1);
    assert_eq!(record(1_500).await.referrer, None);
}
