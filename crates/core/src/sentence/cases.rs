//! Sentences as people type them, and what is read in them on Sunday 22 November 2026: kind, amount in cents, day, last day, channel,
//! direction, emotion and its strength, what a gesture is, a score, a reason.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Understood, understand};
use crate::testing::today;

const CASES: &[(&str, &str)] = &[
    ("Achat 34,50 € hier", "purchase 3450 11-21"),
    (
        "achat de 34.50 avant-hier, panier habituel",
        "purchase 3450 11-20",
    ),
    ("34€50 aujourd'hui", "purchase 3450 11-22"),
    ("A acheté pour 1 234,50 € lundi", "purchase 123450 11-16"),
    ("acheté 3 pains hier", "11-21"),
    (
        "12 euros de viennoiseries samedi dernier",
        "purchase 1200 11-21",
    ),
    ("payé 45 lundi dernier", "purchase 4500 11-16"),
    (
        "Panier 60 € le 3 novembre, très contente",
        "purchase 6000 11-03 contentment3",
    ),
    ("achat 20 € 3/11", "purchase 2000 11-03"),
    ("achat 20 € le 25/12", "purchase 2000 2025-12-25"),
    (
        "commande de 15 euros 50 il y a 3 jours",
        "purchase 1550 11-19",
    ),
    ("a rapporté le grille-pain, 29,90 €", "purchase -2990"),
    ("n’a rien acheté hier", "11-21"),
    ("Bought bread for $12.30 yesterday", "purchase 1230 11-21"),
    ("Spent 40 last monday", "purchase 4000 11-16"),
    ("Purchase 18.20 on Nov 3", "purchase 1820 11-03"),
    ("paid €7 3 days ago", "purchase 700 11-19"),
    (
        "Returned the shoes, £49.99, on 2026-11-02",
        "purchase -4999 11-02",
    ),
    (
        "She ordered two cakes for 56.00 two weeks ago",
        "purchase 5600 11-08",
    ),
    (
        "Appel reçu hier : voulait savoir pour le seigle",
        "exchange 11-21 call in",
    ),
    (
        "Elle a appelé ce matin, furieuse",
        "exchange 11-22 call in anger3",
    ),
    (
        "Je l'ai appelée lundi, un peu déçue",
        "exchange 11-16 call out disappointment1",
    ),
    (
        "Rappelée jeudi, rassurée",
        "exchange 11-19 call out relief2",
    ),
    ("Elle s'appelle Jeanne", ""),
    (
        "mail reçu vendredi, pas contente du tout",
        "exchange 11-20 email in annoyance2",
    ),
    ("Envoyé un SMS le 12", "exchange 11-12 sms out"),
    (
        "Est passée au magasin samedi, ravie",
        "exchange 11-21 visit delight3",
    ),
    ("au comptoir : demande un pain sans sel", "exchange counter"),
    ("son chat est malade", ""),
    (
        "She called yesterday, fed up",
        "exchange 11-21 call in exasperation2",
    ),
    (
        "I called her this morning, she was not happy",
        "exchange 11-22 call out annoyance2",
    ),
    ("Texted on Friday", "exchange 11-20 sms"),
    (
        "He dropped in today, slightly annoyed",
        "exchange 11-22 visit in annoyance1",
    ),
    ("We emailed him 2 days ago", "exchange 11-20 email out"),
    ("Allergique aux noix", ""),
    ("pas fâchée finalement", ""),
    ("n'est pas vraiment satisfaite", "annoyance2"),
    ("pas du tout contente", "annoyance3"),
    ("n'est plus contente", "annoyance2"),
    ("plus contente que jamais", "contentment2"),
    ("not angry, just tired", ""),
    ("she isn't satisfied at all", "annoyance2"),
    ("très en colère, ne nous fait plus confiance", "anger3"),
    ("Soulagée que ce soit réparé", "relief2"),
    ("really disappointed with the rye", "disappointment3"),
    ("frustrée de ne pas pouvoir annuler", "frustration2"),
    ("Offert un café, 2 €", "gesture 200 gift"),
    ("Remise de 10 € mardi", "gesture 1000 11-17 discount"),
    (
        "remboursé 24,90 € hier, soulagée",
        "gesture 2490 11-21 relief2 refund",
    ),
    ("Remplacé le vase gratuitement", "gesture replacement"),
    ("Wrote a thank-you card", "gesture card"),
    ("We gave him a loaf, 3.50", "gesture 350 gift"),
    ("refunded 12 € yesterday", "gesture 1200 11-21 refund"),
    ("Merci à Luc pour son accueil", "praise gratitude2"),
    ("nous a offert des chocolats, enchantée", "praise delight3"),
    ("She thanked Luc on the phone", "praise call gratitude2"),
    ("On l'a remerciée pour ses dix ans", ""),
    (
        "Se plaint d'un article manquant, en colère",
        "complaint anger2",
    ),
    (
        "Appel : réclamation sur la livraison d'hier",
        "complaint 11-21 call",
    ),
    (
        "complained about the wait yesterday, furious",
        "complaint 11-21 anger3",
    ),
    ("Promis de la rappeler demain", "promise >11-23 call out"),
    (
        "j'ai promis un remplacement avant vendredi",
        "promise >11-27",
    ),
    (
        "promised hier de livrer le 3 décembre",
        "promise 11-21 >12-03",
    ),
    ("We promised to send it by tuesday", "promise >11-24"),
    (
        "En vacances du 20 décembre au 4 janvier",
        "absence 12-20 >2027-01-04",
    ),
    ("absente du 3 au 17 décembre", "absence 12-03 >12-17"),
    ("à l'hôpital jusqu'au 15 décembre", "absence >12-15"),
    ("on holiday until Jan 4", "absence >2027-01-04"),
    ("A déménagé à Lyon", "departure moved"),
    (
        "partie chez un concurrent, trop cher",
        "departure competitor",
    ),
    ("ne reviendra pas, trop cher", "departure price"),
    (
        "switched to a competitor last week",
        "departure 11-15 competitor",
    ),
    ("NPS 9, recommande volontiers", "rating nps9"),
    ("nous donne 8/10", "rating nps8"),
    ("CSAT 4 hier", "rating 11-21 csat4"),
    ("rated us 4 out of 5", "rating csat4"),
    (
        "a mis un mauvais avis Google, très déçu",
        "disappointment3+",
    ),
    ("achat 20 € demain", "purchase 2000"),
    ("Achat 12 € le 30 février", "purchase 1200"),
    ("remise de 15 %", "gesture discount"),
    ("", ""),
];

fn told(said: &Understood) -> String {
    let word = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let code = |value: Value| word(value);
    let mut parts: Vec<String> = Vec::new();
    let day = |day: chrono::NaiveDate| {
        let iso = day.to_string();
        iso.strip_prefix("2026-").map_or(iso.clone(), str::to_owned)
    };
    if let Some(kind) = &said.kind {
        parts.push(code(serde_json::to_value(kind.value).unwrap()));
    }
    if let Some(amount) = &said.amount {
        parts.push(amount.value.0.to_string());
    }
    if let Some(found) = &said.day {
        parts.push(day(found.value));
    }
    if let Some(until) = &said.until {
        parts.push(format!(">{}", day(until.value)));
    }
    if let Some(channel) = &said.channel {
        parts.push(code(serde_json::to_value(channel.value).unwrap()));
    }
    if let Some(direction) = &said.direction {
        parts.push(code(serde_json::to_value(direction.value).unwrap()));
    }
    if let Some(feeling) = &said.feeling {
        let mut felt = code(serde_json::to_value(feeling.value.emotion).unwrap());
        write!(felt, "{}", feeling.value.intensity).unwrap();
        if feeling.value.told_around {
            felt.push('+');
        }
        parts.push(felt);
    }
    if let Some(what) = &said.gesture {
        parts.push(code(serde_json::to_value(what.value).unwrap()));
    }
    if let Some(rating) = &said.rating {
        let scale = code(serde_json::to_value(rating.value.scale).unwrap());
        parts.push(format!("{scale}{}", rating.value.score));
    }
    if let Some(reason) = &said.reason {
        parts.push(code(serde_json::to_value(reason.value).unwrap()));
    }
    parts.join(" ")
}

#[test]
fn sentences_are_understood() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(sentence, expected)| {
            let read = told(&understand(sentence, today(), "EUR"));
            (read != *expected)
                .then(|| format!("{sentence}\n  expected {expected}\n  read     {read}"))
        })
        .collect();
    assert!(CASES.len() >= 60);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
