//! An enum of kinds, each with the name under which it is printed and published.

macro_rules! kinds {
    ($kind:ident $about:literal: $($variant:ident $name:literal: $doc:literal,)*) => {
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind {
            $(#[doc = $doc] $variant,)*
        }

        impl $kind {
            /// Every kind.
            pub const ALL: &'static [$kind] = &[$($kind::$variant,)*];

            /// The name as it is printed.
            pub const fn name(self) -> &'static str {
                match self {
                    $($kind::$variant => $name,)*
                }
            }
        }

        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}

/// As [`kinds`], of changes: each with what it is when the old and the new change places.
macro_rules! changes {
    ($kind:ident $about:literal: $($variant:ident $name:literal $mirror:ident: $doc:literal,)*) => {
        $crate::kinds::kinds! { $kind $about: $($variant $name: $doc,)* }

        impl $kind {
            /// What the change is when the models change places.
            #[must_use]
            pub const fn mirrored(self) -> $kind {
                match self {
                    $($kind::$variant => $kind::$mirror,)*
                }
            }
        }
    };
}

pub(crate) use {changes, kinds};
