"""Broken servers whose answers are right but for their bytes, mostly where they reject alone."""

import gzip
import json
import zlib

from tests.servers.conforming import conforming
from tests.servers.mending import inner_of, is_accepted, with_fields
from tests.servers.serving import Reply, Request
from tests.servers.trials import breaks

JSON = "application/json"


def _text(reply: Reply) -> str:
    return json.dumps(reply.value, ensure_ascii=False)


def _reformed(request: Request, body: bytes, **changes: object) -> Reply:
    """Return another body where the request is rejected."""
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(body=body, **changes)


def _edited(request: Request, before: bytes = b"", after: bytes = b"", **changes: object) -> Reply:
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(body=before + _text(reply).encode() + after, **changes)


@breaks("answer/encoding")
def rejects_in_utf_16(request: Request) -> Reply:
    """Encodes rejections in UTF-16, and says so."""
    text = _text(conforming(request))
    return _reformed(request, text.encode("utf-16"), media_type=f"{JSON};charset=utf-16")


@breaks("answer/encoding")
def rejects_with_a_byte_order_mark(request: Request) -> Reply:
    """Begins each rejection with a byte order mark."""
    return _edited(request, before=b"\xef\xbb\xbf")


@breaks("answer/encoding")
def writes_latin_1(request: Request) -> Reply:
    """Encodes a message with an accent in Latin-1."""
    reply = with_fields(conforming(request), errmsg="refusé")
    return _reformed(request, _text(reply).encode("latin-1"))


@breaks("answer/encoding")
def says_gbk_and_writes_utf_8(request: Request) -> Reply:
    """Names a charset that its messages are not in."""
    return conforming(request).edit(media_type=f"{JSON};charset=GBK")


@breaks("answer/encoding")
def says_latin_1_and_writes_utf_8(request: Request) -> Reply:
    """Names the charset that its container has by default."""
    return _edited(request, media_type=f"{JSON};charset=ISO-8859-1")


@breaks("answer/encoding")
def cuts_its_message_in_a_character(request: Request) -> Reply:
    """Cuts the message after so many octets, not characters."""
    reply = conforming(request)
    cut = str(reply.value["errmsg"]).encode()[:5]
    return _reformed(request, b'{"errcode": 400002, "errmsg": "' + cut + b'"}')


@breaks("answer/encoding")
def writes_half_a_surrogate(request: Request) -> Reply:
    """Encodes each half of an emoji for itself, as CESU-8 does."""
    body = '{"errcode": 400002, "errmsg": "\ud83d\ude00"}'.encode("utf-8", "surrogatepass")
    return _reformed(request, body)


@breaks("answer/encoding")
def compresses_its_rejections(request: Request) -> Reply:
    """Compresses rejections for those who did not ask for it."""
    body = gzip.compress(_text(conforming(request)).encode())
    return _reformed(request, body, headers=(("Content-Encoding", "gzip"),))


@breaks("answer/encoding")
def says_that_it_has_compressed(request: Request) -> Reply:
    """Names a coding that the body of a rejection is not in."""
    return _edited(request, headers=(("Content-Encoding", "gzip"),))


@breaks("answer/encoding")
def deflates_without_a_word(request: Request) -> Reply:
    """Compresses rejections, and names no coding."""
    return _reformed(request, zlib.compress(_text(conforming(request)).encode()))


@breaks("answer/json")
def writes_infinity(request: Request) -> Reply:
    """Has Infinity in a further field of rejections."""
    return _reformed(request, b'{"errcode": 400002, "wait": -Infinity}')


@breaks("answer/json")
def writes_a_comment_after_its_rejections(request: Request) -> Reply:
    """Has a comment of HTML after the JSON of a rejection."""
    return _edited(request, after=b"\n<!-- served by web3 -->")


@breaks("answer/json")
def writes_a_warning_before_its_rejections(request: Request) -> Reply:
    """Has a notice of PHP before the JSON of a rejection."""
    return _edited(request, before=b"\nNotice: Undefined index: agentid in cancel.php on line 7\n")


@breaks("answer/json")
def guards_against_inclusion(request: Request) -> Reply:
    """Begins rejections with what keeps scripts from reading them."""
    return _edited(request, before=b")]}',\n")


@breaks("answer/json")
def writes_a_callback(request: Request) -> Reply:
    """Wraps rejections in a call of a function."""
    return _edited(request, before=b"callback(", after=b");")


@breaks("answer/json")
def writes_two_objects(request: Request) -> Reply:
    """Answers rejections twice in one body."""
    return _edited(request, after=b'\n{"errcode": 0}')


@breaks("answer/json")
def writes_single_quotes(request: Request) -> Reply:
    """Writes rejections as Python prints them."""
    return _reformed(request, str(conforming(request).value).encode())


@breaks("answer/json")
def writes_a_trailing_comma(request: Request) -> Reply:
    """Writes a comma after the last member of rejections."""
    return _reformed(request, b'{"errcode": 400002, "errmsg": "no",}')


@breaks("answer/json")
def writes_a_raw_line_break(request: Request) -> Reply:
    """Writes a line break within a message as it is."""
    return _reformed(request, b'{"errcode": 400002, "errmsg": "one\ntwo"}')


@breaks("answer/json")
def writes_names_without_quotes(request: Request) -> Reply:
    """Writes rejections as JavaScript has objects."""
    return _reformed(request, b'{errcode: 400002, errmsg: "no"}')


@breaks("answer/json")
def rejects_with_nothing(request: Request) -> Reply:
    """Rejects with an empty body."""
    return _reformed(request, b"")


@breaks("answer/json")
def rejects_a_method_with_204(request: Request) -> Reply:
    """Has nothing to say to other methods."""
    reply = conforming(request)
    return reply if request.method == "POST" else Reply(status=204, body=b"", media_type=None, length=-1, close=True)


@breaks("answer/json")
def rejects_with_null(request: Request) -> Reply:
    """Rejects with null."""
    return _reformed(request, b"null")


@breaks("answer/json")
def rejects_with_a_number(request: Request) -> Reply:
    """Rejects with the bare code."""
    return _reformed(request, b"400002")


@breaks("answer/json")
def rejects_with_text(request: Request) -> Reply:
    """Rejects with JSON in a JSON string."""
    return _reformed(request, json.dumps(_text(conforming(request))).encode())


@breaks("answer/json")
def rejects_with_a_form(request: Request) -> Reply:
    """Rejects with a form."""
    return _reformed(request, b"errcode=400002&errmsg=no")


@breaks("answer/unique-names")
def writes_errcode_twice(request: Request) -> Reply:
    """Writes two codes into each rejection, the right one last."""
    return _reformed(request, b'{"errcode": 400001, "errmsg": "no", "errcode": 400002}')


@breaks("answer/media-type")
def rejects_as_plain_text(request: Request) -> Reply:
    """Calls rejections text/plain."""
    return _edited(request, media_type="text/plain;charset=UTF-8")


@breaks("answer/media-type")
def accepts_as_plain_text(request: Request) -> Reply:
    """Calls what it says of accepted requests text/plain."""
    reply = conforming(request)
    return reply.edit(media_type="text/plain") if is_accepted(reply) else reply


@breaks("answer/media-type")
def rejects_as_a_script(request: Request) -> Reply:
    """Calls rejections a script."""
    return _edited(request, media_type="application/javascript")


@breaks("answer/media-type")
def rejects_with_half_a_type(request: Request) -> Reply:
    """Calls rejections json, without a slash."""
    return _edited(request, media_type="json")


@breaks("answer/media-type")
def refuses_methods_as_a_page(request: Request) -> Reply:
    """Calls the answer to other methods HTML, its body JSON."""
    reply = conforming(request)
    return reply if request.method == "POST" else reply.edit(media_type="text/html")


@breaks("answer/media-type")
def accepts_lists_without_a_type(request: Request) -> Reply:
    """Leaves out the Content-Type where it cancels several groups."""
    reply = conforming(request)
    return reply.edit(media_type=None) if "activity_id_list" in inner_of(request) else reply
