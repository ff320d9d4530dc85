use crate::api::{Api, Field, FieldType, Rule, RuleBody, Scope, Shape, Type, TypeId};
use crate::audit::facts::Site;
use crate::source::{Cursor, FileId, Files, Spot, TypesOf};
use fin_core::Constraint;

/// The model, with ways to find what a guide speaks of, and places in the YAML.
pub struct Index<'a> {
    pub api: &'a Api,
    pub files: &'a Files,
}

impl<'a> Index<'a> {
    /// Whether something of that scope is part of a version.
    pub fn in_version(scope: &Scope, version: &str) -> bool {
        match scope {
            Scope::Shared => true,
            Scope::Version(own) => own == version || version.is_empty(),
        }
    }

    /// The types of a version, shared ones among them.
    pub fn types(&self, version: &str) -> impl Iterator<Item = (TypeId, &'a Type)> {
        let all = self.api.types.iter().enumerate().map(|(index, ty)| (TypeId(index), ty));
        all.filter(move |(_, ty)| Index::in_version(&ty.scope, version))
    }

    /// The fields of that name in a version: those of the document first.
    pub fn fields_named(&self, document: &str, version: &str, name: &str) -> Vec<(&'a Type, &'a Field)> {
        let mut found: Vec<(&Type, &Field)> = self
            .types(version)
            .filter(|(_, ty)| ty.in_request)
            .filter_map(|(_, ty)| Some((ty, fields(ty).iter().find(|field| field.name == name)?)))
            .collect();
        found.sort_by_key(|(ty, _)| ty.place.document != document);
        found
    }

    /// The named type of a field's value, or of the items of its list.
    pub fn named(&self, ty: &FieldType) -> Option<TypeId> {
        match ty {
            FieldType::Named(id) => Some(*id),
            FieldType::List(item) => self.named(item),
            _ => None,
        }
    }

    /// Where a type, or something in it, stands in the YAML.
    pub fn spot(&self, ty: &Type, list: &str, name: Option<&str>) -> Option<Spot> {
        let version = match &ty.scope {
            Scope::Shared => None,
            Scope::Version(version) => Some(version),
        };
        let of = self
            .files
            .types
            .iter()
            .find(|of| of.version.as_ref() == version && of.content.types.get(&ty.name).is_some())?;
        let top = Cursor::top(of.file);
        let types = top.key("types");
        let here = types.key(&ty.name);
        let Some(name) = name else { return Some(here.at_key()) };
        let optional = format!("{name}?");
        let def = of.content.types.get(&ty.name)?;
        let key = if list == "fields" && def.fields.get(name).is_none() { optional.as_str() } else { name };
        let entries = here.key(list);
        Some(entries.key(key).at_key())
    }

    /// Where an entry of another list of the model stands.
    pub fn entry(&self, scope: &Scope, list: &str, name: &str) -> Option<Spot> {
        let version = match scope {
            Scope::Shared => None,
            Scope::Version(version) => Some(version),
        };
        let has = |of: &&crate::source::TypesOf| {
            let content = &of.content;
            of.version.as_ref() == version
                && match list {
                    "operations" => content.operations.get(name).is_some(),
                    "errors" => content.errors.get(name).is_some(),
                    "migrations" => content.migrations.get(name).is_some(),
                    _ => content.webhooks.get(name).is_some(),
                }
        };
        let of = self.files.types.iter().find(has)?;
        let top = Cursor::top(of.file);
        let entries = top.key(list);
        Some(entries.key(name).at_key())
    }

    /// Where a list of the model stands to which something of a section could be added: in the file of that version
    /// and document, and of types in that of the section.
    pub fn list(&self, list: &str, site: &Site) -> Option<Spot> {
        let size = |of: &TypesOf| match list {
            "types" => of.content.types.iter().count(),
            "operations" => of.content.operations.iter().count(),
            "errors" => of.content.errors.iter().count(),
            "migrations" => of.content.migrations.iter().count(),
            _ => of.content.webhooks.iter().count(),
        };
        let fits = |of: &&TypesOf| {
            let section = list == "types" && {
                let mut types = of.content.types.iter();
                types.any(|(_, ty)| ty.section.as_deref() == Some(site.section.as_str()))
            };
            let version = of.version.as_ref() == Some(&site.version);
            let document = of.content.document == site.document;
            (section && document, version && document, version, document)
        };
        let of = self.files.types.iter().filter(|of| size(of) > 0).rev().max_by_key(|of| fits(of))?;
        let top = Cursor::top(of.file);
        Some(top.key(list).at_key())
    }

    /// Where a rule stands.
    pub fn rule(&self, ty: &Type, rule: &Rule) -> Option<Spot> {
        let here = self.spot(ty, "", None)?;
        let content = self.files.types.iter().find(|of| of.file == here.file)?;
        let at = match &rule.body {
            RuleBody::Require { at, .. } => at.join("."),
            RuleBody::Unique(_) => String::new(),
        };
        let mut rules = content.content.types.get(&ty.name)?.rules.iter();
        let index =
            rules.position(|own| own.code == rule.code && own.at == at && own.message == rule.message)?;
        let top = Cursor::top(here.file);
        let types = top.key("types");
        let of = types.key(&ty.name);
        let rules = of.key("rules");
        let own = rules.index(index);
        Some(own.key("code").at_value())
    }

    /// Where a format stands.
    pub fn format(&self, name: &str) -> Option<Spot> {
        let (file, _) = self.files.formats.as_ref()?;
        let top = Cursor::top(*file);
        let formats = top.key("formats");
        Some(formats.key(name).at_key())
    }

    /// Where the types of uploaded files stand, or one of them.
    pub fn upload_type(&self, name: Option<&str>) -> Option<Spot> {
        let top = Cursor::top(self.files.api.0);
        let types = top.key("upload_types");
        if self.api.upload_types.is_empty() {
            return None;
        }
        Some(name.map_or_else(|| types.at_key(), |name| types.key(name).at_key()))
    }

    /// Where a ruling stands, or an item of one of its lists.
    pub fn ruling(&self, name: &str, list: Option<(&str, usize)>) -> Option<Spot> {
        let (file, _) = self.files.rulings.as_ref()?;
        let file: FileId = *file;
        let top = Cursor::top(file);
        let rulings = top.key("rulings");
        let here = rulings.key(name);
        let Some((list, index)) = list else { return Some(here.at_key()) };
        let entries = here.key(list);
        Some(entries.index(index).at_value())
    }

    /// The words by which guides ask for a format.
    pub fn said_as(&self, format: &str) -> &'a [String] {
        let (_, file) = match self.files.formats.as_ref() {
            Some(file) => file,
            None => return &[],
        };
        file.formats.get(format).map_or(&[], |def| def.said_as.as_slice())
    }
}

/// The fields of a type; an enum has none.
pub fn fields(ty: &Type) -> &[Field] {
    match &ty.shape {
        Shape::Object { fields, .. } => fields,
        Shape::Enum { .. } => &[],
    }
}

/// The values of an enum; an object has none.
pub fn values(ty: &Type) -> Vec<&str> {
    match &ty.shape {
        Shape::Enum { values } => values.iter().map(|value| value.name.as_str()).collect(),
        Shape::Object { .. } => Vec::new(),
    }
}

/// Every rule of a type, its fields' own among them.
pub fn rules(ty: &Type) -> Vec<&Rule> {
    match &ty.shape {
        Shape::Object { fields, rules } => {
            fields.iter().flat_map(|field| &field.rules).chain(rules).collect()
        }
        Shape::Enum { .. } => Vec::new(),
    }
}

/// Whether a rule of the type is reported at that field.
pub fn has_rule_at(ty: &Type, field: &str) -> bool {
    rules(ty).iter().any(|rule| match &rule.body {
        RuleBody::Require { at, .. } => at.first().is_some_and(|first| first == field),
        RuleBody::Unique(_) => false,
    })
}

/// The format of a field.
pub fn format(field: &Field) -> Option<&str> {
    field.constraints.iter().find_map(|own| match &own.constraint {
        Constraint::Format(name) => Some(name.as_str()),
        _ => None,
    })
}
