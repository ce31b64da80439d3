//! The shell: a window around `fidele-core`, and the only crate that names tauri.
//!
//! In reading order: [`ipc`] is the one list of what the page may call and hear; `commands` holds those commands, one
//! line each; [`desk`] is the notebook that lies open in a window, [`desks`] all of them; `beginning` is the first picture; `calls` calls the owner; `choose` asks for files, `reveal` shows one, `copies` opens those kept with moments; [`error`] is what they answer when
//! something goes wrong; [`launch`] is what the person asked for when starting the program; `window` opens the window;
//! `linux` works around one driver.

mod beginning;
mod calls;
mod choose;
mod commands;
mod copies;
pub mod desk;
pub mod desks;
pub mod error;
pub mod launch;
#[cfg(target_os = "linux")]
mod linux;
mod reveal;
mod window;

use std::process::ExitCode;

use tauri::Manager as _;
use tauri_specta::{collect_commands, collect_events};

/// The one list of commands and events. The permissions of the page (`build.rs`) and the TypeScript bindings
/// (`ui/src/lib/bindings.ts`) are both made from it.
#[must_use]
pub fn ipc() -> tauri_specta::Builder<tauri::Wry> {
    tauri_specta::Builder::new()
        // Without this, every type with an optional field comes out twice, once per direction.
        .disable_serde_phases()
        .commands(collect_commands![
            commands::app::about,
            commands::app::begin,
            commands::notebook::current_notebook,
            commands::notebook::open_notebook,
            commands::notebook::create_notebook,
            commands::notebook::create_example,
            commands::notebook::close_notebook,
            commands::notebook::open_beside,
            commands::notebook::reveal_notebook,
            commands::notebook::notebook_folder,
            commands::notebook::choose_notebook,
            commands::notebook::choose_new_notebook,
            commands::notebook::choose_table,
            commands::notebook::change_settings,
            commands::notebook::undoable,
            commands::notebook::undo,
            commands::notebook::redo,
            commands::notebook::check_notebook,
            commands::notebook::preferences,
            commands::notebook::prefer,
            commands::notebook::prefer_hands,
            commands::notebook::views,
            commands::notebook::keep_views,
            commands::notebook::forget_recent,
            commands::customers::customers,
            commands::customers::customer,
            commands::customers::create_customer,
            commands::customers::edit_customer,
            commands::customers::archive_customers,
            commands::customers::tag_customers,
            commands::customers::tags_of,
            commands::customers::close_customer,
            commands::customers::tags,
            commands::customers::cities,
            commands::customers::customer_counts,
            commands::customers::search,
            commands::customers::export_list,
            commands::fields::fields,
            commands::fields::field_uses,
            commands::fields::add_field,
            commands::fields::change_field,
            commands::fields::order_fields,
            commands::fields::remove_field,
            commands::fields::fill_field,
            commands::moments::journey,
            commands::moments::journal,
            commands::moments::note_moment,
            commands::moments::edit_moment,
            commands::moments::remove_moment,
            commands::moments::moment_history,
            commands::moments::understand,
            commands::moments::choose_attachments,
            commands::moments::open_attachment,
            commands::moments::save_attachment,
            commands::moments::detach,
            commands::forecasts::forecasts,
            commands::forecasts::cohorts,
            commands::forecasts::profile_customer,
            commands::contacts::today_page,
            commands::contacts::winback_queue,
            commands::contacts::winback_counts,
            commands::contacts::suggestion,
            commands::contacts::guardrails,
            commands::contacts::plan_contact,
            commands::contacts::plan_contacts,
            commands::contacts::preview_contacts,
            commands::contacts::move_contact,
            commands::contacts::cancel_contact,
            commands::contacts::record_outcome,
            commands::contacts::contacts_between,
            commands::contacts::open_contacts,
            commands::contacts::waiting_contacts,
            commands::contacts::contacts_come_back,
            commands::contacts::export_calendar,
            commands::calling::prefer_calling,
            commands::calling::reminders,
            commands::calling::notify,
            commands::calling::tray,
            commands::importing::preview_import,
            commands::importing::preview_import_rows,
            commands::importing::dry_run_import,
            commands::importing::import,
            commands::importing::cancel_import,
            commands::importing::imports,
            commands::importing::undo_import,
            commands::importing::save_rejects,
            commands::importing::import_questions,
            commands::importing::decide_match,
            commands::importing::decide_matches,
            commands::complaints::complaints,
            commands::complaints::count_open_complaints,
            commands::complaints::complaint,
            commands::complaints::receive_complaint,
            commands::complaints::edit_complaint,
            commands::complaints::remove_complaint,
            commands::complaints::step_complaint,
            commands::complaints::give_after_complaint,
            commands::complaints::add_corrective_action,
            commands::complaints::edit_corrective_action,
            commands::complaints::complete_corrective_action,
            commands::complaints::remove_corrective_action,
            commands::complaints::causes,
            commands::complaints::add_causes,
            commands::complaints::rename_cause,
            commands::complaints::order_causes,
            commands::complaints::retire_cause,
            commands::complaints::complaint_figures,
            commands::figures::agree_plan,
            commands::figures::preview_plan,
            commands::figures::pay_instalment,
            commands::figures::give_up_plan,
            commands::figures::note_departure,
            commands::figures::edit_departure,
            commands::figures::remove_departure,
            commands::figures::departure_figures,
            commands::figures::set_referrer,
            commands::figures::referral_figures,
            commands::figures::satisfaction,
            commands::promises::make_promise,
            commands::promises::edit_promise,
            commands::promises::settle_promise,
            commands::promises::promise,
            commands::promises::promises_with,
            commands::promises::promises_due,
            commands::promises::promise_rate,
            commands::promises::promises_counted,
            commands::promises::wave_occasion,
            commands::trust::bond_map,
            commands::trust::says_yes_leaves,
            commands::trust::preview_trust,
            commands::trust::trust_meaning,
            commands::trust::pin_bond,
            commands::trust::unpin_bond,
        ])
        // Core says what a new notebook weighs; the page only shows it.
        .constant("originalWeights", fidele_core::trust::Weights::default())
        .events(collect_events![
            desk::Changed,
            desk::Importing,
            desks::Handed,
            calls::Due,
            calls::Called
        ])
}

/// Opens the window and stays until it is closed; or, started as such, reads a file for the one that did.
#[must_use]
pub fn run() -> ExitCode {
    if let Some(read) = fidele_core::import::reader::serve(std::env::args_os().skip(1)) {
        return read;
    }
    #[cfg(target_os = "linux")]
    linux::prepare();

    let launch = launch::Launch::from_process();
    let ipc = ipc();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, folder| {
                let again = launch::Launch::read(
                    arguments.into_iter().skip(1).map(Into::into),
                    folder.as_ref(),
                    |_| None,
                );
                let app = app.clone();
                tauri::async_runtime::spawn(async move {
                    app.state::<desks::Desks>().hand_over(again.files).await;
                });
            },
        ))
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(ipc.invoke_handler())
        .manage(launch)
        .setup(move |app| {
            ipc.mount_events(app);
            let launch = app.state::<launch::Launch>();
            app.manage(desks::Desks::new(app.handle().clone(), &launch));
            window::open(app.handle(), desks::MAIN, !launch.background)?;
            calls::watch(app.handle());
            #[cfg(target_os = "linux")]
            linux::leave_when_asked(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(why) => {
            eprintln!("fidele-desktop: the window could not open: {why}");
            return ExitCode::FAILURE;
        }
    };
    let left = app.run_return(|app, event| {
        if matches!(event, tauri::RunEvent::Exit) {
            copies::forget();
            tauri::async_runtime::block_on(app.state::<desks::Desks>().clear_all());
        }
    });
    if left == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
