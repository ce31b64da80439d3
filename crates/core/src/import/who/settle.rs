//! Once the whole file is read: whose the bare names are, and what has to be asked.

use std::collections::HashSet;

use super::identity::{BARE, NAMED, WAITING};
use super::judge::Verdict;
use super::keys::{Of, print};
use super::learn::doubt_key;
use super::meet::bare_key;
use super::question::{bare_question, worth_asking};
use super::{Asked, Doubt, MatchedBy, Place, Registry};
use crate::error::Result;
use crate::fold::{fold, is_abbreviated};

/// A word so many people share says nothing.
const MAX_SHARING: usize = 500;

impl Registry {
    /// Settles what can be settled and lists the rest in [`Registry::undecided`].
    ///
    /// # Errors
    /// When what the file says of people could not be put aside.
    pub(crate) fn settle(&mut self) -> Result<()> {
        self.said.check()?;
        let mut waiting = self.waiting.clone();
        // Those who say most come first: a name cut short may be theirs.
        waiting.sort_by_key(|(at, _)| (self.how_little(*at), *at));
        let words = self.words_of_bare_names();
        for (at, first) in waiting {
            self.settle_one(at, first, &words)?;
            if let Some(identity) = self.people.get_mut(at as usize) {
                identity.mark(WAITING, false);
            }
        }
        for asked in std::mem::take(&mut self.conflicts) {
            self.ask(asked);
        }
        let mut undecided = std::mem::take(&mut self.undecided);
        undecided.sort_by_key(|asked| self.get(asked.at).map_or(0, |identity| identity.line));
        self.undecided = undecided;
        Ok(())
    }

    fn how_little(&self, at: u32) -> u8 {
        match self.get(at) {
            Some(identity) if identity.is(BARE) => 3,
            Some(identity) if !identity.is(NAMED) => 2,
            Some(_) => u8::from(!self.name(at).trim().contains(' ')),
            None => 3,
        }
    }

    fn settle_one(&mut self, at: u32, first: Place, words: &Words) -> Result<()> {
        let Some(identity) = self.get(at).copied() else {
            return Ok(());
        };
        let is_bare = identity.is(BARE);
        let row = self.said.get(first)?.unwrap_or_default();
        let key = if is_bare {
            bare_key(&row)
        } else {
            doubt_key(&row)
        };
        if is_bare {
            if let Some(known) = self.remembered_as(&key) {
                return self.become_known(known, at, MatchedBy::Decision);
            }
            if let Some(decision) = self.decisions.get(&bare_question(&key)).cloned() {
                let same = decision.and_then(|same| self.by_candidate_key(&same));
                self.answers.push((key, same.unwrap_or(at)));
                return same.map_or(Ok(()), |target| {
                    self.become_known(target, at, MatchedBy::Decision)
                });
            }
        }
        let facts = self.said.get(identity.said)?.unwrap_or_default();
        match self.judge(&facts) {
            Verdict::Them(who, by) => {
                let target = self.become_one(&who)?;
                self.become_known(target, at, by)?;
            }
            Verdict::Perhaps(doubt, candidates) => {
                if let Some(known) = self.answered(&key) {
                    self.become_known(known, at, MatchedBy::Decision)?;
                } else if self.decisions.contains_key(&key) {
                    self.answers.push((key, at));
                } else {
                    self.conflicts.push(Asked {
                        at,
                        first,
                        doubt,
                        candidates,
                    });
                }
            }
            Verdict::Nobody if is_bare => self.settle_bare(at, first, words),
            Verdict::Nobody => {}
        }
        Ok(())
    }

    /// Asks whose a bare name is, where somebody has that name or one like it.
    fn settle_bare(&mut self, at: u32, first: Place, words: &Words) {
        let name = self.name(at).to_owned();
        let folded = fold(&name);
        let rarest = folded
            .split(' ')
            .filter(|word| word.chars().count() > 1)
            .map(|word| words.having(word))
            .filter(|people| !people.is_empty())
            .min_by_key(|people| people.len());
        let mut candidates: Vec<u32> = rarest
            .into_iter()
            .filter(|people| people.len() <= MAX_SHARING)
            .flatten()
            .map(|(_, other)| self.root(*other))
            .filter(|other| *other != at && worth_asking(&name, self.name(*other)))
            // Of two bare names the one cut short is asked about.
            .filter(|other| {
                is_abbreviated(&name) || self.get(*other).is_some_and(|other| !other.is(BARE))
            })
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let doubt = Doubt::BareName;
        self.ask(Asked {
            at,
            first,
            doubt,
            candidates,
        });
    }

    fn become_known(&mut self, target: u32, at: u32, by: MatchedBy) -> Result<()> {
        self.unite(target, at)?;
        let target = self.root(target);
        self.recognised(target, by);
        Ok(())
    }

    fn ask(&mut self, mut asked: Asked) {
        let own = self.root(asked.at);
        let mut seen = HashSet::from([own]);
        for candidate in &mut asked.candidates {
            *candidate = self.root(*candidate);
        }
        asked.candidates.retain(|candidate| seen.insert(*candidate));
        if own == asked.at && !asked.candidates.is_empty() {
            asked.candidates.shrink_to_fit();
            self.undecided.push(asked);
        }
    }

    /// Who has a word that a bare name has as well.
    fn words_of_bare_names(&self) -> Words {
        let mut wanted: HashSet<u64> = HashSet::new();
        let bare = self.waiting.iter().map(|(at, _)| *at);
        for at in bare.filter(|at| self.get(*at).is_some_and(|identity| identity.is(BARE))) {
            wanted.extend(words_of(self.name(at)));
        }
        let mut having: Vec<(u64, u32)> = Vec::new();
        if !wanted.is_empty() {
            for (at, _) in self.roots() {
                let words = words_of(self.name(at)).into_iter();
                having.extend(
                    words
                        .filter(|word| wanted.contains(word))
                        .map(|word| (word, at)),
                );
            }
            having.sort_unstable();
            having.dedup();
        }
        Words(having)
    }
}

/// Who has which word in their name, in order of the words' fingerprints.
struct Words(Vec<(u64, u32)>);

impl Words {
    fn having(&self, word: &str) -> &[(u64, u32)] {
        let key = print(Of::Word, &[word]);
        let start = self.0.partition_point(|(word, _)| *word < key);
        let rest = self.0.get(start..).unwrap_or_default();
        let length = rest.partition_point(|(word, _)| *word == key);
        rest.get(..length).unwrap_or_default()
    }
}

fn words_of(name: &str) -> Vec<u64> {
    fold(name)
        .split(' ')
        .filter(|word| word.chars().count() > 1)
        .map(|word| print(Of::Word, &[word]))
        .collect()
}
