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
    #[allow(non_snake_case)]
    impl Contact {
        #[inline]
        fn __fin_check_name(value: &String, scope: &mut ::fin_payload::Scope<'_>) {
            if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                value,
            ) {
                if ::fin_payload::private::check::is_blank(text) {
                    scope.fail("blank", "Must not be blank");
                } else {
                    if !text.is_ascii() {
                        scope.fail("ascii", "Latin only");
                    }
                    if ::fin_payload::private::check::is_longer(text, 50u32) {
                        scope.fail("max_length", "Must have at most 50 characters");
                    }
                }
            }
        }
        #[inline]
        fn __fin_check_email(
            value: &Option<String>,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                value,
            ) {
                if ::fin_payload::private::check::is_blank(text)
                    && !(true && ::fin_payload::formats::email(text))
                {
                    scope.fail("blank", "Must not be blank");
                } else {
                    if !::fin_payload::formats::email(text) {
                        scope.fail("email", "Must be a valid email address");
                    } else {
                        if !::fin_payload::formats::email_lowercase(text) {
                            scope.fail("email_lowercase", "Email must be all lowercase");
                        }
                    }
                }
            }
        }
        #[inline]
        fn __fin_check_percent(value: &f64, scope: &mut ::fin_payload::Scope<'_>) {
            if let ::core::option::Option::Some(number) = ::fin_payload::private::rule::number(
                value,
            ) {
                if number < 0f64 {
                    scope.fail("minimum", "Must be at least 0");
                }
                if number > 100f64 {
                    scope.fail("maximum", "Must be at most 100");
                }
            }
        }
        #[inline]
        fn __fin_check_dob(
            value: &fin_payload::Date,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            if let (
                ::core::option::Option::Some(day),
                ::core::option::Option::Some(today),
            ) = (::fin_payload::private::rule::date(value), scope.facts().today()) {
                if day >= today {
                    scope.fail("past", "Must be in the past");
                }
                if day.years_until(today) < i64::from(18u32) {
                    scope.fail("min_age", "Must be at least 18 years ago");
                }
            }
        }
        #[inline]
        fn __fin_check_tags(value: &Vec<String>, scope: &mut ::fin_payload::Scope<'_>) {
            if let ::core::option::Option::Some(items) = ::fin_payload::private::rule::items(
                value,
            ) {
                if items.len() < 1u32 as usize {
                    scope.fail("min_items", "Must have at least 1 item");
                }
                ::fin_payload::private::check::unique_items(
                    items,
                    scope,
                    "unique_items",
                    "Must not repeat an earlier item",
                );
            }
        }
        #[inline]
        fn __fin_check_item_of_tags(
            value: &<Vec<String> as ::fin_payload::private::rule::Items>::Item,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                value,
            ) {
                if ::fin_payload::private::check::is_blank(text) {
                    scope.fail("blank", "Must not be blank");
                }
            }
        }
    }
    impl<'de> ::fin_payload::Read<'de> for Contact {
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
    impl<'de> ::fin_payload::private::Object<'de> for Contact {
        type Draft = (
            ::fin_payload::private::Slot<String>,
            ::fin_payload::private::Slot<Option<String>>,
            ::fin_payload::private::Slot<f64>,
            ::fin_payload::private::Slot<fin_payload::Date>,
            ::fin_payload::private::Slot<Vec<String>>,
        );
        const COUNT: usize = 5usize;
        const NAMES: &'static [&'static str] = &[
            "name",
            "email",
            "percent",
            "dob",
            "tags",
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
                "name" => ::core::option::Option::Some(0usize),
                "email" => ::core::option::Option::Some(1usize),
                "percent" => ::core::option::Option::Some(2usize),
                "dob" => ::core::option::Option::Some(3usize),
                "tags" => ::core::option::Option::Some(4usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("name");
            names.push("email");
            names.push("percent");
            names.push("dob");
            names.push("tags");
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
                        "name",
                        base + 0usize,
                        (sections, map, scope),
                        Self::__fin_check_name,
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "email",
                        base + 1usize,
                        (sections, map, scope),
                        Self::__fin_check_email,
                    )
                }
                2usize => {
                    ::fin_payload::private::field(
                        &mut draft.2,
                        "percent",
                        base + 2usize,
                        (sections, map, scope),
                        Self::__fin_check_percent,
                    )
                }
                3usize => {
                    ::fin_payload::private::field(
                        &mut draft.3,
                        "dob",
                        base + 3usize,
                        (sections, map, scope),
                        Self::__fin_check_dob,
                    )
                }
                4usize => {
                    ::fin_payload::private::items_field(
                        &mut draft.4,
                        "tags",
                        base + 4usize,
                        (sections, map, scope),
                        Self::__fin_check_item_of_tags,
                        Self::__fin_check_tags,
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
            let __value_name = draft.0.settle("name", base + 0usize, sections, scope);
            let __value_email = draft.1.settle("email", base + 1usize, sections, scope);
            let __value_percent = draft
                .2
                .settle("percent", base + 2usize, sections, scope);
            let __value_dob = draft.3.settle("dob", base + 3usize, sections, scope);
            let __value_tags = draft.4.settle("tags", base + 4usize, sections, scope);
            let ::core::option::Option::Some(__value_name) = __value_name else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_email) = __value_email else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_percent) = __value_percent else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_dob) = __value_dob else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_tags) = __value_tags else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                name: __value_name,
                email: __value_email,
                percent: __value_percent,
                dob: __value_dob,
                tags: __value_tags,
            });
        }
    }
    impl ::fin_payload::Check for Contact {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
            sound
                &= scope
                    .field(
                        "name",
                        |scope| {
                            let value = &self.name;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_name(value, scope);
                            }
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "email",
                        |scope| {
                            let value = &self.email;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_email(value, scope);
                            }
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "percent",
                        |scope| {
                            let value = &self.percent;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_percent(value, scope);
                            }
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "dob",
                        |scope| {
                            let value = &self.dob;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_dob(value, scope);
                            }
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "tags",
                        |scope| {
                            let value = &self.tags;
                            let below = ::fin_payload::private::rule::items(value)
                                .is_none_or(|list| ::fin_payload::private::check::items(
                                    list,
                                    scope,
                                    Self::__fin_check_item_of_tags,
                                ));
                            if below {
                                Self::__fin_check_tags(value, scope);
                            }
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
    impl Contact {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_name(&self) -> &String {
            &self.name
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_email(&self) -> &Option<String> {
            &self.email
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_percent(&self) -> &f64 {
            &self.percent
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_dob(&self) -> &fin_payload::Date {
            &self.dob
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_tags(&self) -> &Vec<String> {
            &self.tags
        }
    }
    impl ::fin_payload::private::rule::Nested for Contact {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
