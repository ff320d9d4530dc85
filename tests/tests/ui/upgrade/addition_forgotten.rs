use fin_sdk::{v1, v2};

fn newer(payload: v1::CreateIndividualCustomer) -> v2::CreateIndividualCustomer {
    payload.upgrade(v2::CreateIndividualCustomerAdditions {
        basic_info: v2::IndividualBasicInfoAdditions {
            middle_name: None,
            middle_name_en: None,
            secondary_nationality: None,
            gender: None,
            tax_info: v2::IndividualTaxInfoAdditions { country_code: "USA".to_owned() },
        },
        address: v2::IndividualAddressAdditions { street_line_2: None, street_line_2_en: None },
    })
}

fn main() {}
