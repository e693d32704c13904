"""Broken servers of queries: flat bodies, limits, and answers with objects in lists."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.servers.conforming import QUERY_PATH
from tests.servers.mending import ignoring, parsing, refusing, rename
from tests.servers.serving import Behaviour
from tests.servers.spoiling import accepted, failing, rejected, remaking, saying
from tests.servers.trials import QUERYING, break_each

TASKS = "answer/result/list/items"
GOOD = {"userid": "manager8409", "offset": 0, "count": 20, "status": 0}
break_query = partial(break_each, operation=QUERYING)


def _taking(name: str, is_odd: Callable[[Any], bool], instead: Any) -> Behaviour:
    """Make a server that puts a good value in the place of an odd one."""
    return parsing(
        lambda body: {**body, name: instead} if isinstance(body, dict) and name in body and is_odd(body[name]) else body
    )


def _is_number(value: Any, is_hit: Callable[[float], bool] = lambda _: True) -> bool:
    return type(value) in (int, float) and is_hit(value)


def _taking_numbers(name: str, is_odd: Callable[[float], bool]) -> Behaviour:
    return _taking(name, lambda value: _is_number(value, is_odd), 0)


def _defaulting(**fields: Any) -> Behaviour:
    """Make a server that adds fields to bodies that lack them."""
    return parsing(
        lambda body: {**fields, **body} if isinstance(body, dict) and body and fields.keys() - body.keys() else body
    )


def _listing(remake: Callable[[dict[str, Any]], Any], where: Callable[[Any], bool] = lambda _: True) -> Behaviour:
    """Make a server that remakes the page of its answers, to some bodies or to all."""
    return remaking(
        lambda request, reply: accepted(request, reply) and where(request.value),
        lambda _, reply: reply.edit(value={**reply.value, "result": remake(reply.value["result"])}),
    )


def _with_page(**fields: Any) -> Behaviour:
    return _listing(lambda page: {**page, **fields})


def _with_task(**fields: Any) -> Behaviour:
    return _listing(lambda page: {**page, "list": [{**task, **fields} for task in page["list"]]})


def _with_form(**fields: Any) -> Behaviour:
    """Make a server that lists fields of forms, the last of which is odd."""
    good = {"title": "From", "content": "Hangzhou"}
    return _with_task(forms=[good, {**good, **fields}])


def _refusing_after(most: int) -> Behaviour:
    count = iter(range(10**9))
    return refusing(lambda _: next(count) >= most)


def _failing_on(name: str, is_hit: Callable[[Any], bool]) -> Behaviour:
    return failing(lambda request: is_hit(request.value[name]))


# No field of a query is optional, so that its two controls are the same.
break_query("control/full", stateful=True, refuses_the_third_query=lambda: _refusing_after(2))
break_query("token/required", checks_no_token_of_queries=ignoring("token", lambda request: request.path == QUERY_PATH))
break_query(
    "body/type",
    takes_an_empty_list_for_a_query=parsing(lambda body: GOOD if body == [] else body),
    takes_the_query_in_a_list=parsing(lambda body: body[0] if isinstance(body, list) and body else body),
)
break_query(
    "body/names",
    takes_user_id=parsing(lambda body: rename(body, {"user_id": "userid"})),
    takes_user_id_in_camel_case=parsing(lambda body: rename(body, {"userId": "userid"})),
)
break_query("body/userid/required", lists_those_of_all_users=_defaulting(userid="manager8409"))
break_query("body/offset/required", begins_at_the_first=_defaulting(offset=0))
break_query("body/count/required", gives_twenty_where_no_count_is_given=_defaulting(count=20))
break_query("body/status/required", lists_what_waits_by_default=_defaulting(status=0))
break_query(
    "body/userid/type",
    takes_a_number_for_the_user=_taking("userid", _is_number, "1"),
    takes_a_list_of_users=_taking("userid", lambda value: isinstance(value, list), "manager8409"),
)
break_query(
    "body/offset/type",
    takes_null_for_the_offset=_taking("offset", lambda value: value is None, 0),
    takes_false_for_the_offset=_taking("offset", lambda value: value is False, 0),
    # As parseInt makes NaN of it, and NaN is not below 0.
    takes_words_for_the_offset=_taking("offset", lambda value: isinstance(value, str) and value.isalpha(), 0),
)
break_query("body/count/type", takes_a_list_of_one_count=_taking("count", lambda value: isinstance(value, list), 1))
break_query("body/status/type", takes_a_status_of_true=_taking("status", lambda value: value is True, 0))
break_query(
    "body/offset/minimum",
    takes_an_offset_of_minus_one=_taking_numbers("offset", lambda offset: offset == -1),
    cuts_the_fraction_of_an_offset=_taking_numbers("offset", lambda offset: -1 < offset < 0),
    checks_no_offset_beyond_32_bits=_taking_numbers("offset", lambda offset: offset < -(2**31)),
    counts_the_offset_from_the_end=_taking_numbers("offset", lambda offset: offset < 0),
)
break_query(
    "body/count/maximum",
    gives_a_page_of_100=_taking_numbers("count", lambda count: 50 < count <= 100),
    takes_a_count_of_51=_taking_numbers("count", lambda count: count == 51),
    cuts_the_fraction_of_a_count=_taking_numbers("count", lambda count: 50 < count < 51),
    cuts_a_count_to_50=_taking_numbers("count", lambda count: count > 50),
    checks_no_count_in_quotes=_taking("count", lambda count: isinstance(count, str) and count.isdigit(), 20),
    # As where it becomes negative.
    checks_no_count_beyond_31_bits=_taking_numbers("count", lambda count: count >= 2**31),
)
break_query(
    "body/status/enum",
    takes_status_1=_taking_numbers("status", lambda status: status == 1),
    takes_any_status_that_is_positive=_taking_numbers("status", lambda status: status > 0),
    cuts_the_fraction_of_a_status=_taking_numbers("status", lambda status: -1 < status < 1 and status != 0),
    takes_any_status_that_is_negative=_taking_numbers("status", lambda status: status < 0),
)
break_query(
    "valid-requests",
    crashes_on_a_count_of_zero=_failing_on("count", lambda count: count == 0),
    crashes_on_a_count_of_one=_failing_on("count", lambda count: count == 1),
    crashes_on_the_largest_page=_failing_on("count", lambda count: count == 50),
    crashes_on_a_negative_count=_failing_on("count", lambda count: count < 0),
    crashes_on_the_second_task=_failing_on("offset", lambda offset: offset == 1),
    crashes_on_an_offset_beyond_31_bits=_failing_on("offset", lambda offset: offset >= 2**31),
    crashes_on_removed_tasks=_failing_on("status", lambda status: status == -1),
    crashes_on_an_unknown_user=_failing_on("userid", lambda user: user != GOOD["userid"]),
)
break_query(
    "answer/result/type",
    gives_null_for_the_result=_listing(lambda _: None),
    gives_the_list_for_the_result=_listing(lambda page: page["list"]),
    gives_the_result_as_json=_listing(json.dumps),
    rejects_queries_with_a_null_result=saying(rejected, result=None),
)
break_query(
    "answer/result/has_more/type",
    gives_has_more_as_text=_with_page(has_more="false"),
    gives_has_more_as_a_number=_with_page(has_more=0),
    gives_null_for_has_more_where_nothing_is_listed=_listing(
        lambda page: page if page["list"] else {**page, "has_more": None}
    ),
)
break_query(
    "answer/result/list/type",
    gives_an_object_of_tasks=_listing(
        lambda page: {**page, "list": {str(task["task_id"]): task for task in page["list"]}}
    ),
    gives_an_empty_object_where_nothing_is_listed=_listing(lambda page: page if page["list"] else {**page, "list": {}}),
    gives_null_for_a_later_page=_listing(lambda page: {**page, "list": None}, lambda body: body["offset"] > 0),
    gives_null_for_the_removed=_listing(lambda page: {**page, "list": None}, lambda body: body["status"] == -1),
)
break_query(
    "answer/result/list/items/type",
    lists_ids_alone=_listing(lambda page: {**page, "list": [task["task_id"] for task in page["list"]]}),
    lists_null_after_the_last=_listing(lambda page: {**page, "list": [*page["list"], None]}),
)
break_query(
    f"{TASKS}/task_id/type",
    gives_a_fraction_for_task_id=_with_task(task_id=63266761388.5),
    gives_null_for_task_id=_with_task(task_id=None),
    gives_a_list_of_task_ids=_with_task(task_id=["63266761388"]),
)
break_query(f"{TASKS}/instance_id/type", gives_a_number_for_instance_id=_with_task(instance_id=1))
break_query(f"{TASKS}/url/type", gives_null_for_url=_with_task(url=None))
break_query(
    f"{TASKS}/title/type",
    gives_a_number_for_the_title=_with_task(title=42),
    gives_a_number_for_the_title_of_the_last=_listing(
        lambda page: {**page, "list": [*page["list"], *({**task, "title": 42} for task in page["list"])]}
    ),
)
break_query(
    f"{TASKS}/forms/type",
    gives_null_for_the_forms=_with_task(forms=None),
    gives_an_object_for_the_forms=_with_task(forms={"From": "Hangzhou"}),
    gives_the_forms_as_json=_with_task(forms="[]"),
)
break_query(f"{TASKS}/forms/items/type", gives_pairs_for_the_forms=_with_task(forms=[["From", "Hangzhou"]]))
break_query(f"{TASKS}/forms/items/title/type", gives_null_for_the_title_of_a_form=_with_form(title=None))
break_query(f"{TASKS}/forms/items/content/type", gives_a_number_for_the_content_of_a_form=_with_form(content=3))
