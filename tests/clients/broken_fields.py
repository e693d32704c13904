"""Broken clients that misname, mistype, forget or change a field."""

from __future__ import annotations

import ctypes
import json
import os
from urllib.parse import quote

from tests.clients.calling import call, encode, is_success, query, request, send
from tests.clients.trials import breaks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def without(name: str) -> dict[str, Any]:
    """Return the request without a field."""
    return {each: value for each, value in request().items() if each != name}


def renamed(name: str, other: str) -> dict[str, Any]:
    """Return the request with a field under another name."""
    return {other if each == name else each: value for each, value in request().items()}


@breaks("sent/body/required")
def sends_the_request_in_the_query() -> int:
    """Posts nothing, and puts the JSON behind the token."""
    return call(search=f"{query()}&request={quote(encode(request()).decode())}", body=b"")


@breaks("sent/body/type")
def wraps_the_body_in_a_list() -> int:
    """Sends a list of one request."""
    return call(value=[{"request": request()}])


@breaks("sent/body/type")
def encodes_the_body_twice() -> int:
    """Makes JSON of the JSON."""
    return call(value=encode({"request": request()}).decode())


@breaks("sent/body/request/required")
def forgets_the_envelope() -> int:
    """Sends the fields without the request around them."""
    return call(value=request())


@breaks("sent/body/request/required")
def spells_the_envelope_with_a_capital() -> int:
    """Calls it Request, after the class in its code."""
    return call(value={"Request": request()})


@breaks("sent/body/request/type")
def encodes_the_request_as_text() -> int:
    """Sends the request as a string of JSON, as a form would hold it."""
    return call(value={"request": encode(request()).decode()})


@breaks("sent/body/request/agentid/required")
def forgets_the_agentid() -> int:
    """Sends the ids alone."""
    return call(values=without("agentid"))


@breaks("sent/body/request/agentid/required")
def spells_agentid_as_siblings_do() -> int:
    """Calls it agent_id, as other interfaces of the service do."""
    return call(values=renamed("agentid", "agent_id"))


@breaks("sent/body/request/agentid/type")
def sends_an_empty_agentid() -> int:
    """Sends a default that nobody filled in."""
    return call(values={**request(), "agentid": ""})


@breaks("sent/body/request/agentid/digits")
def sends_the_agentid_in_quotes() -> int:
    """Sends the text of the variable."""
    return call(values={**request(), "agentid": os.environ["DINGTALK_AGENTID"]})


@breaks("sent/body/request/agentid/value")
def remembers_an_agentid() -> int:
    """Sends the number of the first test for ever."""
    return call(values={**request(), "agentid": 111})


@breaks("sent/body/request/agentid/beyond-32-bit")
def keeps_the_agentid_in_32_bits() -> int:
    """Lets a number of 2^31 turn negative."""
    return call(values={**request(), "agentid": ctypes.c_int32(request()["agentid"]).value})


@breaks("sent/body/request/agentid/beyond-32-bit")
def keeps_the_agentid_in_32_bits_without_sign() -> int:
    """Lets a number of 2^32 begin anew."""
    return call(values={**request(), "agentid": request()["agentid"] % 2**32})


@breaks("sent/body/request/agentid/beyond-32-bit")
def writes_the_agentid_in_six_digits() -> int:
    """Writes numbers as a language does that knows of floating point alone."""
    return call(values={**request(), "agentid": float(f"{request()['agentid']:g}")})


@breaks("sent/body/request/agentid/beyond-32-bit")
def leaves_large_agentids_out() -> int:
    """Takes a number that it cannot hold for none."""
    return call(values=without("agentid") if request()["agentid"] >= 2**31 else request())


@breaks("sent/body/request/agentid/beyond-53-bit")
def keeps_the_agentid_in_a_double() -> int:
    """Rounds what a double cannot hold."""
    return call(values={**request(), "agentid": int(float(request()["agentid"]))})


@breaks("sent/body/request/process_instance_id/required")
def spells_the_instance_in_camel_case() -> int:
    """Calls it processInstanceId, after the variable in its code."""
    return call(values=renamed("process_instance_id", "processInstanceId"))


@breaks("sent/body/request/process_instance_id/type")
def sends_the_instance_in_a_list() -> int:
    """Sends a list of one instance."""
    return call(values={**request(), "process_instance_id": [request()["process_instance_id"]]})


@breaks("sent/body/request/process_instance_id/value")
def turns_the_instance_to_lower_case() -> int:
    """Takes the instance for a UUID."""
    return call(values={**request(), "process_instance_id": request()["process_instance_id"].lower()})


@breaks("sent/body/request/activity_id/required")
def leaves_the_group_to_the_list() -> int:
    """Leaves activity_id out where there is a list."""
    return call(values=without("activity_id") if "activity_id_list" in request() else request())


@breaks("sent/body/request/activity_id/required")
def has_a_malformed_tag() -> int:
    """Writes the name as a tag of its code has it, prefix and all."""
    return call(values=renamed("activity_id", "json:activity_id"))


@breaks("sent/body/request/activity_id/type")
def sends_digits_as_a_number() -> int:
    """Takes a group of digits for a number."""
    group = request()["activity_id"]
    return call(values={**request(), "activity_id": int(group) if group.isdecimal() else group})


@breaks("sent/body/request/activity_id/value")
def sends_the_last_group_of_the_list() -> int:
    """Keeps one variable for both."""
    values = request()
    return call(values={**values, "activity_id": values.get("activity_id_list", [values["activity_id"]])[-1]})


@breaks("sent/body/request/activity_id_list/type")
def joins_the_list_with_commas() -> int:
    """Sends the list as one text, as older interfaces want it."""
    values = request()
    if "activity_id_list" in values:
        values["activity_id_list"] = ",".join(values["activity_id_list"])
    return call(values=values)


@breaks("sent/body/request/activity_id_list/type")
def sends_the_text_of_the_list() -> int:
    """Sends the variable without reading it as JSON."""
    values = request()
    if "activity_id_list" in values:
        values["activity_id_list"] = json.dumps(values["activity_id_list"])
    return call(values=values)


@breaks("sent/body/request/activity_id_list/null")
def sends_null_for_no_list() -> int:
    """Writes every member of its class."""
    return call(values={"activity_id_list": None, **request()})


@breaks("sent/body/request/activity_id_list/value")
def calls_the_list_string() -> int:
    """Writes the list under the name of its items, copied from an XML tag."""
    return call(values=renamed("activity_id_list", "string"))


@breaks("sent/body/request/activity_id_list/value")
def forgets_the_list() -> int:
    """Knows the interface as it was before there was a list."""
    return call(values=without("activity_id_list"))


@breaks("sent/body/request/activity_id_list/value")
def sorts_the_list() -> int:
    """Puts the groups in order."""
    values = request()
    return call(values={name: sorted(value) if isinstance(value, list) else value for name, value in values.items()})


@breaks("sent/body/request/activity_id_list/value")
def drops_repeats() -> int:
    """Sends each group once."""
    values = request()
    return call(
        values={name: [*dict.fromkeys(value)] if isinstance(value, list) else value for name, value in values.items()}
    )


@breaks("sent/body/request/activity_id_list/value")
def sends_twenty_groups_at_most() -> int:
    """Cuts the list at a page."""
    values = request()
    return call(values={name: value[:20] if isinstance(value, list) else value for name, value in values.items()})


@breaks("sent/body/request/activity_id_list/value")
def sends_a_list_unasked() -> int:
    """Sends the list of the example where there is none."""
    return call(values={"activity_id_list": ["1111", "2222"], **request()})


@breaks("sent/body/request/activity_id_list/items/type")
def sends_groups_as_objects() -> int:
    """Wraps each group in an object."""
    values = request()
    if "activity_id_list" in values:
        values["activity_id_list"] = [{"activity_id": group} for group in values["activity_id_list"]]
    return call(values=values)


@breaks("sent/body/request/activity_id_list/value")
def reads_the_list_to_its_end() -> int:
    """Sends a list that is read once, so that a second request has nothing left of it."""
    answer = send()
    again = send(values={**request(), "activity_id_list": []}) if "90018" in answer.codes else answer
    return 0 if is_success(again) else 1


@breaks("sent/body/request/activity_id_list/items/type")
def sends_a_list_of_null() -> int:
    """Wraps what is absent in a list."""
    return call(values={"activity_id_list": [None], **request()})


@breaks("sent/unique-names")
def writes_a_name_twice() -> int:
    """Writes the agentid at the front and at the end."""
    body = encode({"request": request()})
    return call(body=body[:-2] + f', "agentid": {request()["agentid"]}'.encode() + b"}}")
