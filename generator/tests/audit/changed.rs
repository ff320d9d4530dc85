//! Changed copies of the real guides: every change is found, by its kind, its name and its line.

use super::real::Real;
use fingen::audit::{Audit, Guide};

/// A change to a guide.
struct Case {
    name: &'static str,
    /// The guide: `individuals` is plain text, `businesses` is Markdown.
    of: &'static str,
    /// The line: the n-th (from 0) that holds all of these.
    line: (&'static [&'static str], usize),
    edit: Edit,
    /// What is found, with `kind` and `subject`; nothing where only the lock can tell.
    finding: Option<(&'static str, &'static str)>,
    /// What changed since the guides were accepted: the kind, and the name that it has.
    change: (&'static str, &'static str),
}

enum Edit {
    /// A line after it.
    After(&'static str),
    /// The first of these, in the line, by the second.
    Replace(&'static str, &'static str),
    /// The line goes.
    Remove,
}
use Edit::{After, Remove, Replace};

const P: &str = "individuals";
const M: &str = "businesses";

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    let case = |name, of, line, edit, finding: Option<(&'static str, &'static str)>, change| Case { name, of, line, edit, finding, change };
    vec![
        // Plain text.
        case("a field added", P, (&["middle_name |"], 0), After("nickname | string | No | So called | \"N\" |"),
            Some(("field_not_in_model", "v2.IndividualBasicInfo.nickname")), ("field_added", "nickname")),
        case("a field added to the other version", P, (&["tin | string"], 0), After("tin_country | string | Of the number | \"USA\" |"),
            Some(("field_not_in_model", "v1.IndividualBasicInfo.tin_country")), ("field_added", "tin_country")),
        case("a field renamed", P, (&["gender |"], 0), Replace("gender", "sex"),
            Some(("field_not_in_model", "v2.IndividualBasicInfo.sex")), ("field_renamed", "sex")),
        case("a field gone", P, (&["secondary_nationality |"], 0), Remove,
            Some(("field_not_in_guide", "v2.IndividualBasicInfo.secondary_nationality")), ("field_removed", "secondary_nationality")),
        case("made required", P, (&["gender |"], 0), Replace("| No |", "| Yes |"),
            Some(("required_differs", "v2.IndividualBasicInfo.gender required")), ("field_changed", "gender")),
        case("made optional", P, (&["phone |"], 0), Replace("| Yes |", "| No |"),
            Some(("required_differs", "v2.IndividualBasicInfo.phone optional")), ("field_changed", "phone")),
        case("a condition", P, (&["occupation_id |"], 0), Replace("| Yes |", "| Conditional |"),
            Some(("condition_not_in_model", "v2.IndividualFinancialProfile.occupation_id")), ("field_changed", "occupation_id")),
        case("another type", P, (&["occupation_id |"], 0), Replace("| integer |", "| string |"),
            Some(("type_differs", "v2.IndividualFinancialProfile.occupation_id string")), ("field_changed", "occupation_id")),
        case("no list any more", P, (&["source_of_fund_ids |"], 0), Replace("integer[]", "integer"),
            Some(("type_differs", "v2.IndividualFinancialProfile.source_of_fund_ids integer")), ("field_changed", "source_of_fund_ids")),
        case("an enum value gone", P, (&["employment_status |"], 0), Replace("RETIRED, ", ""),
            Some(("value_not_in_guide", "v2.EmploymentStatus RETIRED")), ("field_changed", "employment_status")),
        case("an enum value added", P, (&["employment_status |"], 0), Replace("RETIRED", "RETIRED, ON_LEAVE"),
            Some(("value_not_in_model", "v2.EmploymentStatus ON_LEAVE")), ("field_changed", "employment_status")),
        case("a value of a table gone", P, (&["GOVERNMENT_LETTER |"], 0), Remove,
            Some(("value_not_in_guide", "v2.IndividualAddressDocumentType GOVERNMENT_LETTER")), ("value_removed", "GOVERNMENT_LETTER")),
        case("a bound changed", P, (&["dob |"], 0), Replace("18", "21"),
            Some(("limit_differs", "v2.IndividualBasicInfo.dob min_age 21")), ("field_changed", "dob")),
        case("a bound gone", P, (&["monthly_volume_usd |"], 0), Replace(" Accepts 0.", ""),
            Some(("limit_not_in_guide", "v2.IndividualFinancialProfile.monthly_volume_usd minimum 0")), ("field_changed", "monthly_volume_usd")),
        case("a format gone", P, (&["phone |"], 0), Replace("E.164", "any"),
            Some(("format_not_in_guide", "v2.IndividualBasicInfo.phone phone")), ("field_changed", "phone")),
        case("sides asked of no one", P, (&["NATIONAL_ID | 2 |"], 0), Replace("One FRONT + one BACK", "Optional"),
            Some(("document_rule_differs", "v2.IndividualIdentityDocument NATIONAL_ID sides optional")), ("value_changed", "NATIONAL_ID")),
        case("sides asked of a passport", P, (&["PASSPORT | Passport |"], 0), Replace("No (optional)", "Yes (FRONT + BACK)"),
            Some(("document_rule_differs", "v1.IdentityProof PASSPORT sides both")), ("value_changed", "PASSPORT")),
        case("another number of files", P, (&["PASSPORT | 1 |"], 0), Replace("| 1 |", "| 2 |"),
            Some(("document_rule_differs", "v2.IndividualIdentityDocument PASSPORT files 2")), ("value_changed", "PASSPORT")),
        case("an endpoint changed in a table", P, (&["2. Create Customer", "/v2/"], 0), Replace("/v2/customers/individual", "/v2/customers/person"),
            Some(("endpoint_not_in_model", "POST /v2/customers/person")), ("endpoint_renamed", "POST /v2/customers/person")),
        case("an endpoint changed in a command", P, (&["--url", "/individual/attach"], 0), Replace("/individual/attach", "/individual/documents"),
            Some(("endpoint_not_in_model", "POST /v2/customers/{}/individual/documents")), ("endpoint_renamed", "POST /v2/customers/{}/individual/documents")),
        case("a status gone", P, (&["ON_HOLD |"], 0), Remove,
            Some(("status_not_in_guide", "v2.IndividualStatus ON_HOLD")), ("value_removed", "ON_HOLD")),
        case("a status added", P, (&["ON_HOLD |"], 1), After("FROZEN | For now |"),
            Some(("status_not_in_model", "v1.IndividualStatus FROZEN")), ("value_added", "FROZEN")),
        case("a step added", P, (&["INCOMPLETE → REVIEWING", "Lifecycle"], 0), Replace("REVIEWING →", ""),
            Some(("step_not_in_model", "v1.IndividualStatus INCOMPLETE to APPROVED")), ("step_added", "INCOMPLETE to APPROVED")),
        case("an event renamed", P, (&["customer.status - "], 0), Replace("customer.status", "customer.state"),
            Some(("event_not_in_model", "v2 customer.state")), ("value_renamed", "customer.state")),
        case("a message by path changed", P, (&["\"address.country\": ["], 0), Replace("Must match", "Must equal"),
            Some(("message_differs", "v2.address_country_mismatch f5229e8e")), ("error_changed", "address.country")),
        case("a message with a code changed", P, (&["\"message\": \"An attach"], 0), Replace("An attach", "One attach"),
            Some(("message_differs", "v2.attach_in_progress 81c6d8fa")), ("error_changed", "conflict")),
        case("an error's path changed", P, (&["\"basic_info.tin\": ["], 0), Replace("basic_info.tin", "basic_info.tax"),
            Some(("error_not_in_model", "individuals/v1/Error Response Examples/basic_info.tax")), ("error_renamed", "basic_info.tax")),
        case("a key of an example changed", P, (&["\"occupation_id\": 42"], 0), Replace("occupation_id", "job_id"),
            Some(("example_refused", "individuals/v2/Financial Profile (Required)")), ("example_changed", "financial_profile")),
        case("an example broken", P, (&["\"occupation_id\": 42"], 0), Replace("42,", "42"),
            Some(("example_unreadable", "")), ("example_removed", "financial_profile")),
        case("a note on another field", P, (&["V2 Change: tax_info"], 0), Replace("tax_info", "tax_papers"),
            Some(("name_not_in_model", "individuals/v2/Tax Info Array/tax_papers")), ("note_renamed", "tax_papers")),
        case("a migration added", P, (&["| Gender |"], 0), After("| Shoe size | Not asked | shoe_size is needed |"),
            Some(("migration_not_in_model", "individuals/v2/V1 to V2 Migration Summary/Shoe size")), ("migration_added", "Shoe size")),
        case("a migration gone", P, (&["| Gender |"], 0), Remove,
            Some(("migration_not_in_guide", "individual_gender")), ("migration_removed", "Gender")),
        case("a heading's mark changed", P, (&["Financial Profile (Required)"], 0), Replace("Required", "Optional"),
            Some(("required_differs", "v2.CreateIndividualCustomer.financial_profile optional")), ("section_renamed", "")),
        case("a section renamed", P, (&["Address Proof Types"], 0), Replace("Address Proof Types", "Proofs of Address"),
            Some(("section_not_in_guide", "individuals/v2/Address Proof Types")), ("section_renamed", "")),
        case("a number in a sentence", P, (&["within the last 90 days"], 0), Replace("90", "60"),
            None, ("text_changed", "")),
        // Markdown.
        case("a field added in Markdown", M, (&["| `trade_name` "], 0), After("    | `motto` | string | What it says of itself. |"),
            Some(("field_not_in_model", "v2.BusinessBasicInfo.motto")), ("field_added", "motto")),
        case("a field renamed in Markdown", M, (&["| `mic` "], 0), Replace("`mic`", "`market`"),
            Some(("field_not_in_model", "v2.PublicListing.market")), ("field_renamed", "market")),
        case("the only field of a table renamed", M, (&["| `industry_codes`<sup>"], 0), Replace("industry_codes", "naics_codes"),
            Some(("table_not_in_model", "businesses/v2/Industry Codes (Required)/naics_codes")), ("field_renamed", "naics_codes")),
        case("a field starred", M, (&["| `trade_name` "], 0), Replace("`trade_name`", "`trade_name`<sup>\\*</sup>"),
            Some(("required_differs", "v2.BusinessBasicInfo.trade_name required")), ("field_changed", "trade_name")),
        case("a star gone", M, (&["| `legal_name`<sup>"], 0), Replace("<sup>\\*</sup>", ""),
            Some(("required_differs", "v2.BusinessBasicInfo.legal_name optional")), ("field_changed", "legal_name")),
        case("a length changed", M, (&["| `legal_name`<sup>"], 0), Replace("255", "200"),
            Some(("limit_differs", "v2.BusinessBasicInfo.legal_name max_length 200")), ("field_changed", "legal_name")),
        case("a length added", M, (&["| `trade_name` "], 0), Replace("(DBA).", "(DBA). Max 90 chars."),
            Some(("limit_differs", "v2.BusinessBasicInfo.trade_name max_length 90")), ("field_changed", "trade_name")),
        case("a range changed", M, (&["| `ownership_percentage`"], 0), Replace("0–100", "0–50"),
            Some(("limit_differs", "v2.CorporateShareholder.ownership_percentage maximum 50")), ("field_changed", "ownership_percentage")),
        case("fewest items changed", M, (&["| `source_of_wealth_ids`"], 0), Replace("Min 1", "Min 2"),
            Some(("limit_differs", "v2.BusinessFinancialProfile.source_of_wealth_ids min_items 2")), ("field_changed", "source_of_wealth_ids")),
        case("a code's length changed", M, (&["| `isin` "], 0), Replace("12 chars", "14 chars"),
            Some(("limit_differs", "v2.PublicListing.isin length 14")), ("field_changed", "isin")),
        case("a date that may come", M, (&["| `incorporation_date`<sup>"], 0), Replace(" Cannot be a future date.", ""),
            Some(("limit_not_in_guide", "v2.BusinessBasicInfo.incorporation_date past_or_today")), ("field_changed", "incorporation_date")),
        case("another type in Markdown", M, (&["| `is_dao` "], 0), Replace("boolean", "string "),
            Some(("type_differs", "v2.BusinessBasicInfo.is_dao string")), ("field_changed", "is_dao")),
        case("an entity type gone", M, (&["| `CHARITY` "], 0), Remove,
            Some(("value_not_in_guide", "v2.EntityType CHARITY")), ("value_removed", "CHARITY")),
        case("an entity type renamed", M, (&["| `TRUST` "], 1), Replace("`TRUST`", "`TRUSTS`"),
            Some(("value_not_in_model", "v1.EntityType TRUSTS")), ("value_renamed", "TRUSTS")),
        case("a document's type added", M, (&["`OWNERSHIP_CHART`"], 0), After("    | `ownership_documents` | `FAMILY_TREE` | Who is whose child |"),
            Some(("value_not_in_model", "v2.OwnershipDocumentType FAMILY_TREE")), ("value_added", "FAMILY_TREE")),
        case("a listed value gone", M, (&["Valid `high_risk_activities`"], 0), Replace("`gambling`, ", ""),
            Some(("value_not_in_guide", "v2.HighRiskActivity gambling")), ("value_removed", "gambling")),
        case("a role gone", M, (&["| `shareholder` "], 0), Replace("`shareholder`", "`owner`"),
            Some(("value_not_in_guide", "v2.PartyRole shareholder")), ("value_renamed", "owner")),
        case("a part made optional", M, (&["**`roles` (required):**"], 0), Replace("(required)", "(optional)"),
            Some(("required_differs", "v2.AssociatedParty.roles optional")), ("part_changed", "roles")),
        case("a method changed", M, (&["curl --request POST"], 1), Replace("POST", "PUT"),
            Some(("endpoint_not_in_model", "PUT /v2/customers/{}/business/attach")), ("endpoint_renamed", "PUT /v2/customers/{}/business/attach")),
        case("an event's status changed", M, (&["`customer.rfi`", "Compliance"], 0), Replace("`ACTION_REQUIRED`", "`ON_HOLD`"),
            Some(("event_differs", "v2 customer.rfi ON_HOLD")), ("value_changed", "customer.rfi")),
        case("an event gone", M, (&["`customer.rfi`", "Compliance"], 0), Remove,
            Some(("event_not_in_guide", "v2 customer.rfi")), ("value_removed", "customer.rfi")),
        case("a status out of a diagram", M, (&["IN_COMPLIANCE / REJECTED"], 0), Replace("IN_COMPLIANCE", "HELD_BACK"),
            Some(("status_not_in_guide", "v2.BusinessStatus IN_COMPLIANCE")), ("status_renamed", "HELD_BACK")),
        case("an error's status changed", M, (&["\"status\": 423"], 0), Replace("423", "424"),
            Some(("message_differs", "v2.business_reliance_not_available status 424")), ("error_changed", "message")),
        case("a message changed in Markdown", M, (&["\"associated_parties\": \""], 0), Replace("Total", "Sum of"),
            Some(("message_differs", "v2.business_ownership_total 1976ec48")), ("error_changed", "associated_parties")),
        case("an example that is valid now", M, (&["\"percentage_of_ownership\": 40.0"], 0), Replace("40.0", "39.0"),
            Some(("explanation_stale", "ownership-total example_refused businesses/v2/Associated Parties (Minimum 1 Required)")), ("example_changed", "associated_parties")),
        case("a bound in a sentence", M, (&["0.01%"], 0), Replace("0.01", "0.05"),
            Some(("limit_differs", "v2.CreateBusinessCustomer ownership_total above 0.05")), ("text_changed", "")),
        case("a sum in a description", M, (&["| `customer_risk_split` "], 0), Replace("sum to 100", "sum to 90"),
            Some(("limit_differs", "v2.CustomerRiskSplit risk_split_total total 90")), ("field_changed", "customer_risk_split")),
        case("a sum in a sentence", M, (&["Percentages must sum to 100."], 0), Replace("100", "90"),
            Some(("limit_differs", "v2.CustomerRiskSplit risk_split_total total 90")), ("text_changed", "")),
        case("a kind of file gone", M, (&["**Allowed file types**"], 0), Replace("JPG, ", ""),
            Some(("value_not_in_guide", "upload_types jpg")), ("text_changed", "")),
        case("a kind of file more", P, (&["Allowed file types"], 1), Replace("PDF, ", "PDF, TIFF, "),
            Some(("value_not_in_model", "upload_types tiff")), ("text_changed", "")),
        case("a number of entries in a sentence", P, (&["Exactly one address_documents"], 0), Replace("Exactly one", "Exactly two"),
            Some(("limit_differs", "v2.AttachIndividualDocuments.address_documents exactly 2")), ("text_changed", "")),
        case("a number of documents in a sentence", P, (&["At most one non-SELFIE"], 0), Replace("At most one", "At most two"),
            Some(("limit_differs", "v2.AttachIndividualDocuments single_identity_document at_most 2")), ("text_changed", "")),
        case("a number of entries in the migration table", P, (&["(max 1 entry)"], 0), Replace("max 1", "max 5"),
            Some(("limit_differs", "v2.AttachIndividualDocuments.address_documents at_most 5")), ("migration_changed", "Address docs")),
        case("a number of kinds in the migration table", P, (&["| 8 types |"], 0), Replace("8 types", "9 types"),
            Some(("limit_differs", "v1.AddressProofType kinds 9")), ("migration_changed", "Address proof types")),
        case("a shape in a sentence", P, (&["xxx-xx-xxxx (e.g."], 0), Replace("xxx-xx-xxxx", "xxx-xxx-xxx"),
            Some(("format_differs", "shape xxx-xxx-xxx")), ("text_changed", "")),
        case("a text that is taken", P, (&["not (415) 555-2671"], 0), Replace("+14155552671", "0014155552671"),
            Some(("format_differs", "v2.IndividualBasicInfo.phone")), ("text_changed", "")),
        case("the statuses of a call", P, (&["INCOMPLETE or ACTION_REQUIRED status"], 0), Replace("ACTION_REQUIRED", "ON_HOLD"),
            Some(("limit_differs", "attach_individual_documents when_status")), ("text_changed", "")),
        case("a status of an error in a sentence", P, (&["(400, 401, 403"], 0), Replace("403", "418"),
            Some(("error_not_in_model", "individuals/v2 418")), ("text_changed", "")),
        case("sides in a sentence", P, (&["For NATIONAL_ID and DRIVERS_LICENSE, you must"], 0), Replace("NATIONAL_ID", "PASSPORT"),
            Some(("document_rule_differs", "v1.IdentityProof PASSPORT sides both")), ("text_changed", "")),
        case("a default that is required", P, (&["The verification_type field is optional"], 0), Replace("is optional", "is required"),
            Some(("required_differs", "v1.CreateIndividualCustomer.verification_type required")), ("text_changed", "")),
        case("a rule that is no longer stated", M, (&["Must be unique across all parties"], 0), Replace("Must be unique across all parties in the request.", ""),
            Some(("limit_not_in_guide", "v2.CreateBusinessCustomer email_duplicate unique")), ("field_changed", "email")),
    ]
}

/// The guides with a change, and the line of it.
fn changed(real: &Real, case: &Case) -> (Vec<Guide>, usize) {
    let mut guides = real.guides.clone();
    let guide = guides.iter_mut().find(|guide| guide.document == case.of).unwrap();
    let mut lines: Vec<String> = guide.text.lines().map(str::to_owned).collect();
    let (words, n) = case.line;
    let mut found = lines.iter().enumerate().filter(|(_, line)| words.iter().all(|word| line.contains(word)));
    let at = found.nth(n).unwrap_or_else(|| panic!("{}: the line is not there", case.name)).0;
    let mut line = at + 1;
    match &case.edit {
        After(text) => {
            lines.insert(at + 1, (*text).to_owned());
            line += 1;
        }
        Replace(from, to) => {
            assert!(lines[at].contains(from), "{}: `{from}` is not in the line", case.name);
            lines[at] = lines[at].replacen(from, to, 1);
        }
        Remove => {
            lines.remove(at);
        }
    }
    guide.text = lines.join("\n");
    (guides, line)
}

pub fn told(audit: &Audit) -> String {
    let open = audit.findings.iter().filter(|finding| finding.explained_by.is_none());
    let findings =
        open.map(|finding| format!("{} | {} | {}", finding.kind.name(), finding.subject, finding.line));
    let changes = audit.changes.iter().flatten();
    let changes = changes
        .map(|change| format!("{} | {} | {} | {}", change.kind, change.name, change.line, change.detail));
    findings.chain(changes).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_change_of_a_guide_is_found_and_named() {
    let Some(real) = Real::load() else { return };
    let cases = cases();
    let mut missed = Vec::new();
    for case in &cases {
        let (guides, line) = changed(&real, case);
        let audit = real.audit(&guides);
        let open = audit.findings.iter().filter(|finding| finding.explained_by.is_none());
        if let Some((kind, subject)) = case.finding {
            // What is gone is told at the table that had it; what the model alone has, nowhere in the guide.
            let absent =
                matches!(case.edit, Remove) || kind.ends_with("_not_in_guide") || kind == "explanation_stale";
            // An example starts above the key that is wrong, a table above its rows, a command above its path.
            let body = ["example_", "table_", "endpoint_"].iter().any(|kinds| kind.starts_with(kinds));
            let found = open.clone().any(|finding| {
                let near = absent || finding.line == line || (body && finding.line.abs_diff(line) < 20);
                finding.kind.name() == kind && (subject.is_empty() || finding.subject == subject) && near
            });
            if !found {
                missed.push(format!("{}: no {kind} {subject} at {line}\n{}", case.name, told(&audit)));
            }
        } else if open.clone().next().is_some() {
            missed.push(format!("{}: findings\n{}", case.name, told(&audit)));
        }
        let (kind, name) = case.change;
        let named = |own: &str| {
            name.is_empty()
                || own == name
                || own.ends_with(&format!("/{name}"))
                || own.starts_with(&format!("{name}, "))
        };
        let changed = audit.changes.iter().flatten().any(|change| change.kind == kind && named(&change.name));
        if !changed {
            missed.push(format!("{}: no change {kind} {name}\n{}", case.name, told(&audit)));
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {} changes are missed\n\n{}",
        missed.len(),
        cases.len(),
        missed.join("\n\n")
    );
}

/// A part of a guide, from one heading to another, elsewhere.
#[test]
fn a_section_that_moves_is_told_as_moved() {
    let Some(real) = Real::load() else { return };
    let moves = [
        ("individuals", "Key Rules", "Customer Status & Webhooks", "Address Proof Types"),
        (
            "businesses",
            "    ### Public Listings (Optional)",
            "    ### Compliance (Optional)",
            "    ### Holding Structure (Optional)",
        ),
    ];
    for (document, from, until, before) in moves {
        let mut guides = real.guides.clone();
        let guide = guides.iter_mut().find(|guide| guide.document == document).unwrap();
        let mut lines: Vec<&str> = guide.text.lines().collect();
        let at = |lines: &[&str], heading: &str| lines.iter().position(|line| *line == heading).unwrap();
        let (start, end) = (at(&lines, from), at(&lines, until));
        let part: Vec<&str> = lines.drain(start..end).collect();
        let place = at(&lines, before);
        lines.splice(place..place, part);
        guide.text = lines.join("\n");
        let audit = real.audit(&guides);
        let changes: Vec<_> = audit.changes.iter().flatten().collect();
        let heading = from.trim_start_matches([' ', '#']);
        assert_eq!(changes.len(), 1, "{}", told(&audit));
        assert_eq!((changes[0].kind.as_str(), changes[0].line), ("section_moved", place + 1));
        // Of two that change places, either may be the one that moved.
        let other = before.trim_start_matches([' ', '#']);
        assert!([heading, other].contains(&changes[0].site.section.as_str()), "{}", told(&audit));
        assert!(audit.findings.iter().all(|finding| finding.explained_by.is_some()), "{}", told(&audit));
    }
}

/// Every row of every table of fields, renamed and removed. `FINGEN_ROWS=all` takes each row, else every ninth.
#[test]
fn every_row_counts() {
    let Some(real) = Real::load() else { return };
    let step = if std::env::var("FINGEN_ROWS").is_ok_and(|rows| rows == "all") { 1 } else { 9 };
    let mut tried = 0;
    for (of, guide) in real.guides.iter().enumerate() {
        let lines: Vec<&str> = guide.text.lines().collect();
        let mut in_fields = false;
        let mut rows = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let first = cells.first().copied().unwrap_or_default();
            if lines.get(at + 1).is_some_and(|next| next.contains("-|") || next.contains("- |")) {
                in_fields = line.contains("Field");
            } else if !line.contains('|') {
                in_fields = false;
            }
            let name: String = first
                .trim_matches('`')
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_' || c.is_ascii_digit())
                .collect();
            if in_fields && name.len() > 1 {
                rows.push((at, name));
            }
        }
        for (at, name) in rows.iter().step_by(step) {
            for removed in [false, true] {
                let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                if removed {
                    lines.remove(*at);
                } else {
                    lines[*at] = lines[*at].replacen(name.as_str(), "zebra_stripes", 1);
                }
                let mut guides = real.guides.clone();
                guides[of].text = lines.join("\n");
                let audit = real.audit(&guides);
                let place = format!("{}:{} {name}, removed: {removed}", guide.document, at + 1);
                let changes = || audit.changes.iter().flatten();
                let finding = |kinds: &[&str], name: &str| {
                    audit.findings.iter().any(|finding| {
                        finding.explained_by.is_none()
                            && kinds.contains(&finding.kind.name())
                            && finding.subject.ends_with(name)
                    })
                };
                if removed {
                    let gone = changes().any(|change| {
                        change.kind == "field_removed" && change.name.split('/').any(|part| part == name)
                    });
                    assert!(gone, "{place}\n{}", told(&audit));
                    let alone = ["industry_codes"].contains(&name.as_str());
                    assert!(alone || finding(&["field_not_in_guide"], name), "{place}\n{}", told(&audit));
                } else {
                    let renamed = changes().any(|change| {
                        change.kind == "field_renamed" && change.name.contains("zebra_stripes")
                    });
                    assert!(renamed, "{place}\n{}", told(&audit));
                    assert!(
                        finding(&["field_not_in_model", "table_not_in_model"], "zebra_stripes"),
                        "{place}\n{}",
                        told(&audit)
                    );
                }
                tried += 1;
            }
        }
    }
    println!("{tried} rows renamed or removed");
    assert!(tried > 40);
}
