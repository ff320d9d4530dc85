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
        type Draft = (::fin_payload::private::Slot<String>,);
        const COUNT: usize = 1usize;
        const NAMES: &'static [&'static str] = &["name"];
        const OPEN: bool = false;
        #[inline]
        fn draft() -> Self::Draft {
            (::fin_payload::private::Slot::Missing,)
        }
        #[inline]
        fn find(key: &str) -> ::core::option::Option<usize> {
            match key {
                "name" => ::core::option::Option::Some(0usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("name");
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
            let __value_name = draft.0.settle("name", base + 0usize, sections, scope);
            let ::core::option::Option::Some(__value_name) = __value_name else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self { name: __value_name });
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
    }
    impl ::fin_payload::private::rule::Nested for Contact {
        type Object = Self;
        #[inline]
        fn object(&self) -> ::core::option::Option<&Self> {
            ::core::option::Option::Some(self)
        }
    }
};
::core::compile_error! {
    "unknown attribute `bulider`, did you mean `builder`?"
}
::core::compile_error! {
    "unknown attribute `max_lenght`, did you mean `max_length`?"
}
