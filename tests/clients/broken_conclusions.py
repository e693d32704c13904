"""Broken clients that misread an answer."""

from __future__ import annotations

import http.client
import os
import time

from tests.clients.calling import call, is_success, request, send
from tests.clients.trials import breaks


@breaks("control/example")
def demands_a_success_flag() -> int:
    """Looks for what answers of the newer service have."""
    return call(lambda answer: is_success(answer) and answer.value["success"])


@breaks("control/always")
def demands_a_list() -> int:
    """Takes the list for required, and goes no further without it."""
    return call() if os.environ.get("DINGTALK_ACTIVITY_ID_LIST") else 2


@breaks("control/always")
def demands_groups_of_digits() -> int:
    """Validates groups by the example."""
    return call() if request()["activity_id"].isdecimal() else 2


@breaks("conclusion/in-time")
def waits_for_ever_when_dropped() -> int:
    """Waits for an answer that cannot come any more."""
    try:
        return call()
    except (OSError, http.client.HTTPException):
        time.sleep(60)
        return 1


@breaks("conclusion/accepted")
def demands_a_request_id() -> int:
    """Reads a field that the page calls optional."""
    return call(
        lambda answer: is_success(answer) and (answer.value.get("errmsg") != "ok" or answer.value["request_id"])
    )


@breaks("conclusion/accepted")
def refuses_unknown_fields() -> int:
    """Fails where the answer has a field that it does not know."""
    known = {"errcode", "errmsg", "request_id"}
    return call(lambda answer: is_success(answer) and set(answer.value) <= known)


@breaks("conclusion/rejected")
def looks_at_the_status_alone() -> int:
    """Takes HTTP 200 for success."""
    return call(lambda answer: answer.status == 200)


@breaks("conclusion/rejected")
def knows_plain_errors_alone() -> int:
    """Takes 88 for a form of success, having never seen it."""
    return call(lambda answer: is_success(answer) or "88" in answer.codes)


@breaks("conclusion/rejected")
def exits_with_the_errcode() -> int:
    """Exits with the errcode, of which the system keeps eight bits."""
    answer = send()
    return int(answer.value.get("errcode", 0)) & 255 if answer.status == 200 and answer.value != [] else 1


@breaks("conclusion/rejected")
def knows_the_listed_errors_alone() -> int:
    """Takes an errcode that is on no list of its own for success."""
    listed = {"-1", "88", "40014", "40056", "42001", "43007", "43008", "400001", "820004", "820010", "8100017"}
    return call(lambda answer: answer.status == 200 and answer.value != [] and not listed & answer.codes)


@breaks("conclusion/rejected")
def ends_well_whatever_is_said() -> int:
    """Prints the error, and exits as if there were none."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - careless, as it is meant to be
        print(error)  # noqa: T201 - the same
    return 0


@breaks("conclusion/errmsg")
def judges_by_errmsg() -> int:
    """Takes the word ok for success."""
    return call(lambda answer: answer.status == 200 and answer.value.get("errmsg", "ok") == "ok")


@breaks("conclusion/errmsg")
def demands_errmsg() -> int:
    """Reads errmsg without looking whether it is there."""
    return call(lambda answer: is_success(answer) and answer.value["errmsg"] is not None)


@breaks("conclusion/errmsg")
def takes_an_error_without_words_for_none() -> int:
    """Reports an error only where there are words to print."""
    return call(lambda answer: answer.status == 200 and (is_success(answer) or not answer.value.get("errmsg")))


@breaks("conclusion/absent-errcode")
def demands_errcode() -> int:
    """Takes an absent errcode for an error."""
    return call(lambda answer: is_success(answer) and answer.value.get("errcode") == 0)


@breaks("conclusion/token-refused")
def forgives_a_refused_token() -> int:
    """Hopes that the next run has a better token."""
    return call(lambda answer: is_success(answer) or bool({"40014", "42001"} & answer.codes))


@breaks("conclusion/throttled")
def takes_throttled_for_done() -> int:
    """Hopes that somebody tries again."""
    return call(lambda answer: is_success(answer) or "90018" in answer.codes)


@breaks("conclusion/busy")
def takes_busy_for_done() -> int:
    """Takes a negative errcode for no error."""
    return call(lambda answer: is_success(answer) or "-1" in answer.codes)


@breaks("conclusion/client-error")
def looks_at_no_status() -> int:
    """Takes any JSON without errcode for success."""
    return call(lambda answer: answer.value.get("errcode", 0) == 0)


@breaks("conclusion/server-error")
def takes_a_bad_gateway_for_done() -> int:
    """Leaves 5xx to the gateway, which surely sends again."""
    return call(lambda answer: answer.status >= 500 or is_success(answer))


@breaks("conclusion/status")
def looks_at_errcode_alone() -> int:
    """Reads errcode under any status."""
    return call(lambda answer: answer.value.get("errcode", 0 if answer.status == 200 else 1) == 0)


@breaks("conclusion/not-json")
def takes_what_it_cannot_read_for_success() -> int:
    """Takes an empty or strange body of HTTP 200 for a newer form of success."""
    answer = send()
    try:
        return 0 if is_success(answer) else 1
    except ValueError:
        return 0 if answer.status == 200 else 1


@breaks("conclusion/parsed")
def searches_the_text() -> int:
    """Looks for errcode 0 anywhere in the body."""
    is_there = (b'"errcode":0', b'{"errmsg":"ok","request_id"')
    return call(lambda answer: answer.status == 200 and any(each in answer.body for each in is_there))


@breaks("conclusion/dropped")
def takes_silence_for_success() -> int:
    """Takes a connection that ends for one that has done its work."""
    try:
        answer = send()
    except (OSError, http.client.HTTPException):
        return 0
    return 0 if is_success(answer) else 1
