use super::probe::Side;
use super::prove::{Prover, today};
use crate::api::TypeId;
use serde_json::Value;

/// So many smaller payloads are looked at.
const MAX_STEPS: usize = 3_000;

/// The payload without whatever can be taken away while something holds of it: what stands last is tried first.
pub fn shrink(payload: Value, holds: impl Fn(&Value) -> bool) -> Value {
    let mut payload = payload;
    let mut left = MAX_STEPS;
    loop {
        let before = payload.clone();
        let count = parts(&payload);
        for index in (0..count).rev() {
            left = left.saturating_sub(1);
            let mut smaller = payload.clone();
            if left > 0 && remove(&mut smaller, &mut index.clone()) && holds(&smaller) {
                payload = smaller;
            }
        }
        if payload == before || left == 0 {
            return payload;
        }
    }
}

/// A payload of a type that is still valid.
pub fn valid(prover: &Prover, root: TypeId, payload: Value) -> Value {
    let context = today();
    let is_valid = |payload: &Value| {
        prover.judge(Side::Gains, root, payload, &context).is_some_and(|verdict| verdict.valid)
    };
    shrink(payload, is_valid)
}

/// How many members and items there are, at any depth.
fn parts(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.values().map(|member| 1 + parts(member)).sum(),
        Value::Array(items) => items.iter().map(|item| 1 + parts(item)).sum(),
        _ => 0,
    }
}

/// Takes the part of that number away, counted from the outside in.
fn remove(value: &mut Value, index: &mut usize) -> bool {
    match value {
        Value::Object(members) => {
            let keys: Vec<String> = members.keys().cloned().collect();
            for key in keys {
                if *index == 0 {
                    return members.remove(&key).is_some();
                }
                *index -= 1;
                if members.get_mut(&key).is_some_and(|member| remove(member, index)) {
                    return true;
                }
            }
        }
        Value::Array(items) => {
            for at in 0..items.len() {
                if *index == 0 {
                    items.remove(at);
                    return true;
                }
                *index -= 1;
                if items.get_mut(at).is_some_and(|item| remove(item, index)) {
                    return true;
                }
            }
        }
        _ => {}
    }
    false
}
