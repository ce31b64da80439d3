//! Calling `fidele`, and talking with a `fidele batch` that stays open.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, PipeReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The day it is in these tests.
pub const TODAY: &str = "2026-11-22";

/// What a call left behind.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The JSON document on standard output.
    pub fn json(&self) -> Value {
        assert_eq!(
            self.out.lines().count(),
            1,
            "one document on one line: {self:?}"
        );
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The error's code on standard error.
    pub fn error(&self) -> String {
        assert_eq!(self.out, "", "an error leaves standard output alone");
        let error: Value =
            serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert!(!error["error"]["message"].as_str().unwrap().is_empty());
        error["error"]["code"].as_str().unwrap().to_owned()
    }
}

/// `fidele`, in an environment that holds nothing of the person's who runs the tests.
pub fn fidele() -> Command {
    let mut fidele = Command::new(env!("CARGO_BIN_EXE_fidele"));
    fidele
        .env_remove("FIDELE_NOTEBOOK")
        .env("FIDELE_TODAY", TODAY)
        .env("TZ", "Europe/Paris")
        .stdin(Stdio::null());
    fidele
}

/// Calls `fidele` and waits for it.
pub fn say(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Said {
    said(fidele().args(arguments))
}

/// Waits for a call that is ready to go.
pub fn said(command: &mut Command) -> Said {
    let output = command.output().expect("fidele runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Said {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// A notebook in a folder of its own.
#[derive(Debug)]
pub struct Book {
    pub path: PathBuf,
    _folder: Option<TempDir>,
}

/// A new, empty notebook.
pub fn book() -> Book {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = book_at(&folder.path().join("martin.fidele"));
    book._folder = Some(folder);
    book
}

/// A new, empty notebook of this name.
pub fn book_at(path: &Path) -> Book {
    let made = said(
        fidele()
            .arg("new")
            .arg(path)
            .args(["--name", "Boulangerie Martin"]),
    );
    assert_eq!(made.code, 0, "{made:?}");
    Book {
        path: path.to_owned(),
        _folder: None,
    }
}

impl Book {
    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        self.path.parent().expect("a folder")
    }

    /// A call about this notebook, ready to go.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut fidele = fidele();
        fidele.arg("--notebook").arg(&self.path).args(arguments);
        fidele
    }

    /// A call about this notebook.
    pub fn say(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(arguments))
    }

    /// A call that answers in JSON.
    pub fn ask(&self, arguments: &[&str]) -> Value {
        let said = said(self.command(arguments).arg("--json"));
        assert_eq!(said.code, 0, "{arguments:?}: {said:?}");
        said.json()
    }

    /// A call that fails, saying why in JSON: its exit code and the error's.
    pub fn refused(&self, arguments: &[&str]) -> (i32, String) {
        let said = said(self.command(arguments).arg("--json"));
        (said.code, said.error())
    }

    /// A conversation with `fidele batch`.
    pub fn talk(&self, arguments: &[&str]) -> Talk {
        let (from, out) = std::io::pipe().expect("a pipe");
        // Answers and complaints through one pipe: whichever comes is the next line.
        let mut command = self.command(&["batch", "--json"]);
        let mut child = command
            .args(arguments)
            .stdin(Stdio::piped())
            .stderr(out.try_clone().expect("a pipe"))
            .stdout(out)
            .spawn()
            .expect("fidele runs");
        Talk {
            to: child.stdin.take(),
            from: BufReader::new(from),
            child,
        }
    }

    /// Whether it is sound; panics with what is wrong otherwise.
    pub fn assert_sound(&self) -> Value {
        let health = said(
            self.command(&["check", "--json"])
                .env("FIDELE_TODAY", TODAY),
        );
        assert_eq!(health.code, 0, "{health:?}");
        health.json()
    }

    /// What lies in its folder, by name.
    pub fn neighbours(&self) -> Vec<String> {
        neighbours(self.folder())
    }
}

/// What lies in a folder, by name.
pub fn neighbours(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// A `fidele batch` that waits for the next line.
#[derive(Debug)]
pub struct Talk {
    pub child: Child,
    to: Option<ChildStdin>,
    from: BufReader<PipeReader>,
}

impl Talk {
    /// Sends a line without waiting for the answer.
    pub fn tell(&mut self, words: &[&str]) {
        let mut line = serde_json::to_string(words).expect("words");
        line.push('\n');
        let to = self.to.as_mut().expect("still talking");
        to.write_all(line.as_bytes())
            .and_then(|()| to.flush())
            .expect("told");
    }

    /// The next answer or complaint; null when the program has ended.
    pub fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.from.read_line(&mut line).expect("heard");
        if line.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Sends a line and waits for what comes back.
    pub fn reply(&mut self, words: &[&str]) -> Value {
        self.tell(words);
        self.hear()
    }

    /// Sends a line and waits for its answer, which is no complaint.
    pub fn ask(&mut self, words: &[&str]) -> Value {
        let reply = self.reply(words);
        assert!(
            reply.is_object() && reply["error"].is_null(),
            "{words:?}: {reply}"
        );
        reply
    }

    /// Sends a line that is refused. Returns the code.
    pub fn refused(&mut self, words: &[&str]) -> String {
        let reply = self.reply(words);
        reply["error"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("{words:?}: {reply}"))
            .to_owned()
    }

    /// Ends the conversation and waits. Returns the exit code.
    pub fn end(mut self) -> i32 {
        drop(self.to.take());
        self.child.wait().expect("ended").code().unwrap_or(-1)
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }
}
