//! `ui/src/lib/bindings.ts` is what the commands are today.

use std::fs;
use std::path::Path;

use specta_typescript::Typescript;

/// Written by `cargo xtask bindings`, compared at all other times: a page and a shell that disagree do not pass.
#[test]
fn bindings_are_current() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/bindings.ts");
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bindings.ts");
    fidele_desktop::ipc()
        .export(Typescript::default(), &fresh)
        .unwrap();
    let fresh = fs::read_to_string(fresh).unwrap();
    if std::env::var_os("FIDELE_WRITE_BINDINGS").is_some() {
        fs::write(kept, fresh).unwrap();
        return;
    }
    let kept = fs::read_to_string(kept).unwrap_or_default();
    assert!(
        kept == fresh,
        "ui/src/lib/bindings.ts is not current: run `cargo xtask bindings` and commit"
    );
}
