use super::{Access, Unprintable, condition};
use crate::{
    api::TypeId,
    rules::{Compare, Expr, ExprKind, Function, Literal, Macro, Ty},
};

const OBJECT: Ty = Ty::Object(TypeId(0));

fn new(kind: ExprKind, ty: Ty, may_be_absent: bool) -> Expr {
    Expr { kind, ty, may_be_absent }
}

fn this() -> Expr {
    new(ExprKind::This, OBJECT, false)
}

fn var(name: &str, ty: Ty) -> Expr {
    new(ExprKind::Variable(name.to_owned()), ty, false)
}

/// A field; a name that ends in `?` is optional.
fn of(object: Expr, name: &str, ty: Ty) -> Expr {
    let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
    let may_be_absent = optional || object.may_be_absent;
    new(ExprKind::Field { of: Box::new(object), name: name.to_owned(), optional }, ty, may_be_absent)
}

fn own(name: &str, ty: Ty) -> Expr {
    of(this(), name, ty)
}

fn text(value: &str) -> Expr {
    new(ExprKind::Literal(Literal::Text(value.to_owned())), Ty::Text, false)
}

fn integer(value: i64) -> Expr {
    new(ExprKind::Literal(Literal::Integer(value)), Ty::Integer, false)
}

fn compare(left: Expr, compare: Compare, right: Expr) -> Expr {
    let absent = left.may_be_absent || right.may_be_absent;
    new(ExprKind::Compare(compare, Box::new(left), Box::new(right)), Ty::Boolean, absent)
}

fn equal(left: Expr, right: Expr) -> Expr {
    compare(left, Compare::Equal, right)
}

fn and(left: Expr, right: Expr) -> Expr {
    let absent = left.may_be_absent || right.may_be_absent;
    new(ExprKind::And(Box::new(left), Box::new(right)), Ty::Boolean, absent)
}

fn or(left: Expr, right: Expr) -> Expr {
    let absent = left.may_be_absent || right.may_be_absent;
    new(ExprKind::Or(Box::new(left), Box::new(right)), Ty::Boolean, absent)
}

fn not(of: Expr) -> Expr {
    let absent = of.may_be_absent;
    new(ExprKind::Not(Box::new(of)), Ty::Boolean, absent)
}

fn has(of: Expr) -> Expr {
    let absent = matches!(&of.kind, ExprKind::Field { of, .. } if of.may_be_absent);
    new(ExprKind::Has(Box::new(of)), Ty::Boolean, absent)
}

fn call(function: Function, arguments: Vec<Expr>, ty: Ty) -> Expr {
    let absent = arguments.iter().any(|argument| argument.may_be_absent);
    new(ExprKind::Call(function, arguments), ty, absent)
}

fn size(list: Expr) -> Expr {
    call(Function::Size, vec![list], Ty::Integer)
}

fn run(which: Macro, list: Expr, item: &str, body: Expr, ty: Ty) -> Expr {
    let absent = list.may_be_absent;
    new(
        ExprKind::Macro { which, list: Box::new(list), item: item.to_owned(), body: Box::new(body) },
        ty,
        absent,
    )
}

fn within(item: Expr, list: Expr) -> Expr {
    let absent = item.may_be_absent || list.may_be_absent;
    new(ExprKind::In(Box::new(item), Box::new(list)), Ty::Boolean, absent)
}

fn one_of(literals: Vec<Literal>, ty: Ty) -> Expr {
    new(ExprKind::ListLiteral(literals), Ty::List(Box::new(ty)), false)
}

fn list_of(ty: Ty) -> Ty {
    Ty::List(Box::new(ty))
}

/// Both accesses; and it is Rust.
#[track_caller]
fn prints(expr: &Expr, fields: &str, methods: &str) {
    let print = |access| condition(expr, access).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(print(Access::Fields), fields);
    assert_eq!(print(Access::Methods), methods);
    for text in [fields, methods] {
        assert!(syn::parse_str::<syn::Expr>(text).is_ok(), "{text}");
    }
}

#[track_caller]
fn prints_alike(expr: &Expr, text: &str) {
    prints(expr, text, text);
}

#[test]
fn fields_of_objects() {
    let address = own("address", OBJECT);
    let basic_info = own("basic_info", OBJECT);
    prints(
        &equal(of(address, "country", Ty::Text), of(basic_info, "country_of_residence", Ty::Text)),
        "text(&self.address.country)? == text(&self.basic_info.country_of_residence)?",
        "text(self.address.__fin_country())? == text(self.basic_info.__fin_country_of_residence())?",
    );
    prints(
        &equal(of(own("physical_address?", OBJECT), "type", Ty::Text), text("a\"b")),
        r#"text(&object(&self.physical_address)?.r#type)? == "a\"b""#,
        r#"text(object(&self.physical_address)?.__fin_type())? == "a\"b""#,
    );
    let deep = of(of(own("a?", OBJECT), "b?", OBJECT), "c", Ty::Date);
    prints(
        &compare(deep, Compare::Less, new(ExprKind::Context("today".to_owned()), Ty::Date, false)),
        "date(&object(&object(&self.a)?.b)?.c)? < cx.today()?",
        "date(object(object(&self.a)?.__fin_b())?.__fin_c())? < cx.today()?",
    );
}

#[test]
fn presence() {
    prints_alike(&has(own("state?", Ty::Text)), "has(&self.state)");
    prints_alike(&not(has(own("state?", Ty::Text))), "!has(&self.state)");
    prints_alike(&has(own("country", Ty::Text)), "true");
    prints(
        &has(of(own("a?", OBJECT), "b?", Ty::Text)),
        "has(&object(&self.a)?.b)",
        "has(object(&self.a)?.__fin_b())",
    );
    prints_alike(&has(of(own("a?", OBJECT), "b", Ty::Text)), "object(&self.a).map(|_| true)?");
    prints_alike(&has(new(ExprKind::Context("x".to_owned()), Ty::Text, true)), "cx.has(\"x\")");
}

#[test]
fn a_left_side_that_may_be_absent_needs_the_functions() {
    let a = || equal(own("a?", Ty::Text), text("x"));
    let b = || equal(own("b", Ty::Text), text("y"));
    prints_alike(&and(b(), a()), r#"text(&self.b)? == "y" && text(&self.a)? == "x""#);
    prints_alike(
        &and(a(), b()),
        r#"and((|| Some(text(&self.a)? == "x"))(), || Some(text(&self.b)? == "y"))?"#,
    );
    let flag = || new(ExprKind::Context("selfie_required".to_owned()), Ty::Boolean, true);
    prints_alike(&or(flag(), flag()), r#"or(cx.flag("selfie_required"), || cx.flag("selfie_required"))?"#);
    prints_alike(
        &or(and(a(), b()), b()),
        r#"or(and((|| Some(text(&self.a)? == "x"))(), || Some(text(&self.b)? == "y")), || Some(text(&self.b)? == "y"))?"#,
    );
}

#[test]
fn brackets_where_they_are_needed() {
    let a = || own("a", Ty::Boolean);
    prints_alike(&and(or(a(), a()), a()), "(flag(&self.a)? || flag(&self.a)?) && flag(&self.a)?");
    prints_alike(&or(and(a(), a()), a()), "flag(&self.a)? && flag(&self.a)? || flag(&self.a)?");
    prints_alike(&not(and(a(), a())), "!(flag(&self.a)? && flag(&self.a)?)");
    prints_alike(
        &equal(equal(own("n", Ty::Integer), integer(1)), a()),
        "(integer(&self.n)? == 1) == flag(&self.a)?",
    );
    let list = || own("l", list_of(Ty::Text));
    prints_alike(
        &compare(size(list()), Compare::Less, size(list())),
        "(items(&self.l)?.len() as i64) < (items(&self.l)?.len() as i64)",
    );
}

#[test]
fn comparisons_read_naturally() {
    let n = || own("n", Ty::Integer);
    let truth = |value| new(ExprKind::Literal(Literal::Boolean(value)), Ty::Boolean, false);
    prints_alike(&compare(integer(0), Compare::Less, n()), "integer(&self.n)? > 0");
    prints_alike(&equal(own("b", Ty::Boolean), truth(true)), "flag(&self.b)?");
    prints_alike(&equal(own("b", Ty::Boolean), truth(false)), "!flag(&self.b)?");
    prints_alike(&compare(own("b", Ty::Boolean), Compare::NotEqual, truth(true)), "!flag(&self.b)?");
    prints_alike(&not(equal(own("t", Ty::Text), text("x"))), r#"text(&self.t)? != "x""#);
    prints_alike(&equal(own("t", Ty::Text), text("")), "text(&self.t)?.is_empty()");
    let half = new(ExprKind::Literal(Literal::Number(0.5)), Ty::Number, false);
    prints_alike(&compare(n(), Compare::Greater, half), "number(&self.n)? > 0.5");
    prints_alike(&compare(own("x", Ty::Number), Compare::Greater, integer(-5)), "number(&self.x)? > -5.0");
    prints_alike(
        &compare(own("x", Ty::Number), Compare::Less, size(own("l", list_of(Ty::Text)))),
        "number(&self.x)? < ((items(&self.l)?.len() as i64) as f64)",
    );
}

#[test]
fn sizes() {
    let list = || own("l", list_of(Ty::Text));
    for (sign, bound, printed) in [
        (Compare::Equal, 2, "items(&self.l)?.len() == 2"),
        (Compare::Equal, 0, "items(&self.l)?.is_empty()"),
        (Compare::Less, 1, "items(&self.l)?.is_empty()"),
        (Compare::Greater, 0, "!items(&self.l)?.is_empty()"),
        (Compare::GreaterOrEqual, 1, "!items(&self.l)?.is_empty()"),
        (Compare::LessOrEqual, 1, "items(&self.l)?.len() <= 1"),
        (Compare::Greater, -1, "(items(&self.l)?.len() as i64) > -1"),
    ] {
        prints_alike(&compare(size(list()), sign, integer(bound)), printed);
    }
    prints_alike(&equal(size(own("t", Ty::Text)), integer(3)), "size_of_text(text(&self.t)?) == 3");
    prints_alike(&equal(size(own("m", Ty::Map)), integer(3)), "self.m.len() == 3");
    prints_alike(&equal(size(own("m?", Ty::Map)), integer(0)), "self.m.as_ref()?.is_empty()");
}

#[test]
fn membership() {
    let texts = |list: &[&str]| list.iter().map(|text| Literal::Text((*text).to_owned())).collect();
    let kind = || own("type", Ty::Text);
    prints_alike(
        &within(kind(), one_of(texts(&["A", "B"]), Ty::Text)),
        r#"matches!(text(&self.r#type)?, "A" | "B")"#,
    );
    prints_alike(&within(kind(), one_of(texts(&["A"]), Ty::Text)), r#"text(&self.r#type)? == "A""#);
    prints_alike(
        &within(own("n", Ty::Integer), one_of(vec![Literal::Integer(1), Literal::Integer(-2)], Ty::Integer)),
        "matches!(integer(&self.n)?, 1 | -2)",
    );
    prints_alike(
        &within(own("x", Ty::Number), one_of(vec![Literal::Integer(1), Literal::Integer(2)], Ty::Integer)),
        "[1.0, 2.0].contains(&number(&self.x)?)",
    );
    prints_alike(
        &within(text("ubo"), own("roles", list_of(Ty::Text))),
        r#"exists(items(&self.roles)?, |each| Some(text(each)? == "ubo"))?"#,
    );
    prints_alike(
        &and(has(own("r?", Ty::Text)), within(own("r?", Ty::Text), own("roles", list_of(Ty::Text)))),
        "has(&self.r) && ({ let wanted = text(&self.r)?; exists(items(&self.roles)?, |each| Some(text(each)? == wanted))? })",
    );
    let empty = condition(&within(kind(), one_of(vec![], Ty::Text)), Access::Fields);
    assert_eq!(empty, Err(Unprintable("an empty list to the right of `in`")));
}

#[test]
fn macros() {
    let parties = || own("parties", list_of(OBJECT));
    let both = and(
        within(text("ubo"), of(var("p", OBJECT), "roles", list_of(Ty::Text))),
        within(text("shareholder"), of(var("p", OBJECT), "roles", list_of(Ty::Text))),
    );
    prints(
        &run(Macro::Exists, parties(), "p", both, Ty::Boolean),
        "exists(items(&self.parties)?, |p| Some(exists(items(&p.roles)?, |each| Some(text(each)? == \"ubo\"))? \
         && exists(items(&p.roles)?, |each| Some(text(each)? == \"shareholder\"))?))?",
        "exists(items(&self.parties)?, |p| Some(exists(items(p.__fin_roles())?, |each| Some(text(each)? == \"ubo\"))? \
         && exists(items(p.__fin_roles())?, |each| Some(text(each)? == \"shareholder\"))?))?",
    );
    let not_selfie = compare(of(var("d", OBJECT), "type", Ty::Text), Compare::NotEqual, text("SELFIE"));
    let filtered = run(Macro::Filter, own("docs?", list_of(OBJECT)), "d", not_selfie, list_of(OBJECT));
    prints(
        &compare(size(filtered), Compare::LessOrEqual, integer(1)),
        r#"filter(items(&self.docs)?, |d| Some(text(&d.r#type)? != "SELFIE")).len() <= 1"#,
        r#"filter(items(&self.docs)?, |d| Some(text(d.__fin_type())? != "SELFIE")).len() <= 1"#,
    );
    let shadow = equal(of(var("text", OBJECT), "type", Ty::Text), text("x"));
    prints(
        &run(Macro::All, parties(), "text", shadow, Ty::Boolean),
        r#"all(items(&self.parties)?, |text_| Some(text(&text_.r#type)? == "x"))?"#,
        r#"all(items(&self.parties)?, |text_| Some(text(text_.__fin_type())? == "x"))?"#,
    );
}

#[test]
fn sums() {
    let owners = run(
        Macro::Filter,
        own("parties", list_of(OBJECT)),
        "p",
        has(of(var("p", OBJECT), "ownership_info?", OBJECT)),
        list_of(OBJECT),
    );
    let share = of(of(var("p", OBJECT), "ownership_info?", OBJECT), "percentage", Ty::Number);
    let total = || {
        call(
            Function::Sum,
            vec![run(Macro::Map, owners.clone(), "p", share.clone(), list_of(Ty::Number))],
            Ty::Decimal,
        )
    };
    prints(
        &compare(integer(100), Compare::Greater, total()),
        "sum(map(filter(items(&self.parties)?, |p| Some(has(&p.ownership_info))), \
         |p| number(&object(&p.ownership_info)?.percentage))) < 100",
        "sum(map(filter(items(&self.parties)?, |p| Some(has(p.__fin_ownership_info()))), \
         |p| number(object(p.__fin_ownership_info())?.__fin_percentage()))) < 100",
    );
    let parts = vec![own("a", Ty::Integer), own("b", Ty::Number), integer(1)];
    prints_alike(
        &equal(call(Function::Sum, parts, Ty::Decimal), integer(100)),
        "sum([number(&self.a)?, number(&self.b)?, 1.0]) == 100",
    );
    prints_alike(
        &equal(call(Function::Sum, vec![own("n", list_of(Ty::Integer))], Ty::Decimal), integer(1)),
        "sum(items(&self.n)?.iter().copied()) == 1",
    );
    assert!(condition(&equal(total(), total()), Access::Fields).is_err());
}

#[test]
fn functions() {
    let tin = || own("tin", Ty::Text);
    prints_alike(&call(Function::IsAscii, vec![tin()], Ty::Boolean), "is_ascii(text(&self.tin)?)");
    prints_alike(&not(call(Function::IsBlank, vec![tin()], Ty::Boolean)), "!is_blank(text(&self.tin)?)");
    prints_alike(
        &call(Function::HasFormat("ssn".to_owned()), vec![tin()], Ty::Boolean),
        "formats::ssn(text(&self.tin)?)",
    );
    let today = new(ExprKind::Context("today".to_owned()), Ty::Date, false);
    prints_alike(
        &compare(
            call(Function::YearsBetween, vec![own("dob", Ty::Date), today], Ty::Integer),
            Compare::GreaterOrEqual,
            integer(18),
        ),
        "years_between(date(&self.dob)?, cx.today()?) >= 18",
    );
}
