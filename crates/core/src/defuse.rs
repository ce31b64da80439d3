//! Cells that a spreadsheet would take for a formula are written with a `'` in front, and read without it.

use std::borrow::Cow;

/// Whether a spreadsheet would calculate what begins like this (OWASP ASVS 1.2.10).
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])
}

/// The cell as it can be written to a file for spreadsheets. Cells that have marks already get one more, so that
/// [`armed`] gives back exactly what was there.
pub(crate) fn defused(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the mark [`defused`] put in front, if it did.
pub(crate) fn armed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(bare) if is_formula(bare.trim_start_matches('\'')) => bare,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_come_back() {
        for (cell, written) in [
            (
                "=HYPERLINK(\"http://exemple.fr\")",
                "'=HYPERLINK(\"http://exemple.fr\")",
            ),
            ("+33612345678", "'+33612345678"),
            ("-1", "'-1"),
            ("@nom", "'@nom"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("'n Diaye", "'n Diaye"),
            ("d'Angelo", "d'Angelo"),
            ("", ""),
        ] {
            assert_eq!(defused(cell), written);
            assert_eq!(armed(written), cell);
        }
    }
}
