//! Names and places of an invented town.

use std::sync::LazyLock;

use super::town::Dice;

pub const MEN: &[&str] = &[
    "Jean",
    "Pierre",
    "Michel",
    "André",
    "Philippe",
    "Alain",
    "Bernard",
    "Jacques",
    "Daniel",
    "Patrick",
    "Nicolas",
    "Christophe",
    "Frédéric",
    "Laurent",
    "Julien",
    "Sébastien",
    "David",
    "Pascal",
    "Éric",
    "Thomas",
    "Olivier",
    "Stéphane",
    "Alexandre",
    "Antoine",
    "Louis",
    "Paul",
    "Gabriel",
    "Hugo",
    "Lucas",
    "Emmanuel",
    "Dominique",
    "Jean-Pierre",
    "Jean-Luc",
    "Jean-Claude",
    "Marc-Antoine",
    "François",
    "Rémi",
    "Zoltán",
    "Mehdi",
    "Noël",
    "Loïc",
    "Gaël",
    "René",
    "Marcel",
];
pub const WOMEN: &[&str] = &[
    "Marie",
    "Nathalie",
    "Isabelle",
    "Sylvie",
    "Catherine",
    "Martine",
    "Christine",
    "Françoise",
    "Valérie",
    "Sandrine",
    "Véronique",
    "Sophie",
    "Céline",
    "Chantal",
    "Patricia",
    "Anne",
    "Brigitte",
    "Julie",
    "Monique",
    "Aurélie",
    "Michèle",
    "Andrée",
    "Danielle",
    "Pascale",
    "Frédérique",
    "Louise",
    "Gabrielle",
    "Emmanuelle",
    "Dominique",
    "Julienne",
    "Léa",
    "Chloé",
    "Camille",
    "Hélène",
    "Anne-Marie",
    "Marie-Claude",
    "Marie-Thérèse",
    "Zoé",
    "Inès",
    "Fatima",
    "Agnès",
    "Maëlle",
    "Renée",
    "Marcelle",
];
/// The most common of France, the most common first.
static SURNAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../surnames.txt").lines().collect());
const RARE: &[&str] = &[
    "Le", "Ker", "Ra", "Tou", "Bel", "Cas", "Mon", "Vil", "Gra", "Pou",
];
const RARE_END: &[&str] = &[
    "goff", "vadec", "binaud", "tellier", "ssonnet", "draud", "bénal", "lanquez", "mandin",
    "rusier",
];
pub const PLACES: &[(&str, &str)] = &[
    ("69003", "Lyon"),
    ("69006", "Lyon"),
    ("69007", "Lyon"),
    ("69100", "Villeurbanne"),
    ("01000", "Bourg-en-Bresse"),
    ("69500", "Bron"),
];

pub fn surname(dice: &mut Dice) -> String {
    match dice.below(100) {
        // The hundred most common surnames are those of a tenth of France; here of a fifth. The first are the most common.
        0..20 => SURNAMES[dice.below(SURNAMES.len()).min(dice.below(SURNAMES.len()))].to_owned(),
        20..29 => {
            let particle = dice.one(&["Le ", "Le ", "de ", "de La ", "D'"]);
            format!("{particle}{}", rare(dice))
        }
        29..34 => format!("{}-{}", dice.one(&SURNAMES), dice.one(&SURNAMES)),
        _ => rare(dice),
    }
}

/// One of some five thousand.
fn rare(dice: &mut Dice) -> String {
    let middle = ["", "ma", "li", "no", "ri", "bou", "tche"];
    let (one, two) = (dice.one(&middle), dice.one(&middle));
    format!("{}{one}{two}{}", dice.one(RARE), dice.one(RARE_END))
}
