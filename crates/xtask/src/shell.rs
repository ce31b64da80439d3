//! Other programs, called in the open: each command is printed before it runs.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why the work stopped, in words for the developer.
#[derive(Debug)]
pub struct Stop(String);

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Stop(error.to_string())
    }
}

/// Everything here either works or stops with a sentence.
pub type Done<T = ()> = Result<T, Stop>;

/// Stops with this sentence.
pub fn stop(why: impl Into<String>) -> Stop {
    Stop(why.into())
}

/// The top folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The build folder: `target/`, or where `CARGO_TARGET_DIR` says.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// A program Cargo just built, in `target/debug` or `target/release`.
pub fn built(name: &str, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    target()
        .join(profile)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// `cargo`, the same one that started us, from the top folder.
pub fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(program, args)
}

/// A program with arguments, from the top folder.
pub fn command<S: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    args: impl IntoIterator<Item = S>,
) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// Prints the command and runs it to its end.
///
/// # Errors
/// When it cannot start or does not succeed.
pub fn go(mut command: Command) -> Done {
    show(&command);
    let status = command.status().map_err(|e| cannot_start(&command, &e))?;
    if status.success() {
        Ok(())
    } else {
        Err(stop(format!("{} failed ({status})", line(&command))))
    }
}

/// What a command prints, trimmed; nothing when it fails or is not there.
pub fn answer(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(args)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Prints the command as one would type it.
pub fn show(command: &Command) {
    println!("\n$ {}", line(command));
}

/// Why a program would not start.
pub fn cannot_start(command: &Command, error: &std::io::Error) -> Stop {
    stop(format!("cannot start {}: {error}", line(command)))
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut line = name.to_string_lossy().into_owned();
    for arg in command.get_args() {
        let arg = arg.to_string_lossy();
        if arg.is_empty() || arg.contains([' ', '"', '\'', '&', ';']) {
            line.push_str(&format!(" '{arg}'"));
        } else {
            line.push_str(&format!(" {arg}"));
        }
    }
    line
}

/// Adds to an error which file it is about.
pub fn about(path: &Path) -> impl Fn(std::io::Error) -> Stop + '_ {
    move |error| stop(format!("{}: {error}", path.display()))
}

/// Where a program is on the `PATH`.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}
