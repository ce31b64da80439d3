//! Numbers and names as cells.

use super::*;

#[test]
fn money_has_two_decimals() {
    for (number, told) in [
        (0.0, "0.00"),
        (0.05, "0.05"),
        (1.0, "1.00"),
        (35.174, "35.17"),
        (1234.567, "1234.57"),
        (1e15, "1000000000000000.00"),
        (9e11, "900000000000.00"),
    ] {
        let mut text = Vec::new();
        put_number(&mut text, number, MONEY);
        assert_eq!(String::from_utf8(text).unwrap(), told);
    }
}

#[test]
fn figures_have_six() {
    for (number, told) in [
        (0.0, "0.000000"),
        (1.0, "1.000000"),
        (0.000_000_4, "0.000000"),
        (30.428_571_43, "30.428571"),
        (0.726_619_6, "0.726620"),
        (1e300, &format!("{:.6}", 1e300)),
    ] {
        let mut text = Vec::new();
        put_number(&mut text, number, FINE);
        assert_eq!(String::from_utf8(text).unwrap(), told);
    }
}

#[test]
fn names_are_cells() {
    for (name, told) in [
        ("00042", "00042"),
        ("Dupuis, Jeanne", "\"Dupuis, Jeanne\""),
        ("Le \"Grand\" Café", "\"Le \"\"Grand\"\" Café\""),
        ("=1+2", "'=1+2"),
        ("+33612345678", "'+33612345678"),
        ("zoe@exemple.fr", "zoe@exemple.fr"),
    ] {
        let mut text = Vec::new();
        put_name(&mut text, name.as_bytes(), || name.into());
        assert_eq!(String::from_utf8(text).unwrap(), told);
    }
}
