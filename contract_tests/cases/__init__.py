"""The cases of the clauses: each the control with exactly one edit, and that edit in words."""

from contract_tests.cases._case import Case
from contract_tests.cases._control import good_and_bad, many_times
from contract_tests.cases._envelope import with_other_media_types, with_other_methods
from contract_tests.cases._fields import (
    forbidden_pair,
    with_digits,
    with_field_absent,
    with_field_of_other_type,
    with_names_misspelt,
    with_null,
)
from contract_tests.cases._texts import with_body_of_lax_json, with_body_that_is_no_json, with_odd_bodies
from contract_tests.cases._token import STRANGE_TOKEN, with_token_elsewhere, with_unknown_token, without_token
from contract_tests.cases._values import with_valid_values

__all__ = [
    "STRANGE_TOKEN",
    "Case",
    "forbidden_pair",
    "good_and_bad",
    "many_times",
    "with_body_of_lax_json",
    "with_body_that_is_no_json",
    "with_digits",
    "with_field_absent",
    "with_field_of_other_type",
    "with_names_misspelt",
    "with_null",
    "with_odd_bodies",
    "with_other_media_types",
    "with_other_methods",
    "with_token_elsewhere",
    "with_unknown_token",
    "with_valid_values",
    "without_token",
]
