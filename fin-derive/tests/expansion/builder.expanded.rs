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
        type Draft = (
            ::fin_payload::private::Slot<String>,
            ::fin_payload::private::Slot<Option<String>>,
            ::fin_payload::private::Slot<Vec<String>>,
        );
        const COUNT: usize = 3usize;
        const NAMES: &'static [&'static str] = &["name", "phone", "tags"];
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
                "name" => ::core::option::Option::Some(0usize),
                "phone" => ::core::option::Option::Some(1usize),
                "tags" => ::core::option::Option::Some(2usize),
                _ => ::core::option::Option::None,
            }
        }
        #[inline]
        fn names(names: &mut ::std::vec::Vec<&'static str>) {
            names.push("name");
            names.push("phone");
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
                        |_, _| {},
                    )
                }
                1usize => {
                    ::fin_payload::private::field(
                        &mut draft.1,
                        "phone",
                        base + 1usize,
                        (sections, map, scope),
                        |_, _| {},
                    )
                }
                2usize => {
                    ::fin_payload::private::field(
                        &mut draft.2,
                        "tags",
                        base + 2usize,
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
            let __value_phone = draft.1.settle("phone", base + 1usize, sections, scope);
            let __value_tags = draft.2.settle("tags", base + 2usize, sections, scope);
            let ::core::option::Option::Some(__value_name) = __value_name else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_phone) = __value_phone else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            let ::core::option::Option::Some(__value_tags) = __value_tags else {
                *slot = ::fin_payload::private::Slot::Bad;
                return;
            };
            *slot = ::fin_payload::private::Slot::Value(Self {
                name: __value_name,
                phone: __value_phone,
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
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "phone",
                        |scope| {
                            let value = &self.phone;
                            let below = ::fin_payload::Check::check(value, scope);
                            below
                        },
                    );
            sound
                &= scope
                    .field(
                        "tags",
                        |scope| {
                            let value = &self.tags;
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
        #[doc(hidden)]
        #[inline]
        pub fn __fin_phone(&self) -> &Option<String> {
            &self.phone
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
    impl Contact {
        /// Starts a builder: each required field has to be set once, in any order.
        #[inline]
        pub fn builder() -> ContactBuilder<
            ::fin_payload::private::Unset<__fin_fields_of_Contact::name>,
            ::fin_payload::private::Unset<__fin_fields_of_Contact::tags>,
        > {
            ContactBuilder {
                name: ::fin_payload::private::Unset::new(),
                phone: ::core::default::Default::default(),
                tags: ::fin_payload::private::Unset::new(),
                __built: ::core::marker::PhantomData,
            }
        }
    }
};
#[doc(hidden)]
#[allow(non_snake_case, non_camel_case_types, missing_docs, dead_code)]
pub mod __fin_fields_of_Contact {
    pub struct name;
    pub struct tags;
}
///Builds a [`Contact`] field by field.
#[must_use = "a builder does nothing until `build`"]
#[allow(clippy::type_complexity, private_interfaces)]
pub struct ContactBuilder<
    __S0 = ::fin_payload::private::Unset<__fin_fields_of_Contact::name>,
    __S1 = ::fin_payload::private::Unset<__fin_fields_of_Contact::tags>,
> {
    name: __S0,
    phone: Option<String>,
    tags: __S1,
    __built: ::core::marker::PhantomData<fn() -> Contact>,
}
#[allow(clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery, deprecated)]
impl<__S0, __S1> ContactBuilder<__S0, __S1> {
    ///Sets `name`.
    pub fn name(
        self,
        value: impl ::core::convert::Into<String>,
    ) -> ContactBuilder<::fin_payload::private::Set<String>, __S1>
    where
        __S0: ::fin_payload::private::IsUnset<__fin_fields_of_Contact::name>,
    {
        ContactBuilder {
            name: ::fin_payload::private::Set(::core::convert::Into::into(value)),
            phone: self.phone,
            tags: self.tags,
            __built: ::core::marker::PhantomData,
        }
    }
    ///Sets `phone`.
    pub fn phone(mut self, value: impl ::core::convert::Into<String>) -> Self {
        self.phone = ::core::option::Option::Some(::core::convert::Into::into(value));
        self
    }
    ///Sets `tags`.
    pub fn tags(
        self,
        value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<String>>,
    ) -> ContactBuilder<__S0, ::fin_payload::private::Set<Vec<String>>>
    where
        __S1: ::fin_payload::private::IsUnset<__fin_fields_of_Contact::tags>,
    {
        ContactBuilder {
            name: self.name,
            phone: self.phone,
            tags: ::fin_payload::private::Set(
                value
                    .into_iter()
                    .map(|value| ::core::convert::Into::into(value))
                    .collect(),
            ),
            __built: ::core::marker::PhantomData,
        }
    }
    /// The value, checked.
    ///
    /// # Errors
    /// Every constraint and rule that does not hold.
    pub fn build(self) -> ::core::result::Result<Contact, ::fin_payload::Issues>
    where
        Contact: ::fin_payload::FinPayload,
        __S0: ::fin_payload::private::IsSet<String, __fin_fields_of_Contact::name>,
        __S1: ::fin_payload::private::IsSet<Vec<String>, __fin_fields_of_Contact::tags>,
    {
        let value = self.build_unchecked();
        ::fin_payload::FinPayload::validate(&value)?;
        ::core::result::Result::Ok(value)
    }
    /// The value, checked with what is known beside it.
    ///
    /// # Errors
    /// Every constraint and rule that does not hold.
    pub fn build_with(
        self,
        context: &::fin_payload::Context,
        options: &::fin_payload::Options,
    ) -> ::core::result::Result<Contact, ::fin_payload::Issues>
    where
        Contact: ::fin_payload::FinPayload,
        __S0: ::fin_payload::private::IsSet<String, __fin_fields_of_Contact::name>,
        __S1: ::fin_payload::private::IsSet<Vec<String>, __fin_fields_of_Contact::tags>,
    {
        let value = self.build_unchecked();
        ::fin_payload::FinPayload::validate_with(&value, context, options)?;
        ::core::result::Result::Ok(value)
    }
    /// The value, unchecked.
    pub fn build_unchecked(self) -> Contact
    where
        __S0: ::fin_payload::private::IsSet<String, __fin_fields_of_Contact::name>,
        __S1: ::fin_payload::private::IsSet<Vec<String>, __fin_fields_of_Contact::tags>,
    {
        Contact {
            name: ::fin_payload::private::IsSet::into_value(self.name),
            phone: self.phone,
            tags: ::fin_payload::private::IsSet::into_value(self.tags),
        }
    }
}
