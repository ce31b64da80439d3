//! Once the whole file is read: whose the bare names are, and what has to be asked.

use std::collections::{HashMap, HashSet};

use super::judge::Verdict;
use super::question::{details_of, worth_asking};
use super::{Asked, Doubt, MatchedBy, Registry, Undecided};
use crate::fold::{fold, is_abbreviated};

/// The most candidates shown for one question.
const MAX_CANDIDATES: usize = 8;
/// A word so many people share says nothing.
const MAX_SHARING: usize = 500;

impl Registry {
    /// Settles what can be settled and lists the rest in [`Registry::undecided`].
    pub(crate) fn settle(&mut self) {
        let mut waiting: Vec<(String, u32)> = self
            .waiting
            .iter()
            .map(|(key, at)| (key.clone(), *at))
            .collect();
        // Those who say most come first: a name cut short may be theirs.
        waiting.sort_by_key(|(_, at)| (self.how_little(*at), *at));
        let bare = |at: u32| self.get(at).is_some_and(|identity| identity.bare.is_some());
        let words = if waiting.iter().any(|(_, at)| bare(*at)) {
            self.by_word()
        } else {
            HashMap::new()
        };
        for (key, at) in waiting {
            self.settle_one(&key, at, &words);
            if let Some(identity) = self.people.get_mut(at as usize) {
                identity.waiting = false;
            }
        }
        for (at, key, doubt, candidates) in std::mem::take(&mut self.conflicts) {
            self.ask(key, at, doubt, candidates);
        }
        self.undecided.sort_by_key(|(undecided, _)| undecided.line);
    }

    fn how_little(&self, at: u32) -> u8 {
        match self.get(at) {
            Some(identity) if identity.bare.is_some() => 3,
            Some(identity) if !identity.named => 2,
            Some(identity) => u8::from(!identity.name.trim().contains(' ')),
            None => 3,
        }
    }

    fn settle_one(&mut self, key: &str, at: u32, words: &HashMap<String, Vec<u32>>) {
        let Some(identity) = self.get(at) else { return };
        let is_bare = identity.bare.is_some();
        let Some(facts) = identity.facts.as_deref().cloned() else {
            return;
        };
        let question = if is_bare {
            format!("bare {key}")
        } else {
            key.to_owned()
        };
        if is_bare && let Some(known) = self.answered_before(key) {
            self.become_known(known, at, MatchedBy::Decision);
            return;
        }
        if is_bare && let Some(decision) = self.decisions.get(&question).cloned() {
            let same = decision.and_then(|same| self.by_candidate_key(&same));
            self.answers.push((key.to_owned(), same.unwrap_or(at)));
            if let Some(target) = same {
                self.become_known(target, at, MatchedBy::Decision);
            }
            return;
        }
        match self.judge(&facts) {
            Verdict::Them(who, by) => {
                let target = self.become_one(&who);
                self.become_known(target, at, by);
            }
            Verdict::Perhaps(doubt, candidates) => {
                self.settle_doubt(key, question, at, doubt, candidates)
            }
            Verdict::Nobody if is_bare => self.settle_bare(question, at, words),
            Verdict::Nobody => {}
        }
    }

    fn settle_doubt(
        &mut self,
        key: &str,
        question: String,
        at: u32,
        doubt: Doubt,
        candidates: Vec<u32>,
    ) {
        if let Some(known) = self.answered(key) {
            self.become_known(known, at, MatchedBy::Decision);
        } else if self.decisions.contains_key(key) {
            self.answers.push((key.to_owned(), at));
        } else {
            self.conflicts.push((at, question, doubt, candidates));
        }
    }

    /// Asks whose a bare name is, where somebody has that name or one like it.
    fn settle_bare(&mut self, question: String, at: u32, words: &HashMap<String, Vec<u32>>) {
        let Some(identity) = self.get(at) else { return };
        let name = identity.name.clone();
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
        self.recognised(target, by);
    }

    fn ask(&mut self, key: String, at: u32, doubt: Doubt, mut candidates: Vec<u32>) {
        let own = self.root(at);
        let mut seen = HashSet::from([own]);
        candidates
            .iter_mut()
            .for_each(|candidate| *candidate = self.root(*candidate));
        candidates.retain(|candidate| seen.insert(*candidate));
        let Some(identity) = self.get(at).filter(|_| own == at && !candidates.is_empty()) else {
            return;
        };
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
