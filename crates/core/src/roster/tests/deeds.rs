//! What people do, in any order.

use proptest::prelude::*;

use super::fields::value_of;
use super::{NAMES, TAGS, draft, everybody};
use crate::bond::tests::{COMPLAINT, PRAISE, noted};
use crate::customer::ClosedReason;
use crate::ids::CustomerId;
use crate::import::preview::Choices;
use crate::import::report::Control;
use crate::testing::TestNotebook;

/// Something a person does.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Create(usize, usize),
    Rename(usize, usize, usize),
    Buy(usize, u32, i64),
    Tag(usize, usize, bool),
    Archive(usize, bool),
    Close(usize, bool),
    Profile(usize, bool),
    Learn,
    Note(usize, &'static str),
    Fill(usize, usize, usize),
    RemoveField(usize),
    Undo,
    Redo,
    Import(u32),
    Sleep(u32),
    Forget,
}

const NOTED: [&str; 3] = [PRAISE, COMPLAINT, BROUGHT];

/// Whoever came after a customer was brought by them.
const BROUGHT: &str = "UPDATE customer SET referrer_id = ?1
   WHERE seq = (SELECT seq + 1 FROM customer WHERE id = ?1) AND ?2 IS NOT NULL";

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    let who = 0..12_usize;
    prop_oneof![
        3 => (0..NAMES.len(), 0..6_usize).prop_map(|(name, more)| Deed::Create(name, more)),
        2 => (who.clone(), 0..NAMES.len(), 0..6_usize).prop_map(|(w, n, m)| Deed::Rename(w, n, m)),
        5 => (who.clone(), 0..700_u32, 1..9_000_i64).prop_map(|(w, ago, cents)| Deed::Buy(w, ago, cents)),
        2 => (who.clone(), 0..TAGS.len(), any::<bool>()).prop_map(|(w, t, on)| Deed::Tag(w, t, on)),
        1 => (who.clone(), any::<bool>()).prop_map(|(w, on)| Deed::Archive(w, on)),
        1 => (who.clone(), any::<bool>()).prop_map(|(w, on)| Deed::Close(w, on)),
        1 => (who.clone(), any::<bool>()).prop_map(|(w, on)| Deed::Profile(w, on)),
        1 => Just(Deed::Learn),
        3 => (who.clone(), 0..NOTED.len()).prop_map(|(w, what)| Deed::Note(w, NOTED[what])),
        4 => (who, 0..5_usize, 0..4_usize).prop_map(|(w, field, value)| Deed::Fill(w, field, value)),
        1 => (0..5_usize).prop_map(Deed::RemoveField),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        1 => (0..900_u32).prop_map(Deed::Import),
        1 => (1..60_u32).prop_map(Deed::Sleep),
        1 => Just(Deed::Forget),
    ]
}

pub(super) async fn act(book: TestNotebook, deed: &Deed) -> TestNotebook {
    let all = everybody(&book).await;
    let one = |at: usize| all.get(at % all.len().max(1)).copied();
    match deed {
        Deed::Create(name, more) => {
            book.create_customer(draft(*name, *more)).await.unwrap();
        }
        Deed::Rename(who, name, more) => {
            if let Some(id) = one(*who) {
                book.edit_customer(id, draft(*name, *more)).await.unwrap();
            }
        }
        Deed::Buy(who, ago, cents) => {
            if let Some(id) = one(*who) {
                let on = book.today() - chrono::Days::new((*ago).into());
                book.bought(id, &on.to_string(), *cents).await;
            }
        }
        Deed::Tag(who, tag, on) => {
            let some: Vec<CustomerId> = all.iter().skip(*who).take(3).copied().collect();
            book.tag_customers(&some, TAGS[*tag], *on).await.unwrap();
        }
        Deed::Archive(who, on) => {
            if let Some(id) = one(*who) {
                book.archive_customers(&[id], *on).await.unwrap();
            }
        }
        Deed::Close(who, on) => {
            if let Some(id) = one(*who) {
                let reason = on.then_some(ClosedReason::Moved);
                book.close_customer(id, reason).await.unwrap();
            }
        }
        Deed::Profile(who, on) => {
            if let Some(id) = one(*who) {
                book.profile_customer(id, *on).await.unwrap();
            }
        }
        Deed::Note(who, sql) => {
            if let Some(id) = one(*who) {
                noted(&book, id, sql).await;
            }
        }
        Deed::Learn => drop(book.learn().await.unwrap()),
        Deed::Fill(who, field, value) => {
            let fields = book.fields().await.unwrap();
            if let (Some(id), Some(field)) = (one(*who), fields.get(*field)) {
                let value = (*value < 3).then(|| value_of(field.kind, *value));
                book.fill_field(id, field.id, value).await.unwrap();
            }
        }
        Deed::RemoveField(field) => {
            if let Some(field) = book.fields().await.unwrap().get(*field) {
                book.remove_field(field.id).await.unwrap();
            }
        }
        // There may be nothing to take back or do again.
        Deed::Undo => drop(book.undo(None).await),
        Deed::Redo => drop(book.redo().await),
        Deed::Import(ago) => import(&book, *ago).await,
        Deed::Sleep(days) => {
            let later = book.today() + chrono::Days::new((*days).into());
            return book.on(&later.to_string()).await;
        }
        Deed::Forget => book.roster.follow().await.done_with_everybody(),
    }
    book
}

async fn import(book: &TestNotebook, ago: u32) {
    let on = book.today() - chrono::Days::new(ago.into());
    let file = book.folder.path().join("ventes.csv");
    let text = format!(
        "date,id,nom,ville,montant,ticket\n{on},A{},Noël Martin,Lyon,12.50,T{ago}\n{on},B1,Inès Roy,,8.00,U{ago}\n",
        ago % 4
    );
    std::fs::write(&file, text).unwrap();
    let mapping = book
        .preview_import(&file, &Choices::default())
        .await
        .unwrap()
        .mapping;
    book.import(&file, &mapping, &[], &Control::default())
        .await
        .unwrap();
}
