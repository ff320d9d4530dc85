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
                    "IN_REVIEW" => ::core::result::Result::Ok(Self::InReview),
                    "APPROVED" => ::core::result::Result::Ok(Self::Approved),
                    _ => {
                        ::core::result::Result::Err(
                            ::fin_payload::private::Structure::Enum,
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
                Self::InReview => ::core::option::Option::Some("IN_REVIEW"),
                Self::Approved => ::core::option::Option::Some("APPROVED"),
            }
        }
    }
    impl Status {
        /// The documented values, in the documented order.
        pub const ALL: &'static [Self] = &[Self::InReview, Self::Approved];
        /// The text on the wire.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::InReview => "IN_REVIEW",
                Self::Approved => "APPROVED",
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
        type Err = ::fin_payload::UnknownValue;
        #[inline]
        fn from_str(
            text: &str,
        ) -> ::core::result::Result<Self, ::fin_payload::UnknownValue> {
            match text {
                "IN_REVIEW" => ::core::result::Result::Ok(Self::InReview),
                "APPROVED" => ::core::result::Result::Ok(Self::Approved),
                _ => ::core::result::Result::Err(::fin_payload::UnknownValue),
            }
        }
    }
};
