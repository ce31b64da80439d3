//! Lets the page call the commands listed in `src/lib.rs`, and no others.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src/lib.rs");
    let folder = Path::new(&env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("permissions");
    fs::create_dir_all(&folder)?;

    // The one list of commands is in lib.rs; a second one here would drift.
    let source = fs::read_to_string("src/lib.rs")?;
    let commands = commands(&source)?;
    let allowed = format!(
        "[[permission]]\nidentifier = \"page\"\ndescription = \"The commands of Fidèle\"\ncommands.allow = {commands:?}\n"
    );
    let file = folder.join("page.toml");
    if fs::read_to_string(&file).ok().as_ref() != Some(&allowed) {
        fs::write(file, allowed)?;
    }

    // Tauri wants the pattern to live as long as the program, which ends here anyway.
    let pattern: &'static str = folder.join("*.toml").display().to_string().leak();
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern(pattern);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// The names inside `collect_commands![…]`.
fn commands(source: &str) -> Result<Vec<&str>, Box<dyn Error>> {
    let (_, list) = source
        .split_once(".commands(collect_commands![")
        .ok_or("src/lib.rs has no collect_commands!")?;
    let (list, _) = list.split_once(']').ok_or("collect_commands! has no end")?;
    Ok(list
        .lines()
        .filter_map(|line| line.split("//").next())
        .flat_map(|line| line.split(','))
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .collect())
}
