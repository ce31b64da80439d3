//! Lines of `batch`: a command as a shell would have it, or as a JSON list of words.

/// What `batch --help` adds.
pub const HELP: &str = "\
A line is a command without \"fidele\": note \"Jeanne Dupuis\" purchase 12.50
Words with blanks are quoted with \" or '; inside \", \\\" and \\\\ stand for \" and \\.
A line may also be a JSON list of words: [\"note\",\"Jeanne Dupuis\",\"purchase\",\"12.50\"]
Blank lines and lines that begin with # are passed over.
Each answer is on its way out once its command is safely in the notebook; with --json, one line each.";

/// The words of a line; `None` when it is blank or a remark.
///
/// # Errors
/// A sentence, when a quote is not closed or the JSON is not a list of texts.
pub fn words(line: &str) -> Result<Option<Vec<String>>, String> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    if line.starts_with('[') {
        return serde_json::from_str(line)
            .map(Some)
            .map_err(|_| "not a JSON list of words".to_owned());
    }
    split(line).map(Some)
}

fn split(line: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            quote @ ('"' | '\'') => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next() {
                        None => return Err(format!("a {quote} is not closed")),
                        Some(end) if end == quote => break,
                        Some('\\') if quote == '"' => match letters.next() {
                            Some(escaped @ ('"' | '\\')) => word.push(escaped),
                            Some(other) => word.extend(['\\', other]),
                            None => return Err(format!("a {quote} is not closed")),
                        },
                        Some(inside) => word.push(inside),
                    }
                }
            }
            blank if blank.is_whitespace() => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_a_shell_would() {
        let read = |line| words(line).unwrap().unwrap();
        assert_eq!(
            read(r#"note "Jeanne \"Nan\" Dupuis" purchase 12.50"#),
            ["note", "Jeanne \"Nan\" Dupuis", "purchase", "12.50"]
        );
        assert_eq!(
            read("add 'D’Angelo \\ \"x\"' --tag ''"),
            ["add", "D’Angelo \\ \"x\"", "--tag", ""]
        );
        assert_eq!(read(r#"["add","'; DROP TABLE"]"#), ["add", "'; DROP TABLE"]);
        assert_eq!(words("  # remark"), Ok(None));
        assert_eq!(words(""), Ok(None));
        assert!(words("add 'Jeanne").is_err());
        assert!(words("[1]").is_err());
    }
}
