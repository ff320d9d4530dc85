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
    impl<'de> ::fin_payload::Read<'de> for Person {
        const WHAT: ::fin_payload::private::What = ::fin_payload::private::What::new(
            ::fin_payload::private::Kind::Object,
            ::core::option::Option::None,
        );
        #[inline]
        fn read<__D: ::fin_payload::private::serde_core::Deserializer<'de>>(
            deserializer: __D,
            scope: &mut ::fin_payload::Scope<'_>,
            slot: &mut ::fin_payload::Slot<Self>,
        ) -> ::core::result::Result<(), __D::Error> {
            ::fin_payload::private::object(deserializer, scope, slot)
        }
    }
    impl<'de> ::fin_payload::private::Object<'de> for Person {
        type Draft = (
            ::fin_payload::private::Slot<String>,
            ::fin_payload::private::Slot<String>,
        );
        const COUNT: usize = 2usize;
        const NAMES: &'static [&'static str] = &["email", "country"];
        const OPEN: bool = true;
        #[inline]
        fn draft() -> Self::Draft {
            (
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
            )
        }
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                "email" => ::core::option::Option::Some(0usize),
                "country" => ::core::option::Option::Some(1usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("email");
            names.push("country");
        }
        #[inline]
        #[allow(unused_variables)]
        fn take<__A: ::fin_payload::private::serde_core::de::MapAccess<'de>>(
            draft: &mut Self::Draft,
            index: usize,
            base: usize,
            sections: &mut ::fin_payload::private::Sections,
            map: &mut __A,
            scope: &mut ::fin_payload::Scope<'_>,
        ) -> ::core::result::Result<(), __A::Error> {
            match index {
                0usize => {
                    ::fin_payload::private::field(
                        &mut draft.0,
                        "email",
                        base + 0usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "country",
                        base + 1usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                _ => ::fin_payload::private::skipped(map),
            }
        }
        #[inline]
        #[allow(non_snake_case, unused_variables)]
        fn build(
            draft: Self::Draft,
            base: usize,
            sections: &mut ::fin_payload::private::Sections,
            scope: &mut ::fin_payload::Scope<'_>,
            slot: &mut ::fin_payload::private::Slot<Self>,
        ) {
            let __value_email = draft.0.settle("email", base + 0usize, sections, scope);
            let __value_country = draft
                .1
                .settle("country", base + 1usize, sections, scope);
            let ::core::option::Option::Some(__value_email) = __value_email else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_country) = __value_country else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                email: __value_email,
                country: __value_country,
            });
        }
    }
    impl ::fin_payload::Check for Person {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
            sound
                &= scope
                    .field(
                        "email",
                        |scope| {
                            let value = &self.email;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "country",
                        |scope| {
                            let value = &self.country;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
        }
        #[allow(unused_variables)]
        #[inline]
        fn check_rules(&self, scope: &mut ::fin_payload::Scope<'_>) {}
    }
    #[allow(private_interfaces, non_snake_case)]
    impl Person {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_email(&self) -> &String {
            &self.email
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_country(&self) -> &String {
            &self.country
        }
    }
    impl ::fin_payload::private::rule::Nested for Person {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
    impl ::core::fmt::Debug for Person {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct("Person")
                .field("email", &::core::format_args!("[redacted]"))
                .field("country", &self.country)
                .finish()
        }
    }
    impl<'de> ::fin_payload::private::serde_core::Deserialize<'de> for Person {
        fn deserialize<__D: ::fin_payload::private::serde_core::Deserializer<'de>>(
            deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            ::fin_payload::deserialize(deserializer)
        }
    }
};
