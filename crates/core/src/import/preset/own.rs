//! What accounting files and address books become: the headings are Fidèle's own.

use super::{Preset, Shape};
use crate::import::mapping::LineAmounts;
use crate::import::role::Role::{
    Address, Amount, BirthDate, City, Company, Country, CustomerNote, Day, Email, ExternalId,
    FullName, PaidOn, Phone, Postcode, Reference, Tags, UnpaidOn,
};

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        preset: Preset::Ledger,
        needs: "comp aux num|comp aux lib|piece ref|paye le|impaye au",
        roles: &[
            (ExternalId, "comp aux num"),
            (FullName, "comp aux lib"),
            (Reference, "piece ref"),
            (Day, "piece date"),
            (Amount, "montant ttc"),
            (PaidOn, "paye le"),
            (UnpaidOn, "impaye au"),
        ],
        lines: LineAmounts::Added,
    },
    Shape {
        preset: Preset::Cards,
        needs: "n|org|tel 2|adr|bday|uid",
        roles: &[
            (FullName, "n"),
            (Company, "org"),
            (Phone, "tel|tel 2|tel 3"),
            (Email, "email|email 2"),
            (Address, "adr"),
            (Postcode, "adr code"),
            (City, "adr city"),
            (Country, "adr country"),
            (BirthDate, "bday"),
            (Tags, "categories"),
            (CustomerNote, "note"),
        ],
        lines: LineAmounts::Added,
    },
];
