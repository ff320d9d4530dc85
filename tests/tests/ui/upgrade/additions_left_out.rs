use fin_sdk::{v1, v2};

fn newer(payload: v1::CreateIndividualCustomer) -> v2::CreateIndividualCustomer {
    payload.upgrade()
}

fn main() {}
