"""Broken clients of queryTasks: a flat body of a user and a page, whose numbers have limits and are often 0."""

from __future__ import annotations

from tests.clients.calling import call, is_success, request, send
from tests.clients.editing import changed, concluding, edited, put, renamed, without
from tests.clients.trials import QUERY, break_each, breaks

PLACES = ("userid", "offset", "count", "status")
WORDS = {0: "waiting", -1: "removed"}

break_each(
    {
        # Other pages of the service say number for the same id.
        "control/example": {
            "demands_numbers_for_task_ids": concluding(
                lambda answer: (
                    is_success(answer)
                    and all(isinstance(task["task_id"], int) for task in answer.value["result"]["list"])
                )
            )
        },
        "control/always": {"asks_nothing_of_what_was_removed": lambda: call() if request()["status"] == 0 else 2},
        "conclusion/parsed": {
            "takes_any_result_for_success": concluding(lambda answer: answer.status == 200 and "result" in answer.value)
        },
        "conclusion/accepted": {
            "takes_an_empty_page_for_a_failure": concluding(
                lambda answer: is_success(answer) and bool(answer.value["result"]["list"])
            )
        },
        "sent/body/userid/required": {"spells_the_user_in_camel_case": renamed("userid", "userId")},
        "sent/body/userid/type": {
            "sends_a_list_of_users": changed("userid", lambda user: [user]),
            "sends_the_user_as_an_object": changed("userid", lambda user: {"userid": user}),
        },
        "sent/body/userid/value": {
            "remembers_a_user": put("userid", "manager8409"),
            "turns_the_user_to_lower_case": changed("userid", str.lower),
        },
        "sent/body/offset/required": {
            "forgets_an_offset_of_zero": without("offset", lambda values: not values["offset"]),
            "calls_the_offset_a_cursor": renamed("offset", "cursor"),
        },
        "sent/body/offset/type": {
            "sends_null_for_an_offset_of_zero": changed("offset", lambda offset: offset or None),
            "sends_an_empty_text_for_an_offset_of_zero": changed("offset", lambda offset: str(offset or "")),
        },
        # Counts from 1, and takes that into account.
        "sent/body/offset/minimum": {"begins_at_minus_one": changed("offset", lambda offset: offset - 1)},
        "sent/body/offset/value": {
            "always_begins_at_the_first": put("offset", 0),
            "sends_the_number_of_the_page": edited(lambda its: {**its, "offset": its["offset"] // its["count"]}),
            "adds_a_half": changed("offset", lambda offset: offset + 0.5),
        },
        "sent/body/offset/beyond-32-bit": {
            "keeps_the_offset_in_32_bits": changed("offset", lambda offset: (offset + 2**31) % 2**32 - 2**31),
            # %g of C, beyond what a plain page needs.
            "sends_the_text_of_a_float": changed("offset", lambda offset: f"{float(offset):g}"),
        },
        "sent/body/offset/beyond-53-bit": {
            "keeps_the_offset_in_a_double": changed("offset", lambda offset: int(float(offset)))
        },
        "sent/body/count/required": {"leaves_the_count_to_the_server": without("count")},
        "sent/body/count/type": {
            "sends_all_for_the_count": put("count", "all"),
            "sends_the_count_in_a_list": changed("count", lambda count: [count]),
        },
        "sent/body/count/maximum": {
            "always_asks_for_100": put("count", 100),
            # More than asked for, to see whether there are more.
            "asks_for_one_more": changed("count", lambda count: count + 1),
        },
        "sent/body/count/value": {
            "caps_the_count_at_20": changed("count", lambda count: min(count, 20)),
            "always_asks_for_the_most": put("count", 50),
            # No number, so that no limit of numbers stands against it.
            "asks_for_100_in_quotes": put("count", "100"),
        },
        "sent/body/status/required": {"drops_a_status_of_zero": without("status", lambda values: not values["status"])},
        "sent/body/status/type": {
            "sends_the_status_as_a_word": changed("status", WORDS.get),
            "sends_the_status_as_a_boolean": changed("status", lambda status: status == 0),
        },
        "sent/body/status/enum": {
            "sends_one_for_what_was_removed": changed("status", abs),
            "counts_the_status_from_one": changed("status", lambda status: status + 1),
        },
        "sent/body/status/value": {
            "lists_what_waits_alone": put("status", 0),
            "takes_minus_one_for_what_waits": changed("status", lambda status: -1 - status),
        },
    },
    operations=(QUERY,),
)
break_each(
    {
        "sent/body/userid/required": {
            # As the body of the operation beside it is.
            "wraps_the_flat_body": lambda: call(value={"request": request()}),
            "wraps_the_flat_body_in_text_too": lambda: call(value={"request": str(request())}),
        }
    },
    also=tuple(f"sent/body/{name}/required" for name in PLACES[1:]),
    operations=(QUERY,),
)
break_each(
    {
        "sent/body/offset/required": {
            "drops_whatever_is_zero": edited(lambda values: {name: each for name, each in values.items() if each})
        }
    },
    also=("sent/body/status/required",),
    operations=(QUERY,),
)


@breaks("delivery/accepted", operations=(QUERY,))
def asks_again_while_a_page_has_tasks() -> int:
    """Takes a page that is not empty for a sign that there are more, whatever has_more says."""
    answer = send()
    again = send() if is_success(answer) and answer.value["result"]["list"] else answer
    return 0 if is_success(again) else 1


@breaks("delivery/accepted", operations=(QUERY,))
def asks_again_while_there_are_more() -> int:
    """Takes has_more for leave to make a second call."""
    answer = send()
    again = send() if is_success(answer) and answer.value["result"]["has_more"] else answer
    return 0 if is_success(again) else 1
