//! Who may speak of the chance that customers come back.

/// Who may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Voice {
    /// [`super::Model::BgNbd`].
    BgNbd,
    /// [`super::Model::MbgNbd`].
    MbgNbd,
    /// [`super::Model::ParetoNbd`].
    ParetoNbd,
    /// [`super::Model::MbgCnbd`], where customers come more regularly than at random.
    Regular,
    /// Days since the last visit over the rhythm, made a chance by what happened before.
    Lateness,
    /// Days since the last visit, made a chance by what happened before.
    Recency,
    /// Recency, frequency and money, each by fifths of the customers, added up and made a chance by what happened before.
    Rfm,
    /// A logistic regression on what is known of a customer, learnt from what happened before.
    Regression,
    /// The models together with a logistic regression that corrects them by what happened before.
    Pool,
}

impl Voice {
    /// Everybody who may speak, the simplest first.
    pub const ALL: [Self; 9] = [
        Self::MbgNbd,
        Self::BgNbd,
        Self::ParetoNbd,
        Self::Regular,
        Self::Recency,
        Self::Lateness,
        Self::Rfm,
        Self::Regression,
        Self::Pool,
    ];

    /// Whether it is one model that speaks alone.
    pub(super) const fn is_model(self) -> bool {
        matches!(
            self,
            Self::BgNbd | Self::MbgNbd | Self::ParetoNbd | Self::Regular
        )
    }
}
