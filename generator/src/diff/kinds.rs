//! An enum of kinds of changes, each with its name and with what it is when the models change places.

macro_rules! kinds {
    ($kind:ident $about:literal: $($variant:ident $name:literal $mirror:ident: $doc:literal,)*) => {
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

            /// What the change is when the models change places.
            #[must_use]
            pub const fn mirrored(self) -> $kind {
                match self {
                    $($kind::$variant => $kind::$mirror,)*
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

pub(super) use kinds;
