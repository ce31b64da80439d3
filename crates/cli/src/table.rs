//! Columns of text.

/// Rows of cells, each column as wide as its widest cell; columns in `right` are aligned to the right.
#[must_use]
pub fn table(rows: &[Vec<String>], right: &[usize]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |text: &str| text.chars().count();
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| width(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let blank = " ".repeat(widths.get(at).map_or(0, |widest| widest - width(cell)));
            if at > 0 {
                line.push_str("  ");
            }
            if right.contains(&at) {
                line.push_str(&blank);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&blank);
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_line_up() {
        let rows = [
            vec!["Zoé".to_owned(), "7".to_owned()],
            vec!["Al".to_owned(), "12".to_owned()],
        ];
        assert_eq!(super::table(&rows, &[1]), "Zoé   7\nAl   12\n");
    }
}
