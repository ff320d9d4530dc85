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
    impl<'de: 'a, 'a, T: Clone, const N: usize> ::fin_payload::Read<'de>
    for Page<'a, T, N>
    where
        T: PartialEq,
        T: ::fin_payload::Read<'de> + ::fin_payload::Check,
    {
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
    impl<'de: 'a, 'a, T: Clone, const N: usize> ::fin_payload::private::Object<'de>
    for Page<'a, T, N>
    where
        T: PartialEq,
        T: ::fin_payload::Read<'de> + ::fin_payload::Check,
    {
        type Draft = (
            ::fin_payload::private::Slot<Vec<T>>,
            ::fin_payload::private::Slot<Option<std::borrow::Cow<'a, str>>>,
        );
        const COUNT: usize = 2usize;
        const NAMES: &'static [&'static str] = &["items", "next"];
        const OPEN: bool = false;
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
                "items" => ::core::option::Option::Some(0usize),
                "next" => ::core::option::Option::Some(1usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("items");
            names.push("next");
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
                        "items",
                        base + 0usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "next",
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
            let __value_items = draft.0.settle("items", base + 0usize, sections, scope);
            let __value_next = draft.1.settle("next", base + 1usize, sections, scope);
            let ::core::option::Option::Some(__value_items) = __value_items else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_next) = __value_next else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                items: __value_items,
                next: __value_next,
            });
        }
    }
    impl<'a, T: Clone, const N: usize> ::fin_payload::Check for Page<'a, T, N>
    where
        T: PartialEq,
        T: ::fin_payload::Check,
    {
        #[inline]
        fn check_fields(&self, scope: &mut ::fin_payload::Scope<'_>) -> bool {
            let mut sound = true;
            sound
                &= scope
                    .field(
                        "items",
                        |scope| {
                            let value = &self.items;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "next",
                        |scope| {
                            let value = &self.next;
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
    impl<'a, T: Clone, const N: usize> Page<'a, T, N>
    where
        T: PartialEq,
    {
        #[doc(hidden)]
        #[inline]
        pub fn __fin_items(&self) -> &Vec<T> {
            &self.items
        }
        #[doc(hidden)]
        #[inline]
        pub fn __fin_next(&self) -> &Option<std::borrow::Cow<'a, str>> {
            &self.next
        }
    }
    impl<'a, T: Clone, const N: usize> ::fin_payload::private::rule::Nested
    for Page<'a, T, N>
    where
        T: PartialEq,
    {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
