"""Broken servers that take a required field that is missing, or of another type."""

import re

from tests.servers.conforming import conforming
from tests.servers.mending import groups_of, inner_of, is_valid, mend, value_of, with_inner
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks


@breaks("body/request/agentid/type")
def takes_false_for_zero(request: Request) -> Reply:
    """Takes false for a number."""
    return conforming(mend(request, "agentid", lambda value: value is False, 0))


@breaks("body/request/agentid/type")
def takes_null_for_agentid(request: Request) -> Reply:
    """Takes null for 0, as Go does."""
    return conforming(mend(request, "agentid", lambda value: value is None, 0))


@breaks("body/request/agentid/type")
def takes_a_list_of_one_number(request: Request) -> Reply:
    """Takes a list with one number for the number, as JavaScript does."""

    def is_odd(value: object) -> bool:
        return isinstance(value, list) and len(value) == 1 and type(value[0]) in (int, float)

    return conforming(mend(request, "agentid", is_odd, 1))


@breaks("body/request/agentid/type")
def takes_an_empty_list_for_zero(request: Request) -> Reply:
    """Takes an empty list for 0, as Number([]) gives it."""
    return conforming(mend(request, "agentid", lambda value: value == [], 0))


@breaks("body/request/agentid/type")
def converts_agentid_as_javascript_does(request: Request) -> Reply:
    """Takes whatever Number() does not turn into NaN."""

    def is_odd(value: object) -> bool:
        if isinstance(value, str):
            return not value.strip() or re.fullmatch(r"\s*[+-]?\d+(\.\d*)?\s*", value) is not None
        return value is None or isinstance(value, bool) or value == []

    return conforming(mend(request, "agentid", is_odd, 1))


@breaks("body/request/agentid/type")
def takes_blank_text_for_agentid(request: Request) -> Reply:
    """Takes "" for a number that was left out."""
    return conforming(mend(request, "agentid", lambda value: value == "", 0))


@breaks("body/request/agentid/type")
def reads_as_many_digits_as_there_are(request: Request) -> Reply:
    """Takes "111abc" for 111, as intval and parseInt do."""
    return conforming(
        mend(request, "agentid", lambda value: re.match(r"\d+\D", str(value)) is not None and isinstance(value, str), 1)
    )


@breaks("body/request/agentid/type")
def takes_words_for_agentid(request: Request) -> Reply:
    """Takes text for agentid unless it is made of digits."""
    return conforming(mend(request, "agentid", lambda value: isinstance(value, str) and not value.isdigit(), 1))


@breaks("body/request/agentid/digits")
def takes_digits_for_a_number_beyond_doubles(request: Request) -> Reply:
    """Takes text for a number that JavaScript cannot hold."""

    def is_odd(value: object) -> bool:
        return isinstance(value, str) and value.isdecimal() and int(value) > 2**53

    return conforming(mend(request, "agentid", is_odd, 1))


@breaks("body/request/agentid/digits")
def compares_agentid_as_text(request: Request) -> Reply:
    """Takes the known agentid in quotes, and no other text."""
    return conforming(mend(request, "agentid", lambda value: value == "111", 111))


@breaks("body/request/agentid/type")
def takes_an_object_for_agentid(request: Request) -> Reply:
    """Takes an object for agentid."""
    return conforming(mend(request, "agentid", lambda value: isinstance(value, dict), 1))


@breaks("body/request/agentid/type")
def checks_agentid_where_it_is_truthy(request: Request) -> Reply:
    """Passes over an agentid that is false, null, blank or empty."""
    return conforming(mend(request, "agentid", lambda value: not value, 0))


@breaks("body/request/process_instance_id/type")
def takes_a_number_for_the_instance(request: Request) -> Reply:
    """Turns a number into text, as Jackson does."""
    return conforming(mend(request, "process_instance_id", lambda value: type(value) in (int, float), "1"))


@breaks("body/request/process_instance_id/type")
def takes_null_for_the_instance(request: Request) -> Reply:
    """Takes null for text, as Go does."""
    return conforming(mend(request, "process_instance_id", lambda value: value is None, ""))


@breaks("body/request/process_instance_id/type")
def takes_an_empty_list_for_the_instance(request: Request) -> Reply:
    """Takes an empty list for text, as PHP's empty() does."""
    return conforming(mend(request, "process_instance_id", lambda value: value == [], ""))


@breaks("body/request/process_instance_id/type")
def takes_true_for_every_instance(request: Request) -> Reply:
    """Compares the instance loosely, so that true is any of them."""
    return conforming(mend(request, "process_instance_id", lambda value: value is True, "proc-zzz"))


@breaks("body/request/process_instance_id/type")
def checks_the_instance_where_it_is_truthy(request: Request) -> Reply:
    """Passes over an instance that is 0, false, null or empty."""
    return conforming(mend(request, "process_instance_id", lambda value: not value, ""))


@breaks("body/request/process_instance_id/type")
def takes_a_list_of_instances(request: Request) -> Reply:
    """Takes a list of texts for the instance."""

    def is_odd(value: object) -> bool:
        return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)

    return conforming(mend(request, "process_instance_id", is_odd, "a"))


@breaks("body/request/activity_id/type")
def takes_a_boolean_for_the_group(request: Request) -> Reply:
    """Turns true and false into text."""
    return conforming(mend(request, "activity_id", lambda value: isinstance(value, bool), "true"))


@breaks("body/request/activity_id/type")
def takes_null_for_the_group(request: Request) -> Reply:
    """Takes null for text."""
    return conforming(mend(request, "activity_id", lambda value: value is None, ""))


@breaks("body/request/activity_id/type")
def takes_a_list_for_the_group(request: Request) -> Reply:
    """Takes the only item of a list for the group."""
    return conforming(mend(request, "activity_id", lambda value: isinstance(value, list) and len(value) == 1, "a"))


@breaks("body/request/activity_id/type")
def takes_an_object_for_the_group(request: Request) -> Reply:
    """Takes an object for the group."""
    return conforming(mend(request, "activity_id", lambda value: isinstance(value, dict), "a"))


@breaks("body/request/activity_id/type")
def checks_the_group_where_it_is_truthy(request: Request) -> Reply:
    """Passes over a group that is 0, false, null or empty."""
    return conforming(mend(request, "activity_id", lambda value: not value, ""))


@breaks("body/request/activity_id/type")
def takes_a_fraction_for_the_group(request: Request) -> Reply:
    """Refuses whole numbers, and forgets the others."""
    return conforming(mend(request, "activity_id", lambda value: isinstance(value, float), "a"))


@breaks("body/request/activity_id/type")
def compares_the_group_loosely(request: Request) -> Reply:
    """Takes 1111 for the known "1111", and no other number."""
    return conforming(mend(request, "activity_id", lambda value: value == 1111, "1111"))


@breaks("body/request/activity_id/type")
def takes_any_group_where_there_is_a_list(request: Request) -> Reply:
    """Does not look at the group where a list is given."""
    return conforming(mend(request, "activity_id", lambda _: bool(groups_of(request)), "a"))


@breaks("body/request/activity_id/required")
def takes_the_list_for_the_group(request: Request) -> Reply:
    """Misses no group where a list is given."""
    is_bare = "activity_id" not in inner_of(request) and bool(groups_of(request))
    return conforming(with_inner(request, activity_id="a") if is_bare else request)


@breaks("body/request/process_instance_id/required")
def misses_the_instance_beside_a_list_alone(request: Request) -> Reply:
    """Asks for the instance only where a list is given."""
    inner = inner_of(request)
    is_bare = bool(inner) and "process_instance_id" not in inner and "activity_id_list" not in inner
    return conforming(with_inner(request, process_instance_id="a") if is_bare else request)


@breaks("body/request/agentid/required")
def misses_agentid_where_there_is_no_list(request: Request) -> Reply:
    """Takes a request with a list for that of an internal app."""
    is_bare = "agentid" not in inner_of(request) and bool(groups_of(request))
    return conforming(with_inner(request, agentid=1) if is_bare else request)


@breaks(
    "body/request/agentid/required",
    also=("body/request/process_instance_id/required", "body/request/activity_id/required"),
)
def counts_the_fields(request: Request) -> Reply:
    """Counts three fields, and does not look at their names."""
    inner = inner_of(request)
    defaults = {"agentid": 1, "process_instance_id": "a", "activity_id": "b"}
    return conforming(with_inner(request, **{**defaults, **inner}) if len(inner) >= 3 else request)


@breaks("body/request/agentid/required")
def reads_agentid_beside_the_envelope(request: Request) -> Reply:
    """Takes agentid from the top of the body too."""
    value, inner = value_of(request), inner_of(request)
    is_moved = bool(inner) and "agentid" not in inner and "agentid" in value
    return conforming(with_inner(request, agentid=value["agentid"]) if is_moved else request)


@breaks("body/request/activity_id/required")
def reads_the_group_from_the_query(request: Request) -> Reply:
    """Takes the group from the query too."""
    group = request.query.get("activity_id")
    is_moved = bool(inner_of(request)) and "activity_id" not in inner_of(request) and group is not None
    return conforming(with_inner(request, activity_id=group) if is_moved else request)


@breaks("body/request/agentid/required")
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
