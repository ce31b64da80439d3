//! The system's own dialogs. The page never sees the file system: it gets back the one path a person chose.

use std::path::PathBuf;

use fidele_core::Notebook;
use fidele_core::customer::Channel;
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use fidele_core::file_name::file_name;
use fidele_core::ids::{AttachmentId, ContactId};
use fidele_core::import::mapping::Mapping;
use fidele_core::import::outcome::Reason;
use fidele_core::notebook::EXTENSION;
use fidele_core::reminder::Reminder;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::desk::Answer;

/// What a file is called whose name has nothing in it a file can be called.
const NAMELESS: &str = "Fidèle";

async fn answer(ask: impl FnOnce(oneshot::Sender<Option<FilePath>>)) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    ask(tell);
    told.await.ok().flatten()?.into_path().ok()
}

async fn pick(dialog: FileDialogBuilder<tauri::Wry>) -> Option<PathBuf> {
    answer(|tell| {
        dialog.pick_file(move |path| {
            // Nobody waits any more when the window was closed meanwhile.
            let _ = tell.send(path);
        });
    })
    .await
}

async fn save(dialog: FileDialogBuilder<tauri::Wry>) -> Option<PathBuf> {
    answer(|tell| {
        dialog.save_file(move |path| {
            let _ = tell.send(path);
        });
    })
    .await
}

/// Which notebook to open.
pub async fn notebook(app: &AppHandle, folder: PathBuf) -> Option<PathBuf> {
    pick(
        app.dialog()
            .file()
            .add_filter("Fidèle", &[EXTENSION])
            .set_directory(folder),
    )
    .await
}

/// Where to put a new notebook.
pub async fn new_notebook(app: &AppHandle, folder: PathBuf, name: String) -> Option<PathBuf> {
    let dialog = app
        .dialog()
        .file()
        .add_filter("Fidèle", &[EXTENSION])
        .set_directory(folder)
        .set_file_name(file_name(&name, NAMELESS, EXTENSION));
    let path = save(dialog).await?;
    // Not every system adds the extension by itself.
    Some(if path.extension().is_some() {
        path
    } else {
        path.with_extension(EXTENSION)
    })
}

/// Which file to import.
pub async fn table(app: &AppHandle) -> Option<PathBuf> {
    let endings = ["csv", "tsv", "txt", "xlsx", "vcf"];
    pick(
        app.dialog()
            .file()
            .add_filter("CSV, TSV, TXT, XLSX, VCF", &endings),
    )
    .await
}

/// Write planned contacts and promises where the person says.
///
/// # Errors
/// When they cannot be read, or the file cannot be written.
pub async fn save_calendar(
    app: &AppHandle,
    notebook: &Notebook,
    one: Option<ContactId>,
    titles: &[(Channel, String)],
    promise: &str,
) -> Answer<Option<PathBuf>> {
    let text = notebook
        .calendar(one, |entry| match entry {
            Reminder::Contact { contact } => {
                let title = titles
                    .iter()
                    .find(|(channel, _)| *channel == contact.channel);
                title.map_or_else(
                    || contact.name.clone(),
                    |(_, words)| words.replace("{name}", &contact.name),
                )
            }
            Reminder::Promise { promise: made } => promise.replace("{name}", &made.name),
        })
        .await?;
    let dialog = app
        .dialog()
        .file()
        .add_filter("iCalendar", &["ics"])
        .set_file_name("fidele.ics");
    let Some(path) = save(dialog).await else {
        return Ok(None);
    };
    std::fs::write(&path, text).map_err(|error| fidele_core::Error::io(&path, error))?;
    Ok(Some(path))
}

/// Write the rows of a file that cannot be imported where the person says. `words` are the interface's: the heading of
/// the added column first, then each reason's.
///
/// # Errors
/// When the file cannot be read, or the other cannot be written.
pub async fn save_rejects(
    app: &AppHandle,
    notebook: &Notebook,
    source: PathBuf,
    mapping: Mapping,
    heading: String,
    words: Vec<(Reason, String)>,
) -> Answer<Option<PathBuf>> {
    let stem = source
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let dialog = app
        .dialog()
        .file()
        .add_filter("CSV", &["csv"])
        .set_file_name(file_name(&format!("{stem} - {heading}"), NAMELESS, "csv"));
    let Some(path) = save(dialog).await else {
        return Ok(None);
    };
    notebook
        .save_rejects(&source, &mapping, &path, &heading, move |reject| {
            let why = words.iter().find(|(reason, _)| *reason == reject.reason);
            why.map_or_else(String::new, |(_, words)| words.clone())
        })
        .await?;
    Ok(Some(path))
}

/// Write a list where the person says; `name` is what the file is called unless they say otherwise.
///
/// # Errors
/// When the file cannot be written.
pub async fn export_list(
    app: &AppHandle,
    notebook: &Notebook,
    list: &ExportList,
    format: ExportFormat,
    words: &ExportWords,
    name: &str,
) -> Answer<Option<PathBuf>> {
    let extension = format.extension();
    let dialog = app
        .dialog()
        .file()
        .add_filter(extension.to_uppercase(), &[extension])
        .set_file_name(file_name(name, NAMELESS, extension));
    let Some(path) = save(dialog).await else {
        return Ok(None);
    };
    // Not every system adds the extension by itself.
    let path = if path.extension().is_some() {
        path
    } else {
        path.with_extension(extension)
    };
    notebook.export(list, format, words, &path).await?;
    Ok(Some(path))
}

/// Which files to keep with a moment.
pub async fn attachments(app: &AppHandle) -> Vec<PathBuf> {
    let (tell, told) = oneshot::channel();
    app.dialog().file().pick_files(move |paths| {
        // Nobody waits any more when the window was closed meanwhile.
        let _ = tell.send(paths);
    });
    let paths = told.await.ok().flatten().unwrap_or_default();
    paths
        .into_iter()
        .filter_map(|path| path.into_path().ok())
        .collect()
}

/// Write a copy of a file kept with a moment where the person says.
///
/// # Errors
/// When it is not in the notebook any more, or cannot be written.
pub async fn save_attachment(
    app: &AppHandle,
    notebook: &Notebook,
    id: AttachmentId,
) -> Answer<Option<PathBuf>> {
    let name = notebook.attachment_name(id).await?;
    let dialog = app.dialog().file().set_file_name(name);
    let Some(path) = save(dialog).await else {
        return Ok(None);
    };
    notebook.save_attachment(id, &path).await?;
    Ok(Some(path))
}
