"""Broken clients that misread an answer, or make no call at all."""

from __future__ import annotations

import http.client
import os
import time

from tests.clients.calling import Answer, call, is_success, request, send
from tests.clients.editing import concluding
from tests.clients.trials import EVERY, WITH_TOKEN, break_each, breaks

WITH_FLAG = ("deleteProcess", "createInstance")
"""Those whose example of an answer has `success`."""
KNOWN = {"errcode", "errmsg", "request_id", "process_code", "result", "success", "tasks", "access_token", "expires_in"}
LISTED = {"-1", "88", "40014", "40056", "42001", "43007", "43008", "400001", "820004", "820010", "8100017"}


def is_read(answer: Answer) -> bool:
    """Return whether an answer is a JSON object with HTTP 200."""
    return answer.status == 200 and answer.value != []


break_each(
    {
        "conclusion/accepted": {
            "demands_a_request_id": concluding(
                lambda answer: is_success(answer) and (answer.value.get("errmsg") != "ok" or answer.value["request_id"])
            ),
        },
    },
    operations=WITH_TOKEN,
)
break_each(
    {
        "control/always": {
            # Takes the list for required, and goes no further without it.
            "demands_a_list": lambda: call() if os.environ.get("DINGTALK_ACTIVITY_ID_LIST") else 2,
            # Validates groups by the example.
            "demands_groups_of_digits": lambda: call() if request()["activity_id"].isdecimal() else 2,
        },
        # The example of the other operation has none, so that it is no more than its example there.
        "conclusion/errmsg": {
            "demands_errmsg": concluding(lambda answer: is_success(answer) and answer.value["errmsg"] is not None)
        },
    }
)
break_each(
    {
        "conclusion/accepted": {
            "refuses_unknown_fields": concluding(lambda answer: is_success(answer) and set(answer.value) <= KNOWN),
        },
        "conclusion/rejected": {
            "wants_a_sub_code": concluding(
                lambda answer: is_success(answer) or (answer.codes == {"88"} and answer.status == 200)
            ),
            "looks_at_the_status_alone": concluding(lambda answer: answer.status == 200),
            # Takes 88 for a form of success, having never seen it.
            "knows_plain_errors_alone": concluding(lambda answer: is_success(answer) or "88" in answer.codes),
            # Takes an errcode that is on no list of its own for success.
            "knows_the_listed_errors_alone": concluding(lambda answer: is_read(answer) and not LISTED & answer.codes),
        },
        "conclusion/errmsg": {
            "judges_by_errmsg": concluding(
                lambda answer: answer.status == 200 and answer.value.get("errmsg", "ok") == "ok"
            ),
            # Reports an error only where there are words to print.
            "takes_an_error_without_words_for_none": concluding(
                lambda answer: answer.status == 200 and (is_success(answer) or not answer.value.get("errmsg"))
            ),
        },
        "conclusion/absent-errcode": {
            "demands_errcode": concluding(lambda answer: is_success(answer) and answer.value.get("errcode") == 0)
        },
        # Hopes that the next run has a better token.
        "conclusion/token-refused": {
            "forgives_a_refused_token": concluding(
                lambda answer: is_success(answer) or bool({"40014", "42001"} & answer.codes)
            )
        },
        "conclusion/throttled": {
            "takes_throttled_for_done": concluding(lambda answer: is_success(answer) or "90018" in answer.codes)
        },
        "conclusion/busy": {
            "takes_busy_for_done": concluding(lambda answer: is_success(answer) or "-1" in answer.codes)
        },
        "conclusion/client-error": {
            "looks_at_no_status": concluding(lambda answer: answer.value.get("errcode", 0) == 0)
        },
        # Leaves 5xx to the gateway, which surely sends again.
        "conclusion/server-error": {
            "takes_a_bad_gateway_for_done": concluding(lambda answer: answer.status >= 500 or is_success(answer))
        },
        "conclusion/status": {
            "looks_at_errcode_alone": concluding(
                lambda answer: answer.value.get("errcode", 0 if answer.status == 200 else 1) == 0
            )
        },
        "conclusion/parsed": {
            "searches_the_text": concluding(
                lambda answer: (
                    answer.status == 200
                    and any(each in answer.body for each in (b'"errcode":0', b'{"errmsg":"ok","request_id"'))
                )
            )
        },
    },
    operations=EVERY,
)
break_each(
    {
        # Looks for what answers of the newer service have; two examples have it too.
        "control/example": {
            "demands_a_success_flag": concluding(lambda answer: is_success(answer) and answer.value["success"])
        },
    },
    operations=tuple(name for name in EVERY if name not in WITH_FLAG),
)
break_each(
    {
        "control/example": {
            "knows_no_success_flag": concluding(lambda answer: is_success(answer) and "success" not in answer.value)
        }
    },
    operations=WITH_FLAG,
)


@breaks("conclusion/in-time", operations=EVERY)
def waits_for_ever_when_dropped() -> int:
    """Waits for an answer that cannot come any more."""
    try:
        return call()
    except (OSError, http.client.HTTPException):
        time.sleep(60)
        return 1


@breaks("conclusion/rejected", operations=EVERY)
def exits_with_the_errcode() -> int:
    """Exits with the errcode, of which the system keeps eight bits."""
    answer = send()
    return int(answer.value.get("errcode", 0)) & 255 if is_read(answer) else 1


@breaks("conclusion/rejected", operations=EVERY)
def ends_well_whatever_is_said() -> int:
    """Prints the error, and exits as if there were none."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - careless, as it is meant to be
        print(error)  # noqa: T201 - the same
    return 0


@breaks("conclusion/not-json", operations=EVERY)
def takes_what_it_cannot_read_for_success() -> int:
    """Takes an empty or strange body of HTTP 200 for a newer form of success."""
    answer = send()
    try:
        return 0 if is_success(answer) else 1
    except ValueError:
        return 0 if answer.status == 200 else 1


@breaks("conclusion/dropped", operations=EVERY)
def takes_silence_for_success() -> int:
    """Takes a connection that ends for one that has done its work."""
    try:
        return call()
    except (OSError, http.client.HTTPException):
        return 0
