"""What type checkers refuse: each line with a mark has exactly one mistake."""

from fin_sdk import Context, checks, upgrade, v1, v2
from fin_sdk.v2 import CreateIndividualCustomer, IndividualTaxInfo

IndividualTaxInfo(country_code="USA", document_type="SSN")  # BAD: a required field is missing
IndividualTaxInfo(country_code="USA", document_type="SSN", document_id="1", document_idd="2")  # BAD: misspelt
IndividualTaxInfo(country_code=1, document_type="SSN", document_id="1")  # BAD: another type
gender: v2.GenderLike = "FEMAIL"  # BAD: no value of the enum
CreateIndividualCustomer.check({}, unknown_fields="ignore")  # BAD: no such choice
Context(today="2026-01-01")  # BAD: a text is no day
v2.CreateIndividualCustomers  # BAD: no such model
checks.check("v2.CreateIndividualCustomer")  # BAD: nothing to check
v2.IndividualTaxInfoAdditions(country_code="USA")  # BAD: an addition is forgotten
older = v1.CreateIndividualCustomer.validate({})
upgrade.upgrade_create_individual_customer(older)  # BAD: no additions
