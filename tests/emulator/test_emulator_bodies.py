"""What the emulator says of bodies: empty, long, no JSON, or not as the document has them."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from dingtalk_contract.contract import Document, Operation
from dingtalk_contract.emulator import make_emulator
from dingtalk_contract.errors import DocumentError
from dingtalk_contract.exchange import judge_outcome

from .conftest import Ask, Say, make_request

VALID = b'{"request":{"agentid":111,"process_instance_id":"proc-zzz","activity_id":"1111"}}'


@pytest.mark.parametrize("body", [b"", b" ", b"\r\n\t"])
def test_an_empty_body_is_44002(say: Say, body: bytes) -> None:
    """A body of nothing, or of white space, is empty."""
    members = say(body=body)

    assert members["errcode"] == 44002


@pytest.mark.parametrize(
    "body",
    [
        VALID[:-1],
        VALID + b"}",
        VALID + VALID,
        b"\xef\xbb\xbf" + VALID,
        VALID.replace(b"1111", b"\xff"),
        VALID.replace(b"1111", b"\xed\xa0\x80"),
        VALID.replace(b"1111", b"\t"),
        VALID.replace(b"111,", b"NaN,"),
        VALID.replace(b"}}", b',"x":Infinity}}'),
        VALID.replace(b"}}", b',"x":-Infinity}}'),
        VALID.replace(b"}}", b',"agentid":111}}'),
        VALID.replace(b"}}", b',"\\u0061gentid":111}}'),
        VALID.replace(b"}}", b",}}"),
        VALID.replace(b'"', b"'"),
        VALID.replace(b"111,", b"0111,"),
        VALID.replace(b"}}", b'}} // "}'),
        VALID.replace(b"}}", b',"x":' + b"9" * 5000 + b"}}"),
        VALID.replace(b"}}", b',"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}}"),
        VALID.decode().encode("utf-16"),
        b"request=%7B%7D",
    ],
    ids=repr,
)
def test_what_is_no_json_is_47001(say: Say, body: bytes) -> None:
    """Bytes that are no JSON by RFC 8259, or beyond bounds, are refused."""
    members = say(body=body)

    assert members["errcode"] == 47001


def test_a_long_body_is_refused(say: Say) -> None:
    """A body is read up to one mebibyte, and accepted up to there."""
    fitting = VALID + b" " * ((1 << 20) - len(VALID))

    codes = [say(body=body)["errcode"] for body in (fitting, fitting + b" ")]

    assert codes == [0, 40035]


@pytest.mark.parametrize("body", [None, True, 1, "text", [], [{"request": {}}]])
def test_a_body_that_is_no_object_is_40035(say: Say, body: Any) -> None:
    """Well-formed JSON other than an object holds no argument."""
    members = say(body=body)

    assert members["errcode"] == 40035


@pytest.mark.parametrize("body", [{}, {"Request": {}}, {"agentid": 111}])
def test_a_missing_argument_is_40(say: Say, body: Any) -> None:
    """An outermost argument that is missing is named."""
    members = say(body=body)

    assert (members["errcode"], members["errmsg"]) == (40, "Missing required arguments:request")


@pytest.mark.parametrize("value", [None, True, 1, '{"agentid":111}', []])
def test_a_mistyped_argument_is_41(say: Say, value: Any) -> None:
    """An outermost argument of another type is named, JSON text too."""
    members = say(body={"request": value})

    assert (members["errcode"], members["errmsg"]) == (41, "Invalid arguments:request")


@pytest.mark.parametrize("name", ["agentid", "process_instance_id", "activity_id"])
def test_a_missing_field_is_400002(say: Say, operation: Operation, name: str) -> None:
    """A field that is missing further inside is named with its place."""
    fields = {key: value for key, value in operation.body_example["request"].items() if key != name}

    members = say(body={"request": fields})

    assert (members["errcode"], members["errmsg"]) == (400002, f"request.{name}不能为空，请检查")


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("agentid", "111", "agentid"),
        ("agentid", True, "agentid"),
        ("agentid", None, "agentid"),
        ("agentid", [111], "agentid"),
        ("process_instance_id", 1, "process_instance_id"),
        ("activity_id", 1111, "activity_id"),
        ("activity_id_list", None, "activity_id_list"),
        ("activity_id_list", "1111,2222", "activity_id_list"),
        ("activity_id_list", {"0": "1111"}, "activity_id_list"),
        ("activity_id_list", ["1111", 2222], "activity_id_list.1"),
        ("activity_id_list", [["1111"]], "activity_id_list.0"),
    ],
)
def test_a_mistyped_field_is_400002(say_with: Say, name: str, value: Any, place: str) -> None:
    """A field of another type further inside is named with its place."""
    members = say_with(**{name: value})

    assert (members["errcode"], members["errmsg"]) == (400002, f"request.{place}参数错误，请检查")


@pytest.mark.parametrize("number", [b"111.0", b"1.11e2", b"1110E-1", b"111.000000"])
def test_a_whole_number_may_be_written_with_a_fraction(say: Say, number: bytes) -> None:
    """An integer is known by its value, not by how it is written."""
    members = say(body=VALID.replace(b":111,", b":" + number + b","))

    assert members["errcode"] == 0


@pytest.mark.parametrize("number", [b"-1", b"1.5", b"9223372036854775808", b"1" * 400, b"1e400", b"-0.0", b"1e-400"])
def test_a_strange_number_gets_a_well_formed_answer(ask: Ask, number: bytes) -> None:
    """Whatever number agentid is, the answer is a rejection in good form."""
    outcome, _ = judge_outcome(ask(body=VALID.replace(b":111,", b":" + number + b",")))

    assert outcome == "rejected"


@pytest.mark.parametrize(
    "value",
    [
        "\ud800",
        {"\udfff": ["\ud83d"]},
        "\x00😀",
        float(10**300),
        10**400,
        [[[[]]]],
        {"": None},
    ],
)
def test_further_fields_are_free(say_with: Say, value: Any) -> None:
    """A field that the document lacks is passed over, whatever it holds."""
    members = say_with(further=value)

    assert members["errcode"] == 0


@pytest.mark.parametrize(("fields", "errcode"), [({"\ud800": 1}, 0), ({"\ud800": 1, "agentid": "\udfff"}, 400002)])
def test_lone_surrogates_are_passed_over(say_with: Say, fields: Any, errcode: int) -> None:
    """A field whose name is no text is a further field like any other."""
    members = say_with(**fields)

    assert members["errcode"] == errcode


@pytest.mark.parametrize("name", [b"further", b"\\ud800"])
def test_deep_nesting_gets_a_well_formed_answer(ask: Ask, name: bytes) -> None:
    """However deep a further field goes, the answer is in good form."""
    # Where the interpreter gives up depends on who called; some depth of the range is one step short of it.
    depths = [*range(800, 1000), 5000, 100_000]

    outcomes = {judge_outcome(ask(body=_nest(name, depth)))[0] for depth in depths}

    assert outcomes == {"accepted", "rejected"}


@pytest.mark.parametrize(
    ("schema", "valid", "invalid"),
    [
        ({"type": "boolean"}, True, "true"),
        ({"type": "string", "maxLength": 2}, "ab", "abc"),
        ({"type": "array", "items": {"type": "integer"}, "maxItems": 1}, [1], [1, 2]),
        ({"type": "object", "required": ["a"], "properties": {"a": {"enum": ["x"]}}}, {"a": "x"}, {}),
    ],
)
def test_a_new_field_of_the_document_is_validated(
    document: Document, operation: Operation, schema: Any, valid: Any, invalid: Any
) -> None:
    """A further optional field is validated as soon as it stands there."""
    body_schema = copy.deepcopy(dict(operation.body_schema))
    body_schema["properties"]["request"]["properties"]["remark"] = schema
    emulator = make_emulator(replace(document, operations=(replace(operation, body_schema=body_schema),)))

    good = operation.body_example["request"]
    outcomes = [
        judge_outcome(emulator.answer(make_request(operation, {"request": {**good, **fields}})))[0]
        for fields in ({}, {"remark": valid}, {"remark": invalid})
    ]

    assert outcomes == ["accepted", "accepted", "rejected"]


def test_a_schema_that_is_none_is_told(document: Document, operation: Operation) -> None:
    """A document whose body schema is none is refused at the start."""
    broken = replace(document, operations=(replace(operation, body_schema={"type": "objekt"}),))

    with pytest.raises(DocumentError, match="the body of 'cancelTaskGroup' has no valid schema"):
        make_emulator(broken)


def _nest(name: bytes, depth: int) -> bytes:
    deep = b'{"x":' * depth + b"1" + b"}" * depth
    return VALID.replace(b"}}", b',"' + name + b'":' + deep + b"}}")
