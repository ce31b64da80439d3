//! Lines of purchases the notebook has already, about which a file now says something else.

/// Lines of a file, from the first to the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lines {
    pub first: u32,
    pub last: u32,
}

impl Lines {
    pub(crate) const fn has(self, line: u32) -> bool {
        self.first <= line && line <= self.last
    }
}
