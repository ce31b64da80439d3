//! Once the whole file is read: whose the bare names are, and what has to be asked.

use std::collections::HashMap;

use super::question::{details_of, worth_asking};
use super::{Asked, Doubt, MatchedBy, Registry, Undecided};
use crate::fold::{fold, is_abbreviated, name_key};

/// The most candidates shown for one question.
const MAX_CANDIDATES: usize = 8;
/// A word so many people share says nothing.
const MAX_SHARING: usize = 500;

impl Registry {
    /// Settles what can be settled and lists the rest in [`Registry::undecided`].
    pub(crate) fn settle(&mut self) {
        let mut bare: Vec<(String, u32)> = self
            .bare
            .iter()
            .map(|(key, at)| (key.clone(), *at))
            .collect();
        bare.sort_by_key(|(_, at)| *at);
        let words = if bare.is_empty() {
            HashMap::new()
        } else {
            self.by_word()
        };
        for (key, at) in bare {
            self.settle_bare(&key, at, &words);
        }
        for (at, doubt, candidates) in std::mem::take(&mut self.conflicts) {
            let key = self.question_key(at);
            self.ask(key, at, doubt, candidates);
        }
        self.undecided.sort_by_key(|(undecided, _)| undecided.line);
    }

    fn settle_bare(&mut self, key: &str, at: u32, words: &HashMap<String, Vec<u32>>) {
        if let Some(known) = self
            .remembered
            .get(key)
            .and_then(|id| self.by_customer.get(id))
            .copied()
        {
            self.become_known(known, at, MatchedBy::Decision);
            return;
        }
        let question = format!("bare {key}");
        match self.decisions.get(&question).cloned() {
            Some(Some(same)) => {
                if let Some(target) = self.by_candidate_key(&same) {
                    self.become_known(target, at, MatchedBy::Decision);
                }
                return;
            }
            Some(None) => return,
            None => {}
        }
        let Some(identity) = self.get(at) else { return };
        let name = identity.name.clone();
        if let Some(postcode) = identity.postcode.clone().filter(|_| !is_abbreviated(&name)) {
            let same = self.roots_named(&name);
            let there: Vec<u32> = same
                .iter()
                .copied()
                .filter(|at| {
                    self.get(*at)
                        .is_some_and(|other| other.postcode.as_deref() == Some(&postcode))
                })
                .collect();
            if let [only] = there[..] {
                self.become_known(only, at, MatchedBy::NameAndPostcode);
                return;
            }
        }
        let folded = fold(&name);
        let rarest = folded
            .split(' ')
            .filter(|word| word.chars().count() > 1)
            .filter_map(|word| words.get(word))
            .min_by_key(|people| people.len());
        let mut candidates: Vec<u32> = rarest
            .into_iter()
            .filter(|people| people.len() <= MAX_SHARING)
            .flatten()
            .map(|other| self.root(*other))
            .filter(|other| {
                *other != at
                    && self
                        .get(*other)
                        .is_some_and(|other| worth_asking(&name, &other.name))
            })
            // Of two bare names the one cut short is asked about.
            .filter(|other| {
                self.get(*other).is_some_and(|other| other.bare.is_none()) || is_abbreviated(&name)
            })
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        if !candidates.is_empty() {
            self.ask(question, at, Doubt::BareName, candidates);
        }
    }

    fn become_known(&mut self, target: u32, at: u32, by: MatchedBy) {
        self.unite(target, at);
        let target = self.root(target);
        if let Some(identity) = self.people.get_mut(target as usize)
            && identity.existing.is_some()
        {
            identity.matched_by = identity.matched_by.min(Some(by)).or(Some(by));
        }
    }

    fn ask(&mut self, key: String, at: u32, doubt: Doubt, mut candidates: Vec<u32>) {
        candidates
            .iter_mut()
            .for_each(|candidate| *candidate = self.root(*candidate));
        candidates.dedup();
        let Some(identity) = self.get(at) else { return };
        let undecided = Undecided {
            key,
            doubt,
            name: identity.name.clone(),
            details: identity
                .facts
                .as_deref()
                .map(details_of)
                .unwrap_or_default(),
            line: identity.line,
            lines: identity.lines,
            candidates: candidates
                .iter()
                .take(MAX_CANDIDATES)
                .filter_map(|at| self.candidate(*at))
                .collect(),
        };
        self.undecided.push((undecided, Asked { at, candidates }));
    }

    fn roots_named(&self, name: &str) -> Vec<u32> {
        let mut roots: Vec<u32> = self
            .by_name
            .get(&name_key(name))
            .into_iter()
            .flatten()
            .map(|at| self.root(*at))
            .collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    fn by_word(&self) -> HashMap<String, Vec<u32>> {
        let mut words: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, identity) in self.roots() {
            for word in fold(&identity.name)
                .split(' ')
                .filter(|word| word.chars().count() > 1)
            {
                words.entry(word.to_owned()).or_default().push(at);
            }
        }
        words
    }
}
