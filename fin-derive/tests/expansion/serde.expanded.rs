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
    impl<'de> ::fin_payload::Read<'de> for Names {
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
    impl<'de> ::fin_payload::private::Object<'de> for Names {
        type Draft = (
            ::fin_payload::private::Slot<String>,
            ::fin_payload::private::Slot<String>,
            ::fin_payload::private::Slot<i64>,
            ::fin_payload::private::Slot<i64>,
            ::fin_payload::private::Slot<String>,
        );
        const COUNT: usize = 5usize;
        const NAMES: &'static [&'static str] = &[
            "firstName",
            "surname",
            "level",
            "amount",
            "type",
        ];
        const OPEN: bool = false;
        #[inline]
        fn draft() -> Self::Draft {
            (
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
            )
        }
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                "firstName" => ::core::option::Option::Some(0usize),
                "surname" => ::core::option::Option::Some(1usize),
                "level" => ::core::option::Option::Some(2usize),
                "amount" => ::core::option::Option::Some(3usize),
                "type" => ::core::option::Option::Some(4usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("firstName");
            names.push("surname");
            names.push("level");
            names.push("amount");
            names.push("type");
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
                        "firstName",
                        base + 0usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "surname",
                        base + 1usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                2usize => {
                    ::fin_payload::private::default_field(
                        &mut draft.2,
                        "level",
                        base + 2usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                3usize => {
                    ::fin_payload::private::default_field(
                        &mut draft.3,
                        "amount",
                        base + 3usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                4usize => {
                    ::fin_payload::private::field(
                        &mut draft.4,
                        "type",
                        base + 4usize,
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
            let __value_first_name = draft
                .0
                .settle("firstName", base + 0usize, sections, scope);
            let __value_last_name = draft
                .1
                .settle("surname", base + 1usize, sections, scope);
            let __value_level = draft
                .2
                .settle_or(
                    "level",
                    base + 2usize,
                    sections,
                    scope,
                    || ::core::option::Option::Some(::core::default::Default::default()),
                );
            let __value_amount = draft
                .3
                .settle_or(
                    "amount",
                    base + 3usize,
                    sections,
                    scope,
                    || ::core::option::Option::Some(zero()),
                );
            let __value_type = draft.4.settle("type", base + 4usize, sections, scope);
            let ::core::option::Option::Some(__value_first_name) = __value_first_name
            else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_last_name) = __value_last_name else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_level) = __value_level else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_amount) = __value_amount else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_type) = __value_type else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                first_name: __value_first_name,
                last_name: __value_last_name,
                level: __value_level,
                amount: __value_amount,
                cached: ::core::default::Default::default(),
                r#type: __value_type,
            });
        }
    }
    impl ::fin_payload::Check for Names {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
            sound
                &= scope
                    .field(
                        "firstName",
                        |scope| {
                            let value = &self.first_name;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "surname",
                        |scope| {
                            let value = &self.last_name;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "level",
                        |scope| {
                            let value = &self.level;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "amount",
                        |scope| {
                            let value = &self.amount;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "type",
                        |scope| {
                            let value = &self.r#type;
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
    impl Names {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_firstName(&self) -> &String {
            &self.first_name
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_surname(&self) -> &String {
            &self.last_name
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_level(&self) -> &i64 {
            &self.level
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_amount(&self) -> &i64 {
            &self.amount
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_type(&self) -> &String {
            &self.r#type
        }
    }
    impl ::fin_payload::private::rule::Nested for Names {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
