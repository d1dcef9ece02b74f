//! Dense identifiers: the position of a thing in its list of the [`crate::Chain`].

macro_rules! dense_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Position in the list, for indexing.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

dense_ids! {
    /// A [`crate::Country`].
    CountryId,
    /// A [`crate::Stage`].
    StageId,
    /// A [`crate::Material`].
    MaterialId,
    /// A [`crate::Process`].
    ProcessId,
    /// A [`crate::Site`].
    SiteId,
    /// A [`crate::Link`].
    LinkId,
    /// A [`crate::Demand`] row.
    DemandId,
    /// An [`crate::EndUse`].
    EndUseId,
    /// A [`crate::Control`].
    ControlId,
    /// A [`crate::Source`].
    SourceId,
}
