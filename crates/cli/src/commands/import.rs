//! Bringing a file in.

use fidele_core::Notebook;

use crate::answer::Answer;
use crate::args::Import;
use crate::fault::Fault;

/// `import`.
pub async fn import(_: &Notebook, _: &Import) -> Result<Answer, Fault> {
    Err(Fault::ours("not wired"))
}
