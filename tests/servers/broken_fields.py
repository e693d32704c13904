"""Broken servers that take a required field that is missing, or of another type."""

import re
from functools import partial
from typing import Any

from tests.servers.conforming import conforming
from tests.servers.mending import completing, groups_of, inner_of, is_valid, mend, taking, value_of, with_inner
from tests.servers.serving import Reply, Request
from tests.servers.trials import break_each, breaks

AGENTID = "body/request/agentid"
INSTANCE = "body/request/process_instance_id"
GROUP = "body/request/activity_id"
taking_agentid = partial(taking, "agentid")
taking_instance = partial(taking, "process_instance_id")
taking_group = partial(taking, "activity_id")


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _holds_one(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1


def _is_number_to_javascript(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip() or re.fullmatch(r"\s*[+-]?\d+(\.\d*)?\s*", value) is not None
    return value is None or isinstance(value, bool) or value == []


break_each(
    f"{AGENTID}/type",
    takes_false_for_zero=taking_agentid(lambda value: value is False, 0),
    takes_null_for_agentid=taking_agentid(lambda value: value is None, 0),  # as Go does
    # As JavaScript does.
    takes_a_list_of_one_number=taking_agentid(lambda value: _holds_one(value) and _is_number(value[0]), 1),
    takes_an_empty_list_for_zero=taking_agentid(lambda value: value == [], 0),  # as Number([]) gives it
    # Whatever Number() does not turn into NaN.
    converts_agentid_as_javascript_does=taking_agentid(_is_number_to_javascript, 1),
    takes_blank_text_for_agentid=taking_agentid(lambda value: value == "", 0),
    # As intval and parseInt read "111abc".
    reads_as_many_digits_as_there_are=taking_agentid(
        lambda value: isinstance(value, str) and re.match(r"\d+\D", value) is not None, 1
    ),
    takes_nan_for_agentid=taking_agentid(lambda value: value == "NaN", 1),  # as Number("NaN") is a number
    finds_digits_anywhere_in_agentid=taking_agentid(
        lambda value: isinstance(value, str) and re.search(r"[a-z]+\d", value) is not None, 1
    ),
    takes_words_for_agentid=taking_agentid(lambda value: isinstance(value, str) and not value.isdigit(), 1),
    takes_an_object_for_agentid=taking_agentid(lambda value: isinstance(value, dict), 1),
    checks_agentid_where_it_is_truthy=taking_agentid(lambda value: not value, 0),
)
break_each(
    f"{AGENTID}/digits",
    takes_digits_for_a_number_beyond_doubles=taking_agentid(
        lambda value: isinstance(value, str) and value.isdecimal() and int(value) > 2**53, 1
    ),
    compares_agentid_as_text=taking_agentid(lambda value: value == "111", 111),  # the known one in quotes
    # As JavaScript's Number takes 0x6F, and as where the format is guessed.
    takes_hexadecimal_text=taking_agentid(lambda value: isinstance(value, str) and value.startswith("0x"), 1),
    takes_text_in_any_number_format=taking_agentid(lambda value: str(value).startswith("0x"), 111),
    # As Gson does.
    takes_text_with_an_exponent=taking_agentid(lambda value: isinstance(value, str) and value.endswith("e0"), 1),
)
break_each(
    f"{INSTANCE}/type",
    takes_a_number_for_the_instance=taking_instance(_is_number, "1"),  # as Jackson does
    takes_null_for_the_instance=taking_instance(lambda value: value is None, ""),  # as Go does
    takes_an_empty_list_for_the_instance=taking_instance(lambda value: value == [], ""),  # as PHP's empty() does
    takes_true_for_every_instance=taking_instance(lambda value: value is True, "proc-zzz"),  # compared loosely
    checks_the_instance_where_it_is_truthy=taking_instance(lambda value: not value, ""),
    takes_a_list_of_instances=taking_instance(
        lambda value: isinstance(value, list) and value != [] and all(isinstance(item, str) for item in value), "a"
    ),
)
break_each(
    f"{GROUP}/type",
    takes_a_boolean_for_the_group=taking_group(lambda value: isinstance(value, bool), "true"),
    takes_null_for_the_group=taking_group(lambda value: value is None, ""),
    takes_a_list_for_the_group=taking_group(_holds_one, "a"),
    takes_an_object_for_the_group=taking_group(lambda value: isinstance(value, dict), "a"),
    checks_the_group_where_it_is_truthy=taking_group(lambda value: not value, ""),
    takes_a_fraction_for_the_group=taking_group(lambda value: isinstance(value, float), "a"),
    compares_the_group_loosely=taking_group(lambda value: value == 1111, "1111"),  # the known one, and no other number
)


@breaks(f"{GROUP}/type")
def takes_any_group_where_there_is_a_list(request: Request) -> Reply:
    """Does not look at the group where a list is given."""
    return conforming(mend(request, "activity_id", lambda _: bool(groups_of(request)), "a"))


break_each(
    f"{GROUP}/required",
    takes_the_list_for_the_group=completing(lambda request: bool(groups_of(request)), activity_id="a"),
)
break_each(
    f"{INSTANCE}/required",
    # It asks for the instance only where a list is given.
    misses_the_instance_beside_a_list_alone=completing(
        lambda request: inner_of(request) != {} and "activity_id_list" not in inner_of(request),
        process_instance_id="a",
    ),
)
break_each(
    f"{AGENTID}/required",
    # It takes a request with a list for that of an internal app.
    misses_agentid_where_there_is_no_list=completing(lambda request: bool(groups_of(request)), agentid=1),
)


@breaks(f"{AGENTID}/required", also=(f"{INSTANCE}/required", f"{GROUP}/required"))
def counts_the_fields(request: Request) -> Reply:
    """Counts three fields, and does not look at their names."""
    return completing(lambda request: len(inner_of(request)) >= 3, agentid=1, process_instance_id="a", activity_id="b")(
        request
    )


@breaks(f"{AGENTID}/required")
def reads_agentid_beside_the_envelope(request: Request) -> Reply:
    """Takes agentid from the top of the body too."""
    value, inner = value_of(request), inner_of(request)
    is_moved = bool(inner) and "agentid" not in inner and "agentid" in value
    return conforming(with_inner(request, agentid=value["agentid"]) if is_moved else request)


@breaks(f"{GROUP}/required")
def reads_the_group_from_the_query(request: Request) -> Reply:
    """Takes the group from the query too."""
    group = request.query.get("activity_id")
    is_moved = bool(inner_of(request)) and "activity_id" not in inner_of(request) and group is not None
    return conforming(with_inner(request, activity_id=group) if is_moved else request)


@breaks(f"{AGENTID}/required")
def takes_an_empty_request(request: Request) -> Reply:
    """Takes an object without any field for one that needs no check."""
    if value_of(request) == {"request": {}}:
        return conforming(with_inner(request, agentid=1, process_instance_id="a", activity_id="b"))
    return conforming(request)


@breaks("spelling/refusals")
def checks_the_types_of_short_bodies(request: Request) -> Reply:
    """Does not look at the instance's type in bodies beyond 8 KiB."""
    is_long = len(request.body) > 8192 and not is_valid(request)
    return conforming(
        mend(request, "process_instance_id", lambda value: value is not None, "a") if is_long else request
    )
