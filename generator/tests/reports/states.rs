//! In which states the commands end.

/// A state.
pub struct State {
    /// Its name.
    pub name: &'static str,
    /// Commands that run before.
    pub before: &'static [&'static [&'static str]],
    /// What is changed then.
    pub patch: &'static str,
    /// The command whose report it is.
    pub arguments: &'static [&'static str],
    /// Its exit code.
    pub code: i32,
    /// Whether there is something to colour.
    pub is_coloured: bool,
    /// Whether `REPORTS.md` shows it.
    pub is_shown: bool,
}

const STATE: State =
    State { name: "", before: &[], patch: "", arguments: &[], code: 0, is_coloured: true, is_shown: false };

const SHORTER: &str = "\
@ spec/v2/parcel.yaml
-      target_note?: { type: text, max_length: 20, doc: For who brings it }
+      target_note?: { type: text, max_length: 15, doc: For whoever brings it }
-      FAST: { doc: This week }
+      FAST: { doc: This week, deprecated: Nobody is that fast }
";

const MISTAKES: &str = "\
@ spec/v2/parcel.yaml
-      target: { type: text, format: post_code, doc: Where it goes }
+      target: { type: text, format: post_kode, doc: Where it goes }
-      parcel: { type: Parcel, doc: The parcel }
+      parcel: { type: Parsel, doc: The parcel }
";

const GUIDE: &str = "\
@ docs/parcels.txt
-target_note | string | Conditional | Required if speed is SLOW. Max 20 characters. |
+target_note | string | Conditional | Required if speed is SLOW. Max 15 characters. |
";

const EDITED: &str = "\
@ fin-derive/src/gen/mod.rs
-mod model;
+mod my_model;
";

const GENERATE: &[&str] = &["generate", "--target", "derive"];
const CHECK: &[&str] = &["generate", "--target", "derive", "--check"];
const AUDIT: &[&str] = &["audit", "--docs", "docs", "--today", "2026-01-01"];
const JUDGE: &[&str] = &["judge", "--schema", "v2.SendParcel", "good.json", "mixed.jsonl"];

const UPGRADE: &[&str] = &["upgrade", "--from", "v1", "--to", "v2", "older.json"];

pub const STATES: [State; 26] = [
    State { name: "written", arguments: GENERATE, ..STATE },
    State { name: "refused", before: &[GENERATE], patch: EDITED, arguments: GENERATE, code: 1, ..STATE },
    State { name: "current", before: &[GENERATE], arguments: CHECK, ..STATE },
    State {
        name: "outdated",
        before: &[GENERATE],
        patch: SHORTER,
        arguments: CHECK,
        code: 1,
        is_shown: true,
        ..STATE
    },
    State { name: "mistakes", patch: MISTAKES, arguments: GENERATE, code: 1, ..STATE },
    State {
        name: "unwritable",
        arguments: &["generate", "--target", "derive", "--out", "good.json"],
        code: 2,
        ..STATE
    },
    State { name: "clean", arguments: &["check"], ..STATE },
    State { name: "mistakes", patch: MISTAKES, arguments: &["check"], code: 1, is_shown: true, ..STATE },
    State { name: "missing", arguments: &["check", "--spec", "nowhere"], code: 2, ..STATE },
    State { name: "clean", arguments: AUDIT, ..STATE },
    State { name: "findings", patch: GUIDE, arguments: AUDIT, code: 1, is_shown: true, ..STATE },
    State { name: "mistakes", patch: MISTAKES, arguments: AUDIT, code: 1, ..STATE },
    State { name: "missing", arguments: &["audit", "--docs", "nowhere"], code: 2, ..STATE },
    State { name: "field", arguments: &["explain", "v2.Parcel.target_note"], is_shown: true, ..STATE },
    State { name: "mistakes", patch: MISTAKES, arguments: &["explain", "Parcel"], code: 1, ..STATE },
    State { name: "unknown", arguments: &["explain", "v2.Parcel.target_nose"], code: 2, ..STATE },
    State { name: "none", arguments: &["diff", "old"], is_coloured: false, ..STATE },
    State { name: "changes", patch: SHORTER, arguments: &["diff", "old"], is_shown: true, ..STATE },
    State {
        name: "failing",
        patch: SHORTER,
        arguments: &["diff", "old", "--fail-on", "breaking"],
        code: 1,
        ..STATE
    },
    State { name: "invalid", arguments: JUDGE, code: 1, is_shown: true, ..STATE },
    State {
        name: "valid",
        arguments: &["judge", "--schema", "v2.SendParcel", "good.json"],
        is_coloured: false,
        ..STATE
    },
    State { name: "unknown", arguments: &["judge", "--schema", "v2.Parsel", "good.json"], code: 2, ..STATE },
    State { name: "missing", arguments: UPGRADE, code: 1, is_shown: true, ..STATE },
    State {
        name: "done",
        arguments: &["upgrade", "--from", "v1", "--to", "v2", "--with", "additions.json", "older.json"],
        ..STATE
    },
    State {
        name: "unknown",
        arguments: &["upgrade", "--from", "v1", "--to", "v3", "older.json"],
        code: 2,
        ..STATE
    },
    State { name: "context", arguments: &["schema", "--file-kind", "context"], is_coloured: false, ..STATE },
];
