//! One record of a file, its cells in one buffer so that a million of them cost no million allocations.

/// The most cells of a record that are read.
pub const MAX_CELLS: usize = 1024;

/// One record as the file has it. Cells are trimmed of nothing: they are kept as they stand.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Record {
    line: u32,
    text: String,
    ends: Vec<Span>,
}

#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
struct Span {
    end: usize,
    typed: bool,
}

impl Record {
    /// Empties the record for what begins on `line` (from 1).
    pub fn start(&mut self, line: u32) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell of text, whose notation has to be understood.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(Span {
            end: self.text.len(),
            typed: false,
        });
    }

    /// Adds a cell the spreadsheet knows to be a number, day or boolean: `1234.5`, `2025-03-01`, `true`.
    pub fn push_typed(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(Span {
            end: self.text.len(),
            typed: true,
        });
    }

    /// Cuts off blank cells at the end past [`MAX_CELLS`], and then whatever is still beyond. Whether that was anything.
    pub fn narrow(&mut self) -> bool {
        while self.ends.len() > MAX_CELLS && self.get(self.ends.len() - 1).is_empty() {
            self.ends.pop();
        }
        let wide = self.ends.len() > MAX_CELLS;
        self.ends.truncate(MAX_CELLS);
        let end = self.ends.last().map_or(0, |span| span.end);
        self.text.truncate(end);
        wide
    }

    /// How much text its cells hold, in bytes of UTF-8.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.text.len()
    }

    /// The line it begins on, from 1; in a spreadsheet, its row number.
    #[must_use]
    pub const fn line(&self) -> u32 {
        self.line
    }

    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at `index` (from 0), blanks around it removed; empty beyond the last one.
    #[must_use]
    pub fn get(&self, index: usize) -> &str {
        self.raw(index).trim()
    }

    /// The cell at `index` (from 0) as it stands; empty beyond the last one.
    #[must_use]
    pub fn raw(&self, index: usize) -> &str {
        let Some(span) = self.ends.get(index) else {
            return "";
        };
        let start = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |span| span.end);
        self.text.get(start..span.end).unwrap_or_default()
    }

    /// Whether the spreadsheet itself says the cell is a number, day or boolean.
    #[must_use]
    pub fn is_typed(&self, index: usize) -> bool {
        self.ends.get(index).is_some_and(|span| span.typed)
    }

    /// Whether every cell is blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The cells as they stand.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.raw(index))
    }
}
