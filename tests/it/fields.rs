//! Fields of a notebook's own: added, filled, filtered by, imported, exported, and taken back.

use std::path::{Path, PathBuf};

use fidele_core::Error;
use fidele_core::customer::{Chosen, CustomerDraft, CustomerFilter, CustomerSort, SortBy};
use fidele_core::error::Reason;
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use fidele_core::field::{
    ChoiceDraft, FieldDraft, FieldEntry, FieldFilter, FieldKind, FieldTest, FieldValue,
};
use fidele_core::ids::{CustomerId, FieldId};
use fidele_core::import::fields::FieldColumn;
use fidele_core::import::mapping::Mapping;
use fidele_core::import::preview::{Choices, Preview};
use fidele_core::import::report::{Control, ImportReport};
use fidele_core::import::role::Role;
use fidele_core::testing::{self, TestNotebook, day};
use fidele_core::view::View;

fn draft(name: &str, kind: FieldKind, words: &[&str]) -> FieldDraft {
    FieldDraft {
        name: name.to_owned(),
        kind,
        choices: words
            .iter()
            .map(|word| ChoiceDraft {
                was: None,
                word: (*word).to_owned(),
            })
            .collect(),
    }
}

struct Own {
    allergies: FieldId,
    points: FieldId,
    since: FieldId,
    market: FieldId,
    card: FieldId,
}

/// A field of each kind.
async fn one_of_each(book: &TestNotebook) -> Own {
    let add = async |name: &str, kind, words: &[&str]| {
        book.add_field(&draft(name, kind, words)).await.unwrap()
    };
    Own {
        allergies: add("Allergies", FieldKind::Text, &[]).await,
        points: add("Points", FieldKind::Number, &[]).await,
        since: add("Membre depuis", FieldKind::Date, &[]).await,
        market: add("Marché", FieldKind::Choice, &["Mardi", "Samedi"]).await,
        card: add("Carte", FieldKind::YesNo, &[]).await,
    }
}

fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}

fn word(word: &str) -> FieldValue {
    FieldValue::Choice(word.to_owned())
}

async fn fill(book: &TestNotebook, customer: CustomerId, field: FieldId, value: FieldValue) {
    book.fill_field(customer, field, Some(value)).await.unwrap();
}

async fn values(book: &TestNotebook, customer: CustomerId) -> Vec<FieldValue> {
    let record = book.customer(customer).await.unwrap().record;
    record.fields.into_iter().map(|entry| entry.value).collect()
}

fn filter(field: FieldId, test: FieldTest) -> CustomerFilter {
    CustomerFilter {
        fields: vec![FieldFilter { field, test }],
        ..CustomerFilter::default()
    }
}

async fn names(book: &TestNotebook, filter: &CustomerFilter) -> Vec<String> {
    let page = book
        .customers(filter, CustomerSort::default(), 0, 100)
        .await
        .unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn fields_are_added_filled_and_survive_closing() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let amelie = book.known("Amélie Morin").await;
    fill(&book, amelie, own.allergies, text("Noix, gluten")).await;
    fill(&book, amelie, own.points, FieldValue::Number(1234.56)).await;
    fill(
        &book,
        amelie,
        own.since,
        FieldValue::Date(day("2019-03-04")),
    )
    .await;
    fill(&book, amelie, own.market, word("mardi")).await;
    fill(&book, amelie, own.card, FieldValue::YesNo(false)).await;
    let all = [
        text("Noix, gluten"),
        FieldValue::Number(1234.56),
        FieldValue::Date(day("2019-03-04")),
        word("Mardi"),
        FieldValue::YesNo(false),
    ];
    assert_eq!(values(&book, amelie).await, all);

    let book = book.on("2026-11-23").await;
    assert_eq!(values(&book, amelie).await, all);
    let names: Vec<String> = book
        .fields()
        .await
        .unwrap()
        .into_iter()
        .map(|field| field.name)
        .collect();
    assert_eq!(
        names,
        ["Allergies", "Points", "Membre depuis", "Marché", "Carte"]
    );
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn what_is_no_value_of_a_field_is_refused_with_the_reason() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let luc = book.known("Luc Fabre").await;
    for (field, value, why) in [
        (own.points, text("douze"), Reason::NotANumber),
        (own.since, text("hier"), Reason::NotADay),
        (own.market, word("Lundi"), Reason::NotAChoice),
        (own.card, text("peut-être"), Reason::NotYesNo),
        (own.allergies, text("  "), Reason::Empty),
    ] {
        match book.fill_field(luc, field, Some(value)).await {
            Err(Error::InvalidIn { id, reason, .. }) => {
                assert_eq!((id, reason), (field, why));
            }
            other => panic!("{other:?}"),
        }
    }
    let refused = CustomerDraft {
        name: "Zoé Petit".to_owned(),
        fields: vec![FieldEntry {
            field: own.market,
            value: word("Lundi"),
        }],
        ..CustomerDraft::default()
    };
    assert!(matches!(
        book.create_customer(refused).await,
        Err(Error::InvalidIn { .. })
    ));
    assert_eq!(
        names(&book, &CustomerFilter::default()).await,
        ["Luc Fabre"],
        "nothing was written"
    );
    assert!(matches!(
        book.add_field(&draft("ALLERGIES", FieldKind::Text, &[]))
            .await,
        Err(Error::Invalid {
            field: "name",
            reason: Reason::Taken
        })
    ));
}

#[tokio::test]
async fn a_record_carries_its_fields_and_every_step_goes_back() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let entry = |field, value| FieldEntry { field, value };
    let zoe = book
        .create_customer(CustomerDraft {
            name: "Zoé Petit".to_owned(),
            fields: vec![entry(own.points, FieldValue::Number(3.0))],
            ..CustomerDraft::default()
        })
        .await
        .unwrap();
    let mut record = book.customer(zoe).await.unwrap().record;
    record.fields = vec![entry(own.allergies, text("lait"))];
    book.edit_customer(zoe, record).await.unwrap();
    assert_eq!(values(&book, zoe).await, [text("lait")]);
    book.undo(None).await.unwrap();
    assert_eq!(values(&book, zoe).await, [FieldValue::Number(3.0)]);

    fill(&book, zoe, own.points, FieldValue::Number(0.1)).await;
    book.fill_field(zoe, own.points, None).await.unwrap();
    assert!(values(&book, zoe).await.is_empty());
    book.undo(None).await.unwrap();
    assert_eq!(values(&book, zoe).await, [FieldValue::Number(0.1)]);
    book.redo().await.unwrap();
    assert!(values(&book, zoe).await.is_empty());
    book.undo(None).await.unwrap();

    book.remove_field(own.points).await.unwrap();
    assert!(values(&book, zoe).await.is_empty());
    assert_eq!(book.fields().await.unwrap().len(), 4);
    let (undone, _) = book.undo(None).await.unwrap();
    assert_eq!(undone.detail.as_deref(), Some("Points"));
    assert_eq!(
        values(&book, zoe).await,
        [FieldValue::Number(0.1)],
        "what was in it is back with it"
    );
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn words_of_a_choice_are_respelled_everywhere_and_not_dropped_while_used() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let luc = book.known("Luc Fabre").await;
    fill(&book, luc, own.market, word("Samedi")).await;
    let saturday = FieldTest::OneOf {
        choices: vec!["Samedi".to_owned()],
    };
    let view = View {
        name: "Samedi".to_owned(),
        fields: filter(own.market, saturday.clone()).fields,
        ..View::default()
    };
    book.keep_views(vec![view]).await.unwrap();

    let choice = |was: Option<&str>, word: &str| ChoiceDraft {
        was: was.map(str::to_owned),
        word: word.to_owned(),
    };
    let change = |choices| FieldDraft {
        name: "Marché".to_owned(),
        kind: FieldKind::Choice,
        choices,
    };
    let refused = book
        .change_field(own.market, &change(vec![choice(Some("Mardi"), "Mardi")]))
        .await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "choices",
            reason: Reason::InUse
        })
    ));
    // Each becomes the other, and a word nobody has goes.
    book.change_field(
        own.market,
        &change(vec![
            choice(Some("Samedi"), "Mardi"),
            choice(Some("Mardi"), "Samedi"),
        ]),
    )
    .await
    .unwrap();
    assert_eq!(values(&book, luc).await, [word("Mardi")]);
    assert_eq!(
        book.views().await.unwrap()[0].fields[0].test,
        FieldTest::OneOf {
            choices: vec!["Mardi".to_owned()]
        },
        "the view still shows the same people"
    );
    book.undo(None).await.unwrap();
    assert_eq!(values(&book, luc).await, [word("Samedi")]);
    assert_eq!(book.views().await.unwrap()[0].fields[0].test, saturday);

    let refused = book
        .change_field(own.market, &draft("Marché", FieldKind::Text, &[]))
        .await;
    assert!(matches!(refused, Err(Error::Invalid { field: "kind", .. })));
    book.remove_field(own.market).await.unwrap();
    assert!(book.views().await.unwrap()[0].fields.is_empty());
}

#[tokio::test]
async fn fields_are_put_in_an_order() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    book.order_fields(&[own.card, own.market]).await.unwrap();
    let order = async || -> Vec<String> {
        let fields = book.fields().await.unwrap();
        fields.into_iter().map(|field| field.name).collect()
    };
    assert_eq!(
        order().await,
        ["Carte", "Marché", "Allergies", "Points", "Membre depuis"]
    );
    book.undo(None).await.unwrap();
    assert_eq!(order().await[0], "Allergies");
}

#[tokio::test]
async fn lists_are_narrowed_by_every_kind_of_field() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let amelie = book.known("Amélie Morin").await;
    let luc = book.known("Luc Fabre").await;
    let zoe = book.known("Zoé Petit").await;
    fill(&book, amelie, own.allergies, text("Fruits à coque")).await;
    fill(&book, luc, own.allergies, text("gluten")).await;
    fill(&book, amelie, own.points, FieldValue::Number(9.5)).await;
    fill(&book, luc, own.points, FieldValue::Number(10.0)).await;
    fill(&book, zoe, own.points, FieldValue::Number(-2.0)).await;
    fill(&book, luc, own.since, FieldValue::Date(day("2019-03-04"))).await;
    fill(&book, zoe, own.since, FieldValue::Date(day("2024-01-01"))).await;
    fill(&book, amelie, own.market, word("Mardi")).await;
    fill(&book, zoe, own.market, word("Samedi")).await;
    fill(&book, zoe, own.card, FieldValue::YesNo(true)).await;
    fill(&book, luc, own.card, FieldValue::YesNo(false)).await;

    let cases = [
        (
            own.allergies,
            FieldTest::Contains {
                text: "À COQUE".to_owned(),
            },
            vec!["Amélie Morin"],
        ),
        (own.allergies, FieldTest::Empty, vec!["Zoé Petit"]),
        (
            own.allergies,
            FieldTest::Filled,
            vec!["Amélie Morin", "Luc Fabre"],
        ),
        (
            own.points,
            FieldTest::Between {
                from: Some(9.0),
                to: None,
            },
            vec!["Amélie Morin", "Luc Fabre"],
        ),
        (
            own.points,
            FieldTest::Between {
                from: None,
                to: Some(9.5),
            },
            vec!["Amélie Morin", "Zoé Petit"],
        ),
        (
            own.since,
            FieldTest::Days {
                from: Some(day("2019-03-04")),
                to: Some(day("2023-12-31")),
            },
            vec!["Luc Fabre"],
        ),
        (
            own.market,
            FieldTest::OneOf {
                choices: vec!["Mardi".to_owned(), "Samedi".to_owned()],
            },
            vec!["Amélie Morin", "Zoé Petit"],
        ),
        (own.card, FieldTest::Is { yes: true }, vec!["Zoé Petit"]),
        (own.card, FieldTest::Is { yes: false }, vec!["Luc Fabre"]),
    ];
    // Before there is a roster the file answers; afterwards both do, and alike.
    for ready in [false, true] {
        for (field, test, expected) in &cases {
            let filter = filter(*field, test.clone());
            assert_eq!(names(&book, &filter).await, *expected, "{ready} {test:?}");
            let all = Chosen::All {
                filter: filter.clone(),
                except: Vec::new(),
            };
            assert_eq!(book.chosen(&all).await.unwrap().len(), expected.len());
            let searched = CustomerFilter {
                search: "luc".to_owned(),
                ..filter
            };
            let both = names(&book, &searched).await;
            assert_eq!(both.len(), usize::from(expected.contains(&"Luc Fabre")));
        }
        book.search("a", 1).await.unwrap();
    }
    // What is known of a condition follows what is written.
    let filled = filter(own.card, FieldTest::Filled);
    let empty = filter(own.card, FieldTest::Empty);
    fill(&book, amelie, own.card, FieldValue::YesNo(true)).await;
    assert_eq!(names(&book, &filled).await.len(), 3);
    assert!(names(&book, &empty).await.is_empty());
    book.known("Nora Brun").await;
    assert_eq!(names(&book, &empty).await, ["Nora Brun"]);
    book.undo(None).await.unwrap();
    book.undo(None).await.unwrap();
    assert_eq!(names(&book, &filled).await.len(), 2);
}

fn file(book: &TestNotebook, name: &str, content: &str) -> PathBuf {
    let path = book.folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

async fn look(book: &TestNotebook, path: &Path) -> Preview {
    book.preview_import(path, &Choices::default())
        .await
        .unwrap()
}

async fn bring(book: &TestNotebook, path: &Path, mapping: &Mapping) -> ImportReport {
    book.import(path, mapping, &[], &Control::default())
        .await
        .unwrap()
}

fn into(mapping: &mut Mapping, heading: &str, kind: FieldKind) {
    let column = mapping
        .columns
        .iter_mut()
        .find(|column| column.header == heading)
        .unwrap();
    column.role = Role::Field;
    column.field = Some(FieldColumn {
        id: None,
        name: String::new(),
        kind,
    });
}

async fn by_name(book: &TestNotebook, name: &str) -> CustomerId {
    book.search(name, 1).await.unwrap()[0].id
}

const CARDS: &str = "Nom complet;E-mail;Régime;Jour de marché;Points carte;Adhésion;Newsletter papier\n\
    Anne Roy;anne@exemple.fr;sans noix;mardi;12,5;04/03/2019;oui\n\
    Bob Sol;bob@exemple.fr;;Mardi;abc;31/12/2020;non\n\
    Cléo Var;cleo@exemple.fr;végan;samedi;7;13/02/2021;oui\n\
    Dan Yon;dan@exemple.fr;sans lait;samedi;8;14/02/2021;non\n\
    Eve Zed;eve@exemple.fr;sans miel;mardi;9;15/02/2021;non\n\
    Fay Wynn;fay@exemple.fr;sans soja;samedi;10;16/02/2021;oui\n";

#[tokio::test]
async fn a_file_makes_fields_and_its_undo_takes_them_back() {
    let book = testing::notebook().await;
    let path = file(&book, "fiches.csv", CARDS);
    let preview = look(&book, &path).await;
    let kinds = &preview.kinds[2..];
    assert_eq!(
        kinds,
        [
            FieldKind::Text,
            FieldKind::Choice,
            // One of the six is no number, so nearly all are not.
            FieldKind::Text,
            FieldKind::Date,
            FieldKind::YesNo
        ]
    );
    let mut mapping = preview.mapping;
    into(&mut mapping, "Régime", FieldKind::Text);
    into(&mut mapping, "Jour de marché", FieldKind::Choice);
    into(&mut mapping, "Points carte", FieldKind::Number);
    into(&mut mapping, "Adhésion", FieldKind::Date);
    into(&mut mapping, "Newsletter papier", FieldKind::YesNo);
    let dry = book
        .dry_run_import(&path, &mapping, &[], &Control::default())
        .await
        .unwrap();
    assert_eq!((dry.counts.new_customers, dry.counts.left_out), (6, 1));
    assert!(
        book.fields().await.unwrap().is_empty(),
        "nothing is written"
    );

    let done = bring(&book, &path, &mapping).await;
    assert_eq!(done.counts.left_out, 1);
    let fields = book.fields().await.unwrap();
    let told: Vec<(&str, FieldKind)> = fields
        .iter()
        .map(|field| (field.name.as_str(), field.kind))
        .collect();
    assert_eq!(
        told,
        [
            ("Régime", FieldKind::Text),
            ("Jour de marché", FieldKind::Choice),
            ("Points carte", FieldKind::Number),
            ("Adhésion", FieldKind::Date),
            ("Newsletter papier", FieldKind::YesNo),
        ]
    );
    assert_eq!(fields[1].choices, ["mardi", "samedi"]);
    let (anne, bob) = (by_name(&book, "Anne").await, by_name(&book, "Bob").await);
    assert_eq!(
        values(&book, anne).await,
        [
            text("sans noix"),
            word("mardi"),
            FieldValue::Number(12.5),
            FieldValue::Date(day("2019-03-04")),
            FieldValue::YesNo(true),
        ]
    );
    // What is no number stays in the note, word for word.
    let record = book.customer(bob).await.unwrap().record;
    assert_eq!(record.note.as_deref(), Some("Points carte: abc"));
    assert_eq!(record.fields.len(), 3);

    // The same file says nothing new, and its columns are remembered.
    let again = look(&book, &path).await;
    assert!(again.remembered);
    assert_eq!(
        again.mapping.columns[2].field.as_ref().unwrap().id,
        Some(fields[0].id)
    );
    assert!(bring(&book, &path, &again.mapping).await.import.is_none());

    book.undo_import(done.import.unwrap()).await.unwrap();
    assert!(book.fields().await.unwrap().is_empty());
    assert!(names(&book, &CustomerFilter::default()).await.is_empty());
    assert!(book.check().await.unwrap().sound);
}

#[tokio::test]
async fn an_import_fills_what_is_empty_and_overwrites_nothing() {
    let book = testing::notebook().await;
    let own = one_of_each(&book).await;
    let people = "Nom complet;E-mail;Allergies;MARCHE\nAnne Roy;anne@exemple.fr;noix;mardi\nBob Sol;bob@exemple.fr;lait;jeudi\n";
    let mut ids = Vec::new();
    for (name, email) in [
        ("Anne Roy", "anne@exemple.fr"),
        ("Bob Sol", "bob@exemple.fr"),
    ] {
        let first = file(
            &book,
            &format!("{name}.csv"),
            &format!("Nom complet;E-mail\n{name};{email}\n"),
        );
        let preview = look(&book, &first).await;
        bring(&book, &first, &preview.mapping).await;
        ids.push(by_name(&book, name).await);
    }
    fill(&book, ids[0], own.allergies, text("gluten")).await;
    let path = file(&book, "fiches.csv", people);
    let preview = look(&book, &path).await;
    let roles: Vec<Role> = preview.mapping.columns.iter().map(|c| c.role).collect();
    assert_eq!(
        roles,
        [Role::FullName, Role::Email, Role::Field, Role::Field],
        "columns are known by the fields' names"
    );
    let done = bring(&book, &path, &preview.mapping).await;
    assert_eq!((done.counts.completed, done.counts.left_out), (2, 1));
    assert_eq!(
        values(&book, ids[0]).await,
        [text("gluten"), word("Mardi")],
        "what is there stays"
    );
    assert_eq!(values(&book, ids[1]).await, [text("lait")]);
    let note = book.customer(ids[1]).await.unwrap().record.note;
    assert_eq!(note.as_deref(), Some("MARCHE: jeudi"), "no such word");

    // What a person wrote since does not go with the import.
    fill(&book, ids[1], own.allergies, text("lait et œufs")).await;
    book.undo_import(done.import.unwrap()).await.unwrap();
    assert_eq!(values(&book, ids[0]).await, [text("gluten")]);
    assert_eq!(values(&book, ids[1]).await, [text("lait et œufs")]);
    assert_eq!(
        book.fields().await.unwrap().len(),
        5,
        "fields of before stay"
    );
}

#[tokio::test]
async fn a_field_taken_away_is_not_asked_for_again() {
    let book = testing::notebook().await;
    let path = file(&book, "fiches.csv", CARDS);
    let mut mapping = look(&book, &path).await.mapping;
    into(&mut mapping, "Régime", FieldKind::Text);
    bring(&book, &path, &mapping).await;
    let field = book.field_named("regime").await.unwrap();
    book.change_field(field.id, &draft("Mange", FieldKind::Text, &[]))
        .await
        .unwrap();
    let column = look(&book, &path).await.mapping.columns.remove(2);
    assert_eq!(
        column.field.unwrap().name,
        "Mange",
        "renamed, it is the same"
    );
    book.remove_field(field.id).await.unwrap();
    let column = look(&book, &path).await.mapping.columns.remove(2);
    assert_eq!((column.role, column.field), (Role::Ignore, None));
}

#[tokio::test]
async fn too_many_words_for_a_choice_are_a_text() {
    let book = testing::notebook().await;
    let mut lines = "Nom complet;E-mail;Plat\n".to_owned();
    for n in 0..250 {
        lines.push_str(&format!("Client {n};c{n}@exemple.fr;plat {n}\n"));
    }
    let path = file(&book, "plats.csv", &lines);
    let mut mapping = look(&book, &path).await.mapping;
    into(&mut mapping, "Plat", FieldKind::Choice);
    bring(&book, &path, &mapping).await;
    let field = book.field_named("Plat").await.unwrap();
    assert_eq!((field.kind, field.choices.len()), (FieldKind::Text, 0));
    let plate = filter(
        field.id,
        FieldTest::Contains {
            text: "plat 24".to_owned(),
        },
    );
    assert_eq!(names(&book, &plate).await.len(), 11);
}

fn words() -> ExportWords {
    [
        ("name", "Nom complet"),
        ("email", "E-mail"),
        ("phone", "Téléphone"),
        ("phone2", "Autres téléphones"),
        ("note", "Note client"),
        ("behaviour", "Où il en est"),
        ("visits", "Jours avec achat"),
        ("lastDay", "Dernière visite"),
        ("silent", "Jours depuis la dernière visite"),
        ("rhythm", "Rythme en jours"),
        ("value", "Dépensé en 12 mois"),
        ("yes", "Oui"),
        ("no", "Non"),
    ]
    .map(|(key, word)| (key.to_owned(), word.to_owned()))
    .into()
}

#[tokio::test]
async fn what_is_exported_is_imported_into_another_notebook_as_it_was() {
    for format in [
        ExportFormat::CsvSemicolon,
        ExportFormat::CsvComma,
        ExportFormat::Xlsx,
    ] {
        let book = testing::notebook().await;
        let own = one_of_each(&book).await;
        let amelie = book.known("Amélie Morin").await;
        book.known("Luc Fabre").await;
        fill(&book, amelie, own.allergies, text("=1+1; \"noix\"")).await;
        fill(&book, amelie, own.points, FieldValue::Number(1234.567)).await;
        fill(
            &book,
            amelie,
            own.since,
            FieldValue::Date(day("2019-03-04")),
        )
        .await;
        fill(&book, amelie, own.market, word("Mardi")).await;
        fill(&book, amelie, own.card, FieldValue::YesNo(false)).await;
        let path = book
            .folder
            .path()
            .join(format!("clients.{}", format.extension()));
        let list = ExportList::Customers {
            filter: CustomerFilter::default(),
            sort: CustomerSort::default(),
        };
        assert_eq!(
            book.export(&list, format, &words(), &path).await.unwrap(),
            2
        );

        let other = testing::notebook().await;
        one_of_each(&other).await;
        let preview = look(&other, &path).await;
        bring(&other, &path, &preview.mapping).await;
        let id = by_name(&other, "Amélie").await;
        assert_eq!(
            values(&other, id).await,
            values(&book, amelie).await,
            "{format:?}"
        );
        let luc = by_name(&other, "Luc").await;
        assert!(values(&other, luc).await.is_empty());
    }
}

#[tokio::test]
async fn the_chosen_are_exported_and_nobody_else() {
    let book = testing::notebook().await;
    let amelie = book.known("Amélie Morin").await;
    let luc = book.known("Luc Fabre").await;
    let zoe = book.known("Zoé Petit").await;
    let lines = async |chosen: Chosen, sort: CustomerSort| -> Vec<String> {
        let to = book.folder.path().join("choisis.csv");
        let list = ExportList::Chosen { chosen, sort };
        let rows = book
            .export(&list, ExportFormat::CsvSemicolon, &words(), &to)
            .await
            .unwrap();
        let text = std::fs::read_to_string(&to).unwrap();
        let lines: Vec<String> = text
            .lines()
            .skip(1)
            .map(|line| line.split(';').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(lines.len(), rows as usize);
        lines
    };
    let by_name = CustomerSort::default();
    let these = Chosen::These {
        ids: vec![zoe, amelie],
    };
    assert_eq!(
        lines(these.clone(), by_name).await,
        ["Amélie Morin", "Zoé Petit"]
    );
    let last_first = CustomerSort {
        by: SortBy::Name,
        descending: true,
    };
    assert_eq!(
        lines(these, last_first).await,
        ["Zoé Petit", "Amélie Morin"]
    );
    let but_luc = Chosen::All {
        filter: CustomerFilter::default(),
        except: vec![luc],
    };
    assert_eq!(lines(but_luc, by_name).await, ["Amélie Morin", "Zoé Petit"]);
    book.archive_customers(&[zoe], true).await.unwrap();
    let archived = Chosen::These { ids: vec![zoe] };
    assert_eq!(lines(archived, by_name).await, ["Zoé Petit"]);
}
