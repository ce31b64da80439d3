//! Fields in files: columns that become fields, and lists that hand them on.

use std::path::{Path, PathBuf};

use fidele_core::customer::{Chosen, CustomerFilter, CustomerSort, SortBy};
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use fidele_core::field::{FieldKind, FieldTest, FieldValue};
use fidele_core::ids::CustomerId;
use fidele_core::import::fields::FieldColumn;
use fidele_core::import::mapping::Mapping;
use fidele_core::import::preview::{Choices, Preview};
use fidele_core::import::report::{Control, ImportReport};
use fidele_core::import::role::Role;
use fidele_core::testing::{self, TestNotebook, day};

use super::{fill, fill_all, filter, names, one_of_each, text, values, word};

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
    book.change_field(field.id, &testing::field("Mange", FieldKind::Text, &[]))
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
        fill_all(
            &book,
            &own,
            amelie,
            text("=1+1; \"noix\""),
            1234.567,
            "Mardi",
        )
        .await;
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
