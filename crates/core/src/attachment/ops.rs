//! Keeping files with a moment, and giving them back.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::{AttachmentError, kinds, read, sql};
use crate::change::{Changes, Op};
use crate::error::{Error, Result};
use crate::file_name::{file_name, file_stem};
use crate::ids::AttachmentId;
use crate::moment::{self, MomentKey};
use crate::notebook::Notebook;

impl Notebook {
    /// Keep files with a moment of any kind.
    ///
    /// # Errors
    /// [`AttachmentError`] naming the file that cannot be kept, [`Error::NotFound`].
    pub async fn attach(&self, key: MomentKey, files: &[PathBuf]) -> Result<Changes> {
        let files = read(files)?;
        let mut write = self.write(Op::EditMoment).await?;
        let (customer, name) = moment::whose(write.connection(), key).await?;
        write.about(&name).await?;
        for file in &files {
            let id = self.mint();
            sql::put(write.connection(), id, key.id, customer, file).await?;
        }
        write.commit().await
    }

    /// Take a file off its moment. Undo brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn detach(&self, id: AttachmentId) -> Result<Changes> {
        let mut write = self.write(Op::EditMoment).await?;
        let name = sql::whose(write.connection(), id).await?;
        write.about(&name).await?;
        sql::delete(write.connection(), id).await?;
        write.commit().await
    }

    /// Put a copy of a kept file into `folder`, under a name that can do no harm, to be opened by the system's own program.
    ///
    /// # Errors
    /// [`AttachmentError::NotOpened`] for what is, or might be, a program; [`Error::NotFound`]; when it cannot be written.
    pub async fn lay_out(&self, id: AttachmentId, folder: &Path) -> Result<PathBuf> {
        let (name, bytes) = sql::get(&self.db.reader, id).await?;
        let Some(ending) = kinds::ending(&name, &bytes) else {
            return Err(AttachmentError::NotOpened { file: name }.into());
        };
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        // Points inside a name hide what a system would take for another ending.
        let stem = file_stem(&stem.replace('.', " "));
        let path = folder.join(file_name(&stem, "copie", ending));
        write_new(&path, &bytes)?;
        Ok(path)
    }

    /// Save a copy of a kept file, whatever it is, as `path`.
    ///
    /// # Errors
    /// [`Error::NotFound`]; when it cannot be written.
    pub async fn save_attachment(&self, id: AttachmentId, path: &Path) -> Result<()> {
        let (_, bytes) = sql::get(&self.db.reader, id).await?;
        std::fs::write(path, bytes).map_err(|error| Error::io(path, error))
    }

    /// What a kept file is called, as a name that can be suggested for a copy of it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn attachment_name(&self, id: AttachmentId) -> Result<String> {
        let name = sql::name(&self.db.reader, id).await?;
        let plain = file_stem(&name);
        Ok(if plain.is_empty() {
            "copie".to_owned()
        } else {
            plain
        })
    }
}

/// Write a file that only this person can read, in place of an earlier copy.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let refused = |error| Error::io(path, error);
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(refused(error)),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(refused)
}
