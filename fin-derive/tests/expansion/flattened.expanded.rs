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
    impl<'de> ::fin_payload::Read<'de> for Outer {
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
    impl<'de> ::fin_payload::private::Object<'de> for Outer {
        type Draft = (
            ::fin_payload::private::Slot<i64>,
            <Inner as ::fin_payload::private::Object<'de>>::Draft,
            ::fin_payload::private::Rest<
                <std::collections::BTreeMap<
                    String,
                    String,
                > as ::fin_payload::private::RestMap>::Value,
            >,
        );
        const COUNT: usize = 1usize
            + <Inner as ::fin_payload::private::Object<'de>>::COUNT;
        const NAMES: &'static [&'static str] = &[];
        const OPEN: bool = false || <Inner as ::fin_payload::private::Object<'de>>::OPEN;
        #[inline]
        fn draft() -> Self::Draft {
            (
                ::fin_payload::private::Slot::Missing,
                <Inner as ::fin_payload::private::Object<'de>>::draft(),
                ::core::default::Default::default(),
            )
        }
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                "id" => ::core::option::Option::Some(0usize),
                _ => {
                    if let ::core::option::Option::Some(index) = <Inner as ::fin_payload::private::Object<
                        'de,
                    >>::find(key) {
                        return ::core::option::Option::Some(1usize + index);
                    }
                    ::core::option::Option::None
                }
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("id");
            <Inner as ::fin_payload::private::Object<'de>>::names(names);
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
            if index == 0usize {
                return ::fin_payload::private::field(
                    &mut draft.0,
                    "id",
                    base + 0usize,
                    (sections, map, scope),
                    |_, _| {},
                );
            }
            if index >= 1usize
                && index < 1usize + <Inner as ::fin_payload::private::Object<'de>>::COUNT
            {
                return <Inner as ::fin_payload::private::Object<
                    'de,
                >>::take(
                    &mut draft.1,
                    index - (1usize),
                    base + 1usize,
                    sections,
                    map,
                    scope,
                );
            }
            ::fin_payload::private::skipped(map)
        }
        #[allow(unreachable_code)]
        fn take_other<__A: ::fin_payload::private::serde_core::de::MapAccess<'de>>(
            draft: &mut Self::Draft,
            key: &str,
            sections: &mut ::fin_payload::private::Sections,
            map: &mut __A,
            scope: &mut ::fin_payload::Scope<'_>,
        ) -> ::core::result::Result<bool, __A::Error> {
            if <Inner as ::fin_payload::private::Object<
                'de,
            >>::take_other(&mut draft.1, key, sections, map, scope)? {
                return ::core::result::Result::Ok(true);
            }
            draft.2.take(::std::string::String::from(key), map, scope)?;
            return ::core::result::Result::Ok(true);
            ::core::result::Result::Ok(false)
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
            let __value_id = draft.0.settle("id", base + 0usize, sections, scope);
            let mut __value_inner = ::fin_payload::private::Slot::Missing;
            <Inner as ::fin_payload::private::Object<
                'de,
            >>::build(draft.1, base + 1usize, sections, scope, &mut __value_inner);
            let __value_inner = __value_inner.value();
            let __value_rest = draft
                .2
                .build::<std::collections::BTreeMap<String, String>>(sections, scope);
            let ::core::option::Option::Some(__value_id) = __value_id else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_inner) = __value_inner else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_rest) = __value_rest else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                id: __value_id,
                inner: __value_inner,
                rest: __value_rest,
            });
        }
    }
    impl ::fin_payload::Check for Outer {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
            sound
                &= scope
                    .field(
                        "id",
                        |scope| {
                            let value = &self.id;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound &= ::fin_payload::Check::check_fields(&self.inner, scope);
            sound &= ::fin_payload::Check::check(&self.rest, scope);
            sound
        }
        #[allow(unused_variables)]
        #[inline]
        fn check_rules(&self, scope: &mut ::fin_payload::Scope<'_>) {
            ::fin_payload::Check::check_rules(&self.inner, scope);
        }
    }
    #[allow(private_interfaces, non_snake_case)]
    impl Outer {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_id(&self) -> &i64 {
            &self.id
        }
    }
    impl ::fin_payload::private::rule::Nested for Outer {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
