//! What a write did, and which screens should look again.

use std::collections::BTreeSet;

/// A use case that writes: the name under which it stands in history and in the undo label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Op {
    /// A customer was created by hand.
    CreateCustomer,
    /// A customer's record was edited.
    EditCustomer,
    /// A customer was archived or brought back.
    ArchiveCustomer,
    /// A tag was put on or taken off.
    TagCustomer,
    /// A customer was closed (deceased, moved, asked for peace) or reopened.
    CloseCustomer,
    /// A customer asked not to be profiled, or may be again.
    ProfileCustomer,
    /// A moment was noted.
    NoteMoment,
    /// A moment was corrected.
    EditMoment,
    /// A moment was removed.
    RemoveMoment,
    /// A complaint was received.
    ReceiveComplaint,
    /// What is known of a complaint was changed.
    EditComplaint,
    /// A complaint went a step on.
    StepComplaint,
    /// The list of root causes was changed.
    ChangeCauses,
    /// Something was promised.
    MakePromise,
    /// What was promised was worded anew.
    EditPromise,
    /// A promise was kept, broken or renegotiated.
    SettlePromise,
    /// Instalments were agreed.
    AgreePlan,
    /// An instalment was paid, or a plan given up.
    PayInstalment,
    /// A contact was planned.
    PlanContact,
    /// A planned contact was changed or put off.
    MoveContact,
    /// A planned contact was given up.
    CancelContact,
    /// The outcome of a contact was recorded.
    RecordOutcome,
    /// The contacts of a week were planned together.
    PlanWeek,
    /// The notebook's settings were changed.
    ChangeSettings,
    /// A saved view was kept, changed or removed.
    ChangeViews,
    /// One of the notebook's own fields was added, changed or removed.
    ChangeFields,
    /// What a customer has in one of them was changed.
    FillField,
    /// A file was brought in.
    Import,
    /// An undecided match was settled.
    DecideMatch,
    /// An earlier change was taken back.
    Undo,
    /// A change taken back was done again.
    Redo,
    /// An occasion for a gesture was waved away.
    WaveOccasion,
    /// A customer's bond was pinned by hand.
    PinBond,
    /// It was left to what is noted again.
    UnpinBond,
}

impl Op {
    /// The name stored in the change log.
    #[must_use]
    pub fn code(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(code)) => code,
            _ => String::new(),
        }
    }

    /// The operation of a stored name, if this version knows it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
    }
}

/// A kind of thing a screen shows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Customers and all on their record.
    Customer,
    /// Moments of the journey that are neither complaint, promise nor contact, with what was felt in any of them.
    Moment,
    /// Complaints, their steps, causes and corrective actions.
    Complaint,
    /// Promises.
    Promise,
    /// Planned contacts and their outcomes.
    Contact,
    /// Behaviour, rhythm, lateness, value, chance.
    Standing,
    /// The notebook's settings.
    Setting,
    /// Imports and undecided matches.
    Import,
    /// What searches find: everybody can be found from now on, where only the most likely could.
    Search,
    /// The notebook's own fields, and what customers have in them.
    Field,
}

/// Sent after every committed write.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The kinds of which something changed.
    pub kinds: BTreeSet<Kind>,
    /// The change that undo would take back now, if any.
    pub undoable: Option<Undoable>,
}

/// What undo would take back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Undoable {
    /// Its place in history.
    pub seq: i32,
    /// What was done.
    pub op: Op,
    /// Who or what it was about: a customer's name, a file's name.
    pub detail: Option<String>,
}
