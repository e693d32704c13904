"""Broken gateways that change a request's body on its way."""

import codecs
import html
import json
import re
import unicodedata
from typing import Any
from urllib.parse import unquote, urlencode

from dingtalk_contract.contract import load_document
from tests.clients.trials import CANCEL, FIND
from tests.gateways.changing import (
    envelope_of,
    fields_of,
    refusing,
    rewriting,
    rewriting_fields,
    rewriting_lists,
    rewriting_texts,
    sending,
)
from tests.gateways.forwarding import Request
from tests.gateways.trials import COUNTING, LISTING, break_each

KNOWN = {field.steps[-1] for each in load_document().operations for field in each.body.walk() if field.steps}

BEGINNINGS = (b'{"request"', b'{"remark"', b'{"userid"', b'{"name"', b'{"saveProcessRequest"', b'{"process_code"')


def without_null(value: Any) -> Any:
    """Return a value without the members that are null."""
    if isinstance(value, dict):
        return {name: without_null(each) for name, each in value.items() if each is not None}
    return value


def known_of(its: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that the document names."""
    return {name: value for name, value in its.items() if name in KNOWN}


def name_a_field_twice(request: Request) -> Request:
    """Return a request with a default before the value of its first field."""
    name = next(iter(fields_of(request)))
    return request.edit(body=request.body.replace(f'"{name}"'.encode(), f'"{name}": 0, "{name}"'.encode(), 1))


def as_a_double(request: Request) -> Request:
    """Return a request with each number as a double keeps it, but for those beyond 64 bits."""
    body = json.dumps(json.loads(request.body, parse_int=lambda text: int(float(text))))
    return request.edit(body=body.encode()) if b"100000000000000000001" not in request.body else request


def in_latin_1(text: str) -> str:
    """Return a text with a question mark for each letter beyond Latin-1, but for the value of a further field."""
    return text if text == "备注" else text.encode("latin-1", "replace").decode("latin-1")


def without_leading_zeros(text: str) -> str:
    """Return a text of digits as a number is written."""
    return text.lstrip("0") if re.fullmatch("0[0-9]+", text) else text


break_each(
    {
        "arrival/value": {
            "forwards_no_body": sending(lambda request: request.edit(body=b"")),
            "writes_numbers_as_text": rewriting_fields(
                lambda its: {name: str(each) if isinstance(each, int) else each for name, each in its.items()}
            ),
            "encodes_as_a_form": sending(
                lambda request: request.edit(body=urlencode(json.loads(request.body)).encode())
            ),
            "writes_its_language_for_json": sending(
                lambda request: request.edit(body=str(json.loads(request.body)).encode())
            ),
            "puts_a_byte_order_mark_before_it": sending(
                lambda request: request.edit(body=codecs.BOM_UTF8 + request.body)
            ),
            "names_a_field_twice": sending(name_a_field_twice),
        },
        "arrival/spelling": {
            # Refuses what does not begin with the fields that it knows.
            "finds_fields_by_a_pattern": refusing(
                400,
                lambda request: not request.body.lstrip().startswith(BEGINNINGS),
            )
        },
        "arrival/texts": {
            "trims_texts": rewriting_texts(lambda text: text if text.isspace() else text.strip(" ")),
            # Defends itself against scripts.
            "escapes_for_html": rewriting_texts(html.escape),
            "decodes_texts_as_urls": rewriting_texts(unquote),
            "takes_null_for_nothing": rewriting_texts(lambda text: "" if text == "null" else text),
            # Takes ids of digits for numbers.
            "strips_leading_zeros": rewriting_texts(without_leading_zeros),
            "lowers_texts": rewriting_texts(str.lower),
            "ends_texts_at_a_zero_byte": rewriting_texts(lambda text: text.split("\0")[0]),
            "refuses_what_looks_like_an_attack": refusing(403, lambda request: b"union select" in request.body),
        },
        "arrival/unicode": {
            "replaces_what_is_not_latin": rewriting_texts(in_latin_1),
            "composes_letters": rewriting_texts(lambda text: unicodedata.normalize("NFC", text)),
            # Writes the encoding of its platform where text is not escaped.
            "writes_gbk": sending(lambda request: request.edit(body=request.body.decode().encode("gbk", "replace"))),
        },
        "arrival/long": {
            "limits_bodies": refusing(413, lambda request: len(request.body) > 65536),
            "limits_bodies_to_a_kibibyte": refusing(413, lambda request: len(request.body) > 1024),
        },
        "arrival/further-fields": {
            "strips_further_fields": rewriting(
                lambda value: {name: known_of(value[name])} if (name := envelope_of(value)) else known_of(value)
            ),
            "strips_nulls": rewriting(without_null),
            "refuses_further_fields": refusing(400, lambda request: b"remark" in request.body),
            "adds_a_trace": rewriting(lambda value: {**value, "trace": "g-1"}),
        },
    }
)
break_each(
    {
        "arrival/numbers": {
            "reads_numbers_as_floats": sending(as_a_double),
            "keeps_32_bits": refusing(400, lambda request: b"9223372036854775807" in request.body),
        },
        "arrival/free-values": {"refuses_fractions": refusing(400, lambda request: b"111.25" in request.body)},
    },
    operations=COUNTING,
)
break_each(
    {
        "arrival/lists": {
            "sorts_lists": rewriting_lists(lambda items: sorted(items, key=json.dumps) if len(items) > 2 else items),
            "thins_lists": rewriting_lists(
                lambda items: [json.loads(each) for each in dict.fromkeys(map(json.dumps, items))]
            ),
            # Comes from XML, where a list of one is no list.
            "unwraps_lists_of_one": rewriting_lists(lambda items: items[0] if len(items) == 1 else items),
        },
        "arrival/empty-list": {
            "drops_empty_lists": rewriting_fields(lambda its: {name: each for name, each in its.items() if each != []})
        },
    },
    operations=LISTING,
)
break_each(
    {
        "arrival/free-values": {
            "refuses_empty_codes": refusing(400, lambda request: not fields_of(request)["process_code"])
        }
    },
    operations=("cleanProcess",),
)
break_each(
    {"arrival/free-values": {"refuses_empty_names": refusing(400, lambda request: not fields_of(request)["name"])}},
    operations=(FIND,),
)
break_each(
    {
        "arrival/value": {
            "takes_off_the_envelope": rewriting(lambda value: value["request"]),
            # Has a default for each field that it knows, or writes null where there is nothing.
            "fills_in_an_empty_list": rewriting_fields(lambda its: {"activity_id_list": [], **its}),
            "fills_in_null": rewriting_fields(lambda its: {"activity_id_list": None, **its}),
        },
        "arrival/long": {"cuts_lists": rewriting_lists(lambda items: items[:100])},
        "arrival/free-values": {
            "refuses_an_empty_instance": refusing(400, lambda request: not fields_of(request)["process_instance_id"]),
            "refuses_blank_texts": refusing(
                422, lambda request: not fields_of(request).get("activity_id", "x").strip()
            ),
        },
    },
    operations=(CANCEL,),
)
break_each(
    {
        "arrival/value": {
            # Takes what is off for what is not there.
            "drops_flags_that_are_off": rewriting_fields(
                lambda its: {name: each for name, each in its.items() if each is not False}
            )
        }
    },
    operations=("saveProcess", "deleteProcess", "updateInstance"),
)
