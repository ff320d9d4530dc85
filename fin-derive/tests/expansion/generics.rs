struct Page<'a, T: Clone, const N: usize>
where
    T: PartialEq,
{
    items: Vec<T>,
    next: Option<std::borrow::Cow<'a, str>>,
}
