//! Saved views: a filter of the customers and an order, under a name. They are kept in the notebook, in the order of
//! their tabs.

mod ops;
mod sql;

use crate::behaviour::Behaviour;
use crate::bond::Bond;
use crate::customer::CustomerSort;
use crate::error::{Error, Reason, Result};
use crate::field::FieldFilter;
use crate::money::Amount;

pub(crate) use sql::revise;

/// A filter and an order under a name. Days are counted back from the day one looks, so a view never grows old.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase", default)]
pub struct View {
    /// Its name, which no other view of the notebook has. 1 to 60 letters.
    pub name: String,
    /// As in a filter of customers: words of a name, a number, an address.
    pub search: String,
    /// Any of these behaviours.
    pub behaviours: Vec<Behaviour>,
    /// All of these tags.
    pub tags: Vec<String>,
    /// Any of these towns.
    pub cities: Vec<String>,
    /// All of these conditions on the notebook's own fields.
    pub fields: Vec<FieldFilter>,
    /// Last visit so many days ago or less.
    pub within: Option<u32>,
    /// Last visit so many days ago or more.
    pub older: Option<u32>,
    /// Only customers who never bought.
    pub never_bought: bool,
    /// A chance of coming back of at least so many percent, 0 to 100.
    pub chance_from: Option<u32>,
    /// A chance of coming back of at most so many percent, 0 to 100.
    pub chance_to: Option<u32>,
    /// Expected to spend at least this in the next 12 months.
    pub worth_from: Option<Amount>,
    /// The archived ones instead of the others.
    pub archived: bool,
    /// Any of these bonds.
    pub bonds: Vec<Bond>,
    /// The order.
    pub sort: CustomerSort,
}

/// No notebook keeps more views than this.
pub const MOST_VIEWS: usize = 40;
const LONGEST_NAME: usize = 60;

/// The views as they are kept: names trimmed, all different.
fn tidied(mut views: Vec<View>) -> Result<Vec<View>> {
    if views.len() > MOST_VIEWS {
        return Err(Error::invalid("views", Reason::OutOfRange));
    }
    let mut names = std::collections::BTreeSet::new();
    for view in &mut views {
        view.name = view.name.trim().to_owned();
        if view.name.is_empty() {
            return Err(Error::invalid("name", Reason::Empty));
        }
        if view.name.chars().count() > LONGEST_NAME {
            return Err(Error::invalid("name", Reason::TooLong));
        }
        if !names.insert(crate::fold::fold(&view.name)) {
            return Err(Error::invalid("name", Reason::Taken));
        }
    }
    Ok(views)
}

/// What a change of views is about, for the undo label: the view that is new or other, else the one that is gone.
fn changed<'v>(before: &'v [View], after: &'v [View]) -> Option<&'v str> {
    let missing = |from: &'v [View], other: &[View]| from.iter().find(|view| !other.contains(view));
    missing(after, before)
        .or_else(|| missing(before, after))
        .map(|view| view.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> View {
        View {
            name: name.to_owned(),
            ..View::default()
        }
    }

    #[test]
    fn names_are_there_short_and_all_different() {
        assert_eq!(
            tidied(vec![named("  Sans pain ")]).unwrap()[0].name,
            "Sans pain"
        );
        for wrong in [
            vec![named(" ")],
            vec![named(&"a".repeat(61))],
            vec![named("Été"), named("ete")],
        ] {
            assert!(matches!(tidied(wrong), Err(Error::Invalid { .. })));
        }
        assert!(tidied((0..41).map(|n| named(&n.to_string())).collect()).is_err());
    }

    #[test]
    fn a_change_is_named_after_the_view_it_touches() {
        let (one, two) = (named("Marché"), named("Lyon"));
        assert_eq!(changed(&[], std::slice::from_ref(&one)), Some("Marché"));
        assert_eq!(
            changed(&[one.clone(), two.clone()], std::slice::from_ref(&one)),
            Some("Lyon")
        );
        let renamed = named("Villeurbanne");
        assert_eq!(
            changed(&[one.clone(), two.clone()], &[one.clone(), renamed]),
            Some("Villeurbanne")
        );
        assert_eq!(changed(&[one.clone(), two.clone()], &[two, one]), None);
    }
}
