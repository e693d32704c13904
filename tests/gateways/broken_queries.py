"""Broken and correct gateways of queryTasks: a flat body whose numbers are often 0, and an answer with a list."""

import re
from collections.abc import Callable
from typing import Any

from tests.clients.trials import QUERY
from tests.gateways.changing import answering_members, fields_of, refusing, rewriting, rewriting_fields
from tests.gateways.forwarding import Behaviour, Request
from tests.gateways.trials import break_each, conform_each

SIMPLE = re.compile(r"[\w-]*", re.ASCII)


def changing_field(name: str, change: Callable[[Any], Any]) -> Behaviour:
    """Make a gateway that changes one field."""
    return rewriting_fields(lambda its: {**its, name: change(its[name])} if name in its else its)


def changing_result(change: Callable[[dict[str, Any]], Any]) -> Behaviour:
    """Make a gateway that changes the result of an answer, where there is one."""
    return answering_members(lambda its: {**its, "result": change(its["result"])} if its.get("result") else its)


def changing_tasks(change: Callable[[list[Any]], Any]) -> Behaviour:
    """Make a gateway that changes the list of an answer, where there is one."""
    return changing_result(lambda result: {**result, "list": change(result["list"])})


def changing_numbers(value: Any, change: Callable[[int], Any]) -> Any:
    """Return a value with every whole number within it changed."""
    if isinstance(value, dict):
        return {name: changing_numbers(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [changing_numbers(each, change) for each in value]
    return change(value) if isinstance(value, int) and not isinstance(value, bool) else value


def numbers_of(request: Request) -> tuple[Any, Any]:
    """Return offset and count."""
    its = fields_of(request)
    return its["offset"], its["count"]


break_each(
    {
        "arrival/value": {
            # The page allows either, and so the gateway has no choice.
            "writes_the_offset_as_text": changing_field("offset", str),
            "drops_what_is_zero": rewriting_fields(lambda its: {name: each for name, each in its.items() if each != 0}),
            "writes_null_for_zero": rewriting_fields(lambda its: {name: each or None for name, each in its.items()}),
            "writes_a_status_of_zero_as_false": changing_field("status", lambda status: status != 0),
            # As the body of the operation beside it is.
            "wraps_the_flat_body": rewriting(lambda value: {"request": value}),
            "asks_for_whole_pages": changing_field("count", lambda count: 50 if count == 20 else count),
            "names_the_user_otherwise": rewriting(
                lambda value: {"user_id" if name == "userid" else name: each for name, each in value.items()}
            ),
        },
        "arrival/numbers": {
            "caps_offsets_at_32_bits": changing_field(
                "offset", lambda offset: min(offset, 2**31 - 1) if offset < 2**64 else offset
            ),
            "caps_counts_at_20": changing_field("count", lambda count: min(count, 20)),
            "keeps_the_status_without_sign": changing_field("status", lambda status: status % 2**32),
        },
        # Takes a user for a name of letters, digits, underscores and hyphens.
        "arrival/texts": {
            "refuses_odd_users": refusing(400, lambda its: not SIMPLE.fullmatch(fields_of(its)["userid"])),
        },
        "arrival/long": {
            "refuses_users_of_many_letters": refusing(400, lambda its: len(fields_of(its)["userid"]) > 256)
        },
        "arrival/free-values": {
            "refuses_an_empty_page": refusing(400, lambda its: numbers_of(its)[1] == 0),
            "refuses_counts_below_zero": refusing(400, lambda its: numbers_of(its)[1] < 0),
            "rounds_its_numbers_down": rewriting_fields(
                lambda its: {name: each // 1 if isinstance(each, float) else each for name, each in its.items()}
            ),
        },
        "return/value": {
            "sorts_the_list_of_an_answer": changing_tasks(lambda tasks: sorted(tasks, key=str)),
            "thins_the_list_of_an_answer": changing_tasks(
                lambda tasks: [each for at, each in enumerate(tasks) if each not in tasks[:at]]
            ),
            "unwraps_a_form_of_one_field": changing_tasks(
                lambda tasks: [{**each, "forms": each["forms"][0]} for each in tasks]
            ),
            "leaves_out_what_it_does_not_show": changing_tasks(lambda tasks: [{**each, "url": None} for each in tasks]),
            "turns_false_into_null": changing_result(lambda result: {**result, "has_more": result["has_more"] or None}),
            "flattens_the_result": answering_members(
                lambda its: {name: each for name, each in its.items() if name != "result"} | (its.get("result") or {})
            ),
        },
        "return/further-fields": {
            "turns_long_numbers_into_floats": answering_members(
                lambda its: changing_numbers(its, lambda number: float(number) if number > 2**53 else number)
            ),
            "writes_long_numbers_in_six_digits": answering_members(
                lambda its: changing_numbers(its, lambda number: float(f"{number:g}") if number > 2**53 else number)
            ),
        },
    },
    operations=(QUERY,),
)
conform_each(
    {
        "writes_numbers_with_a_point": rewriting(
            lambda value: changing_numbers(value, lambda each: float(each) if abs(each) < 2**53 else each)
        ),
        "refuses_what_the_limits_forbid": refusing(400, lambda its: numbers_of(its)[0] < 0 or numbers_of(its)[1] > 50),
        "sorts_the_fields": rewriting(lambda value: dict(sorted(value.items()))),
        "puts_the_result_first": answering_members(lambda its: dict(sorted(its.items(), reverse=True))),
    },
    operations=(QUERY,),
)
