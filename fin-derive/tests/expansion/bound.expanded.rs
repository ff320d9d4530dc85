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
    const _: () = ::fin_payload::private::fits(
        <Country as ::fin_payload::private::Read>::WHAT,
        ::fin_payload::private::Kind::Text,
        ::core::option::Option::None,
        ::core::option::Option::None,
        "`country_code` of `v2.IndividualTaxInfo` is a text, this type is not: use `String`",
        "",
    );
    #[allow(non_snake_case)]
    impl TaxInfo {
        #[inline]
        fn __fin_check_country_code(
            value: &Country,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                value,
            ) {
                if ::fin_payload::private::check::is_blank(text) {
                    scope.fail("blank", "Must not be blank");
                } else {
                    if !::fin_payload::formats::country(text) {
                        scope.fail("country", "Must be an ISO Alpha-3 country code");
                    }
                }
            }
        }
        #[inline]
        fn __fin_check_document_type(
            value: &String,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                value,
            ) {
                if ::fin_payload::private::check::is_blank(text) {
                    scope.fail("blank", "Must not be blank");
                } else {
                    if !text.is_ascii() {
                        scope.fail("ascii", "Must use only English (Latin) characters");
                    }
                }
            }
        }
        #[inline]
        fn __fin_check_document_id(
            value: &String,
            scope: &mut ::fin_payload::Scope<'_>,
        ) {
            if let ::core::option::Option::Some(text) = ::fin_payload::private::rule::text(
                value,
            ) {
                if ::fin_payload::private::check::is_blank(text) {
                    scope.fail("blank", "Must not be blank");
                } else {
                    if !text.is_ascii() {
                        scope.fail("ascii", "Must use only English (Latin) characters");
                    }
                }
            }
        }
    }
    impl<'de> ::fin_payload::Read<'de> for TaxInfo {
        const WHAT: ::fin_payload::private::What = ::fin_payload::private::What::new(
            ::fin_payload::private::Kind::Object,
            ::core::option::Option::Some("v2.IndividualTaxInfo"),
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
    impl<'de> ::fin_payload::private::Object<'de> for TaxInfo {
        type Draft = (
            ::fin_payload::private::Slot<Country>,
            ::fin_payload::private::Slot<String>,
            ::fin_payload::private::Slot<String>,
        );
        const COUNT: usize = 3usize;
        const NAMES: &'static [&'static str] = &[
            "country_code",
            "document_type",
            "document_id",
        ];
        const OPEN: bool = false;
        #[inline]
        fn draft() -> Self::Draft {
            (
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
                ::fin_payload::private::Slot::Missing,
            )
        }
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                "country_code" => ::core::option::Option::Some(0usize),
                "document_type" => ::core::option::Option::Some(1usize),
                "document_id" => ::core::option::Option::Some(2usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("country_code");
            names.push("document_type");
            names.push("document_id");
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
                        "country_code",
                        base + 0usize,
                        (sections, map, scope),
                        Self::__fin_check_country_code,
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "document_type",
                        base + 1usize,
                        (sections, map, scope),
                        Self::__fin_check_document_type,
                    )
                }
                2usize => {
                    ::fin_payload::private::field(
                        &mut draft.2,
                        "document_id",
                        base + 2usize,
                        (sections, map, scope),
                        Self::__fin_check_document_id,
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
            let __value_country_code = draft
                .0
                .settle("country_code", base + 0usize, sections, scope);
            let __value_document_type = draft
                .1
                .settle("document_type", base + 1usize, sections, scope);
            let __value_document_id = draft
                .2
                .settle("document_id", base + 2usize, sections, scope);
            let ::core::option::Option::Some(__value_country_code) = __value_country_code
            else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_document_type) = __value_document_type
            else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_document_id) = __value_document_id
            else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                country_code: __value_country_code,
                document_type: __value_document_type,
                document_id: __value_document_id,
            });
        }
    }
    impl ::fin_payload::Check for TaxInfo {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
            sound
                &= scope
                    .field(
                        "country_code",
                        |scope| {
                            let value = &self.country_code;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_country_code(value, scope);
                            }
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "document_type",
                        |scope| {
                            let value = &self.document_type;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_document_type(value, scope);
                            }
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "document_id",
                        |scope| {
                            let value = &self.document_id;
                            let below = ::fin_payload::Check::check(value, scope);
                            if below {
                                Self::__fin_check_document_id(value, scope);
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
                        if !(text(&self.country_code)? == "USA"
                            && text(&self.document_type)? == "SSN")
                        {
                            return ::core::option::Option::None;
                        }
                        ::core::option::Option::Some(
                            formats::ssn(text(&self.document_id)?),
                        )
                    })()
                };
                if holds == ::core::option::Option::Some(false) {
                    scope
                        .fail_at(
                            "ssn_format",
                            "TIN must be in SSN format (xxx-xx-xxxx) for USA customers",
                            &["document_id"],
                        );
                }
            }
        }
    }
    #[allow(private_interfaces, non_snake_case)]
    impl TaxInfo {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_country_code(&self) -> &Country {
            &self.country_code
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_document_type(&self) -> &String {
            &self.document_type
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_document_id(&self) -> &String {
            &self.document_id
        }
    }
    impl ::fin_payload::private::rule::Nested for TaxInfo {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
