//! The ticket a refund takes back.

/// The ticket a refund's note names: `retour ticket 1267`, `Avoir sur facture n° FA-00012`, `refund of order #88`.
#[must_use]
pub fn named_ticket(note: &str) -> Option<&str> {
    const WORDS: [&str; 19] = [
        "retour",
        "ticket",
        "facture",
        "avoir",
        "remboursement",
        "rembourse",
        "annulation",
        "annule",
        "commande",
        "refund",
        "return",
        "returned",
        "invoice",
        "order",
        "receipt",
        "credit",
        "tk",
        "fact",
        "cde",
    ];
    let mut announced = false;
    for word in note.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '#' | '°' | '.')
    }) {
        if announced && word.bytes().any(|byte| byte.is_ascii_digit()) && !word.contains('/') {
            return Some(word);
        }
        announced |= WORDS.contains(&crate::fold::fold(word).as_str());
    }
    None
}
