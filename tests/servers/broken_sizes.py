"""Broken servers that fail on one size, or on something unknown, in a valid request."""

from tests.servers.conforming import conforming
from tests.servers.mending import (
    agentid_of,
    failing_where,
    groups_of,
    inner_of,
    is_valid,
    texts_of,
    value_of,
    with_fields,
)
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks


def _longest(request: Request) -> int:
    return max(map(len, texts_of(request)), default=0)


@breaks("valid-requests")
def crashes_on_ids_of_65_characters(request: Request) -> Reply:
    """Answers 500 where a text is longer than 64 characters."""
    return failing_where(request, is_hit=_longest(request) > 64)


@breaks("valid-requests")
def crashes_on_ids_of_256_characters(request: Request) -> Reply:
    """Answers 500 where a text is longer than 255 characters."""
    return failing_where(request, is_hit=_longest(request) > 255)


@breaks("valid-requests")
def crashes_on_items_of_256_characters(request: Request) -> Reply:
    """Answers 500 where an item is longer than 255 characters."""
    return failing_where(request, is_hit=any(len(item) > 255 for item in groups_of(request) if isinstance(item, str)))


@breaks("valid-requests")
def crashes_on_ids_of_1001_characters(request: Request) -> Reply:
    """Answers 500 where a text is longer than 1000 characters."""
    return failing_where(request, is_hit=_longest(request) > 1000)


@breaks("valid-requests")
def crashes_on_ids_of_5000_characters(request: Request) -> Reply:
    """Does not answer in time where a text is longer than 4999 characters."""
    return failing_where(request, is_hit=_longest(request) >= 5000, delay=4.0, close=True)


@breaks("valid-requests")
def crashes_on_an_empty_list(request: Request) -> Reply:
    """Answers 500 where it asks an empty list for its first item."""
    return failing_where(request, is_hit=inner_of(request).get("activity_id_list") == [])


@breaks("valid-requests")
def crashes_on_repeats(request: Request) -> Reply:
    """Answers 500 where a list has an item twice."""
    groups = [str(item) for item in groups_of(request)]
    return failing_where(request, is_hit=len(set(groups)) < len(groups))


@breaks("valid-requests")
def crashes_on_lists_of_101_items(request: Request) -> Reply:
    """Answers 500 where a list has more than a hundred items."""
    return failing_where(request, is_hit=len(groups_of(request)) > 100)


@breaks("valid-requests")
def crashes_on_lists_of_1000_items(request: Request) -> Reply:
    """Answers 500 where a list has a thousand items or more."""
    return failing_where(request, is_hit=len(groups_of(request)) >= 1000)


@breaks("valid-requests")
def crashes_on_lists_without_the_group(request: Request) -> Reply:
    """Answers 500 where the list does not have the group too."""
    inner = inner_of(request)
    return failing_where(
        request, is_hit=bool(groups_of(request)) and inner.get("activity_id") not in groups_of(request)
    )


@breaks("valid-requests")
def crashes_on_lists_of_one(request: Request) -> Reply:
    """Answers 500 where a list has no second item."""
    return failing_where(request, is_hit=len(groups_of(request)) == 1)


@breaks("valid-requests")
def crashes_on_an_unknown_instance(request: Request) -> Reply:
    """Answers 500 where it knows no such instance."""
    return failing_where(request, is_hit=inner_of(request).get("process_instance_id") != "proc-zzz")


@breaks("valid-requests")
def answers_an_unknown_group_with_text(request: Request) -> Reply:
    """Gives errcode as text where it knows no such group."""
    reply = conforming(request)
    is_known = inner_of(request).get("activity_id") in ["1111", "2222"]
    return reply if is_known or not is_valid(request) else with_fields(reply, errcode="820004")


@breaks("valid-requests")
def redirects_an_unknown_agent(request: Request) -> Reply:
    """Sends an app that it does not know to a login page."""
    return failing_where(request, is_hit=agentid_of(request) != 111, status=302, headers=(("Location", "/login"),))


@breaks("valid-requests")
def converts_groups_to_numbers(request: Request) -> Reply:
    """Answers 500 where a group is not made of digits."""
    return failing_where(request, is_hit=not str(inner_of(request).get("activity_id")).isdigit())


@breaks("valid-requests")
def crashes_on_further_fields(request: Request) -> Reply:
    """Answers 500 where a field is not documented."""
    known = {"agentid", "process_instance_id", "activity_id", "activity_id_list"}
    return failing_where(request, is_hit=bool(set(inner_of(request)) - known))


@breaks("valid-requests")
def crashes_on_fields_beside_the_envelope(request: Request) -> Reply:
    """Answers 500 where the body has another member."""
    value = value_of(request)
    return failing_where(request, is_hit=isinstance(value, dict) and len(value) > 1)


@breaks("odd-requests")
def crashes_on_further_parameters(request: Request) -> Reply:
    """Answers 500 where the query has another parameter."""
    return failing_where(request, is_hit=len(request.query) > 1)


@breaks("valid-requests")
def closes_on_long_bodies(request: Request) -> Reply:
    """Closes without an answer on bodies beyond 64 KiB."""
    return failing_where(request, is_hit=len(request.body) > 65536, raw=b"")
