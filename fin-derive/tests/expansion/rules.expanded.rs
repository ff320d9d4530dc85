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
    impl Customer {
        #[inline]
        fn __fin_check_start(
            value: &Option<fin_payload::Date>,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            {
                #[allow(unused_imports)]
                use ::fin_payload::private::rule::*;
                let holds = {
                    #[allow(unused_variables)]
                    let cx = scope.facts();
                    (|| -> ::core::option::Option<bool> {
                        ::core::option::Option::Some(date(&(*value))? > cx.today()?)
                    })()
                };
                if holds == ::core::option::Option::Some(false) {
                    scope.fail_at("soon", "Too soon", &[]);
                }
            }
        }
    }
    impl<'de> ::fin_payload::Read<'de> for Customer {
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
    impl<'de> ::fin_payload::private::Object<'de> for Customer {
        type Draft = (
            ::fin_payload::private::Slot<Option<String>>,
            ::fin_payload::private::Slot<Address>,
            ::fin_payload::private::Slot<Vec<Document>>,
            ::fin_payload::private::Slot<Option<fin_payload::Date>>,
        );
        const COUNT: usize = 4usize;
        const NAMES: &'static [&'static str] = &[
            "country",
            "address",
            "documents",
            "start",
        ];
        const OPEN: bool = false;
        #[inline]
        fn draft() -> Self::Draft {
            (
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
            )
        }
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                "country" => ::core::option::Option::Some(0usize),
                "address" => ::core::option::Option::Some(1usize),
                "documents" => ::core::option::Option::Some(2usize),
                "start" => ::core::option::Option::Some(3usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("country");
            names.push("address");
            names.push("documents");
            names.push("start");
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
                        "country",
                        base + 0usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "address",
                        base + 1usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                2usize => {
                    ::fin_payload::private::field(
                        &mut draft.2,
                        "documents",
                        base + 2usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                3usize => {
                    ::fin_payload::private::field(
                        &mut draft.3,
                        "start",
                        base + 3usize,
                        (sections, map, scope),
                        Self::__fin_check_start,
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
            let __value_country = draft
                .0
                .settle("country", base + 0usize, sections, scope);
            let __value_address = draft
                .1
                .settle("address", base + 1usize, sections, scope);
            let __value_documents = draft
                .2
                .settle("documents", base + 2usize, sections, scope);
            let __value_start = draft.3.settle("start", base + 3usize, sections, scope);
            let ::core::option::Option::Some(__value_country) = __value_country else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_address) = __value_address else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_documents) = __value_documents else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_start) = __value_start else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                country: __value_country,
                address: __value_address,
                documents: __value_documents,
                start: __value_start,
            });
        }
    }
    impl ::fin_payload::Check for Customer {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
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
                &= scope
                    .field(
                        "address",
                        |scope| {
                            let value = &self.address;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "documents",
                        |scope| {
                            let value = &self.documents;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "start",
                        |scope| {
                            let value = &self.start;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_start(value, scope);
                            }
                            below
                        },
                    );
            sound
        }
        #[allow(unused_variables)]
        #[inline]
        fn check_rules(&self, scope: &mut ::fin_payload::Scope<'_>) {
            {
                #[allow(unused_imports)]
                use ::fin_payload::private::rule::*;
                let holds = {
                    #[allow(unused_variables)]
                    let cx = scope.facts();
                    (|| -> ::core::option::Option<bool> {
                        if !(text(&self.country)? == "USA") {
                            return ::core::option::Option::None;
                        }
                        ::core::option::Option::Some(has(&object(&self.address)?.state))
                    })()
                };
                if holds == ::core::option::Option::Some(false) {
                    scope.fail_at("state_required", "Required", &["address", "state"]);
                }
            }
            {
                #[allow(unused_imports)]
                use ::fin_payload::private::rule::*;
                let mut seen = ::fin_payload::private::rule::Seen::default();
                {
                    for (index_0, document) in ::fin_payload::private::rule::items(
                            &self.documents,
                        )
                        .into_iter()
                        .flatten()
                        .enumerate()
                    {
                        if let ::core::option::Option::Some(object) = ::fin_payload::private::rule::object(
                            document,
                        ) {
                            for (index_1, item_1) in ::fin_payload::private::rule::items(
                                    object.__fin_files(),
                                )
                                .into_iter()
                                .flatten()
                                .enumerate()
                            {
                                if let ::core::option::Option::Some(object) = ::fin_payload::private::rule::object(
                                    item_1,
                                ) {
                                    let takes_part = {
                                        #[allow(unused_variables)]
                                        let cx = scope.facts();
                                        (|| -> ::core::option::Option<bool> {
                                            ::core::option::Option::Some(
                                                text(&document.kind)? != "SELFIE",
                                            )
                                        })()
                                    };
                                    if takes_part == ::core::option::Option::Some(true) {
                                        if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                                            object.__fin_uri(),
                                        ) {
                                            if !seen.insert(text) {
                                                scope
                                                    .fail_steps(
                                                        "file_twice",
                                                        "Used twice",
                                                        [
                                                            ::fin_payload::private::Step::Field("uri"),
                                                            ::fin_payload::private::Step::Index(index_1),
                                                            ::fin_payload::private::Step::Field("files"),
                                                            ::fin_payload::private::Step::Index(index_0),
                                                            ::fin_payload::private::Step::Field("documents"),
                                                        ],
                                                    );
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    #[allow(private_interfaces, non_snake_case)]
    impl Customer {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_country(&self) -> &Option<String> {
            &self.country
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_address(&self) -> &Address {
            &self.address
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_documents(&self) -> &Vec<Document> {
            &self.documents
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_start(&self) -> &Option<fin_payload::Date> {
            &self.start
        }
    }
    impl ::fin_payload::private::rule::Nested for Customer {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
