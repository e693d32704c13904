"""Broken clients that misname, mistype, forget or change a field."""

from __future__ import annotations

import json
from urllib.parse import quote

from tests.clients.calling import call, enclose, encode, is_success, query, request, send
from tests.clients.editing import changed, edited, put, put_if_absent, renamed, without
from tests.clients.trials import EVERY, break_each, breaks

break_each(
    {
        "sent/body/required": {
            "sends_the_request_in_the_query": lambda: call(
                search=f"{query()}&request={quote(encode(request()).decode())}", body=b""
            )
        },
        "sent/body/type": {
            "wraps_the_body_in_a_list": lambda: call(value=[enclose(request())]),
            "encodes_the_body_twice": lambda: call(value=encode(enclose(request())).decode()),
        },
    },
    operations=EVERY,
)
break_each(
    {
        "sent/body/request/required": {
            "forgets_the_envelope": lambda: call(value=request()),
            "spells_the_envelope_with_a_capital": lambda: call(value={"Request": request()}),
        },
        # As a form would hold it.
        "sent/body/request/type": {"encodes_the_request_as_text": edited(lambda values: encode(values).decode())},
        "sent/body/request/agentid/required": {
            "forgets_the_agentid": without("agentid"),
            # Other interfaces of the service call it so.
            "spells_agentid_as_siblings_do": renamed("agentid", "agent_id"),
        },
        "sent/body/request/agentid/type": {
            # A default that nobody filled in.
            "sends_an_empty_agentid": put("agentid", ""),
            # What its number turned into.
            "sends_nan": put("agentid", "NaN"),
        },
        "sent/body/request/agentid/digits": {
            "sends_the_agentid_in_quotes": changed("agentid", str),
            "sends_agentid_in_hexadecimal": changed("agentid", hex),
            "sends_agentid_with_an_exponent": changed("agentid", lambda number: f"{number}e0"),
        },
        "sent/body/request/agentid/value": {"remembers_an_agentid": put("agentid", 111)},
        "sent/body/request/agentid/beyond-32-bit": {
            "keeps_the_agentid_in_32_bits": changed("agentid", lambda number: (number + 2**31) % 2**32 - 2**31),
            "keeps_the_agentid_in_32_bits_without_sign": changed("agentid", lambda number: number % 2**32),
            # As a language writes numbers that knows of floating point alone.
            "writes_the_agentid_in_six_digits": changed("agentid", lambda number: float(f"{number:g}")),
            "leaves_large_agentids_out": without("agentid", lambda values: values["agentid"] >= 2**31),
        },
        "sent/body/request/agentid/beyond-53-bit": {
            "keeps_the_agentid_in_a_double": changed("agentid", lambda number: int(float(number)))
        },
        "sent/body/request/process_instance_id/required": {
            "spells_the_instance_in_camel_case": renamed("process_instance_id", "processInstanceId")
        },
        "sent/body/request/process_instance_id/type": {
            "sends_the_instance_in_a_list": changed("process_instance_id", lambda instance: [instance])
        },
        # Takes the instance for a UUID.
        "sent/body/request/process_instance_id/value": {
            "turns_the_instance_to_lower_case": changed("process_instance_id", str.lower)
        },
        "sent/body/request/activity_id/required": {
            "leaves_the_group_to_the_list": without("activity_id", lambda values: "activity_id_list" in values),
            # Writes the name as a tag of its code has it, prefix and all.
            "has_a_malformed_tag": renamed("activity_id", "json:activity_id"),
        },
        "sent/body/request/activity_id/type": {
            "sends_digits_as_a_number": changed("activity_id", lambda group: int(group) if group.isdecimal() else group)
        },
        "sent/body/request/activity_id/value": {
            "sends_the_last_group_of_the_list": edited(
                lambda values: {
                    **values,
                    "activity_id": [values["activity_id"], *values.get("activity_id_list", [])][-1],
                }
            )
        },
        "sent/body/request/activity_id_list/type": {
            "joins_the_list_with_commas": changed("activity_id_list", ",".join),
            # Sends the variable without reading it as JSON.
            "sends_the_text_of_the_list": changed("activity_id_list", json.dumps),
        },
        # Writes every member of its class.
        "sent/body/request/activity_id_list/null": {"sends_null_for_no_list": put_if_absent("activity_id_list", None)},
        "sent/body/request/activity_id_list/value": {
            # The name of the list's items, copied from an XML tag.
            "calls_the_list_string": renamed("activity_id_list", "string"),
            "forgets_the_list": without("activity_id_list"),
            "sorts_the_list": changed("activity_id_list", sorted),
            "puts_the_group_into_the_list": edited(
                lambda its: (
                    {**its, "activity_id_list": [*its["activity_id_list"], its["activity_id"]]}
                    if its["activity_id"] not in its.get("activity_id_list", [its["activity_id"]])
                    else its
                )
            ),
            "drops_repeats": changed("activity_id_list", lambda groups: [*dict.fromkeys(groups)]),
            "sends_twenty_groups_at_most": changed("activity_id_list", lambda groups: groups[:20]),
            "sends_a_list_unasked": put_if_absent("activity_id_list", ["1111", "2222"]),
        },
        "sent/body/request/activity_id_list/items/type": {
            "sends_groups_as_objects": changed("activity_id_list", lambda all_: [{"activity_id": one} for one in all_]),
            "sends_a_list_of_null": put_if_absent("activity_id_list", [None]),
        },
    }
)


@breaks("sent/body/request/activity_id_list/value")
def reads_the_list_to_its_end() -> int:
    """Sends a list that is read once, so that a second request has nothing left of it."""
    answer = send()
    again = send(values={**request(), "activity_id_list": []}) if "90018" in answer.codes else answer
    return 0 if is_success(again) else 1


@breaks("sent/unique-names", operations=EVERY)
def writes_a_name_twice() -> int:
    """Writes its first field at the front and at the end."""
    values = request()
    name, value = next(iter(values.items()))
    fields = encode(values)
    doubled = fields[:-1] + b", " + encode({name: value})[1:]
    return call(body=encode(enclose(values)).replace(fields, doubled))
