//! What the benchmarks share: the peers' structs, the payloads, the contenders, and timing that compares.

pub mod contenders;
pub mod peers;
pub mod timing;

/// The SDK's types under serde's derives alone.
#[allow(missing_docs, reason = "written by the build script")]
pub mod plain {
    include!(concat!(env!("OUT_DIR"), "/plain.rs"));
}

/// The SDK's types under serde's and garde's derives, with the same checks of single fields.
#[allow(missing_docs, reason = "written by the build script")]
#[allow(clippy::ptr_arg, reason = "the peers hand the field itself to a check")]
pub mod with_garde {
    include!(concat!(env!("OUT_DIR"), "/garde.rs"));
}

/// The SDK's types under serde's and validator's derives, with the same checks of single fields.
#[allow(missing_docs, reason = "written by the build script")]
#[allow(clippy::ptr_arg, reason = "the peers hand the field itself to a check")]
pub mod with_validator {
    use validator::Validate as _;

    include!(concat!(env!("OUT_DIR"), "/validator.rs"));
}

/// A valid individual.
pub const INDIVIDUAL: &str = include_str!("../payloads/individual.json");
/// The same with eight mistakes, half of them of structure.
pub const INDIVIDUAL_BROKEN: &str = include_str!("../payloads/individual_broken.json");
/// A valid business with every section.
pub const BUSINESS: &str = include_str!("../payloads/business.json");
/// The same with eight mistakes, half of them of structure.
pub const BUSINESS_BROKEN: &str = include_str!("../payloads/business_broken.json");
