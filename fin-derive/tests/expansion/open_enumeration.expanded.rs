#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    clippy::nursery,
    deprecated,
    missing_docs,
    unused_parens,
    unused_braces
)]
const _: () = {
    impl<'de> ::fin_payload::Read<'de> for Status {
        const WHAT: ::fin_payload::private::What = ::fin_payload::private::What::new(
            ::fin_payload::private::Kind::Enum,
            ::core::option::Option::None,
        );
        fn read<__D: ::fin_payload::private::serde_core::Deserializer<'de>>(
            deserializer: __D,
            scope: &mut ::fin_payload::Scope<'_>,
            slot: &mut ::fin_payload::Slot<Self>,
        ) -> ::core::result::Result<(), __D::Error> {
            ::fin_payload::private::read_text_of(
                deserializer,
                scope,
                slot,
                |text| match text {
                    "Approved" => ::core::result::Result::Ok(Self::Approved),
                    other => {
                        ::core::result::Result::Ok(
                            Self::Other(::std::string::String::from(other)),
                        )
                    }
                },
            )
        }
    }
    impl ::fin_payload::Check for Status {}
    impl ::fin_payload::private::rule::Text for Status {
        #[inline]
        fn text(&self) -> ::core::option::Option<&str> {
            match self {
                Self::Approved => ::core::option::Option::Some("Approved"),
                Self::Other(text) => ::core::option::Option::Some(text),
            }
        }
    }
    impl Status {
        /// The documented values, in the documented order.
        pub const ALL: &'static [Self] = &[Self::Approved];
        /// The text on the wire.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Approved => "Approved",
                Self::Other(text) => text,
            }
        }
    }
    impl ::core::fmt::Display for Status {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }
    impl ::core::str::FromStr for Status {
        type Err = ::core::convert::Infallible;
        #[inline]
        fn from_str(
            text: &str,
        ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            match text {
                "Approved" => ::core::result::Result::Ok(Self::Approved),
                other => {
                    ::core::result::Result::Ok(
                        Self::Other(::std::string::String::from(other)),
                    )
                }
            }
        }
    }
    impl<'de> ::fin_payload::private::serde_core::Deserialize<'de> for Status {
        fn deserialize<__D: ::fin_payload::private::serde_core::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            ::fin_payload::deserialize(deserializer)
        }
    }
};
