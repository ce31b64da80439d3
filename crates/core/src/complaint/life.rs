//! The life of a complaint: where its steps have brought it, and which may follow.

/// Where a complaint stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintState", rename_all = "camelCase")]
pub enum State {
    /// Heard, and nobody has taken a stand yet.
    Received,
    /// Taken up: they know whether we see it as our error.
    Acknowledged,
    /// It is for the customer to act.
    Waiting,
    /// We are at it.
    InProgress,
    /// Mended, as we see it.
    Solved,
    /// The customer was asked whether it is.
    Checked,
    /// Over.
    Closed,
}

impl State {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Received,
        Self::Acknowledged,
        Self::Waiting,
        Self::InProgress,
        Self::Solved,
        Self::Checked,
        Self::Closed,
    ];

    /// Whether the matter is still to be settled: nothing is sold to whoever waits for that.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received | Self::Acknowledged | Self::Waiting | Self::InProgress
        )
    }
}

/// What happens to a complaint.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    sqlx::Type,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename = "ComplaintStep", rename_all = "camelCase")]
#[sqlx(rename_all = "snake_case")]
pub enum StepKind {
    /// We said that the error is ours.
    Acknowledged,
    /// We said that it is not.
    Denied,
    /// We apologised.
    Apology,
    /// Somebody answered them.
    Reply,
    /// They heard from us how it goes.
    Update,
    /// They had to come back, or to say it again.
    Chased,
    /// We wait for something from them.
    Waiting,
    /// We are at it (again).
    Progress,
    /// It is mended.
    Solved,
    /// We asked them whether it is.
    Checked,
    /// It is over.
    Closed,
    /// It is not over after all.
    Reopened,
}

impl StepKind {
    /// All of them, in the order in which they mostly come.
    pub const ALL: [Self; 12] = [
        Self::Acknowledged,
        Self::Denied,
        Self::Apology,
        Self::Reply,
        Self::Update,
        Self::Chased,
        Self::Waiting,
        Self::Progress,
        Self::Solved,
        Self::Checked,
        Self::Closed,
        Self::Reopened,
    ];

    /// Whether it is a word from us to them: the first of these is the first human reply.
    #[must_use]
    pub const fn is_heard(self) -> bool {
        matches!(
            self,
            Self::Acknowledged
                | Self::Denied
                | Self::Apology
                | Self::Reply
                | Self::Update
                | Self::Waiting
                | Self::Solved
        )
    }

    /// Whether it is what they were to hear by the day they were given. An apology or a stand is not news.
    #[must_use]
    pub const fn answers(self) -> bool {
        matches!(
            self,
            Self::Reply
                | Self::Update
                | Self::Waiting
                | Self::Solved
                | Self::Checked
                | Self::Closed
        )
    }
}

/// The whole table: where a step leads from where it stands, or that it may not be taken there.
#[must_use]
pub const fn after(state: State, step: StepKind) -> Option<State> {
    use State as S;
    use StepKind as K;
    Some(match (state, step) {
        // A stand takes a complaint up; later it can still change, and both are kept.
        (S::Received, K::Acknowledged | K::Denied) => S::Acknowledged,
        (
            S::Acknowledged | S::Waiting | S::InProgress | S::Solved | S::Checked,
            K::Acknowledged | K::Denied,
        ) => state,
        (
            S::Received | S::Acknowledged | S::Waiting | S::InProgress | S::Solved | S::Checked,
            K::Apology | K::Reply,
        ) => state,
        (S::Received | S::Acknowledged | S::Waiting | S::InProgress, K::Update) => state,
        // Whoever comes back while we wait for them is waited for no more.
        (S::Waiting, K::Chased) => S::InProgress,
        (S::Received | S::Acknowledged | S::InProgress | S::Solved | S::Checked, K::Chased) => {
            state
        }
        (S::Acknowledged | S::InProgress, K::Waiting) => S::Waiting,
        (S::Acknowledged | S::Waiting, K::Progress) => S::InProgress,
        (S::Acknowledged | S::Waiting | S::InProgress, K::Solved) => S::Solved,
        (S::Solved, K::Checked) => S::Checked,
        (S::Checked, K::Closed) => S::Closed,
        (S::Solved | S::Checked | S::Closed, K::Reopened) => S::InProgress,
        _ => return None,
    })
}

/// The steps that may be taken from here.
#[must_use]
pub fn allowed(state: State) -> Vec<StepKind> {
    StepKind::ALL
        .into_iter()
        .filter(|step| after(state, *step).is_some())
        .collect()
}

/// Where these steps lead, in the order in which they were noted. One that could not be taken there (an older one was
/// taken back since) changes nothing.
#[must_use]
pub fn state(steps: impl IntoIterator<Item = StepKind>) -> State {
    steps.into_iter().fold(State::Received, |state, step| {
        after(state, step).unwrap_or(state)
    })
}
