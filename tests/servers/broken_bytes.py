"""Broken servers whose answers are right but for their bytes, mostly where they reject alone."""

import gzip
import json
import zlib

from tests.servers.mending import LIST, inner_of
from tests.servers.serving import Behaviour, Reply
from tests.servers.spoiling import (
    accepted,
    always,
    answering,
    method_refused,
    rejected,
    remaking,
    saying,
    text_of,
    with_fields,
    writing,
)
from tests.servers.trials import break_each

JSON = "application/json"
GZIP = (("Content-Encoding", "gzip"),)
BOMB = gzip.compress(b"0" * 50_000_000)
NOTHING = Reply(status=204, body=b"", media_type=None, length=-1, close=True)


def _around(before: bytes = b"", after: bytes = b"") -> Behaviour:
    return writing(rejected, lambda reply: before + text_of(reply).encode() + after)


def _rejecting_with(body: bytes) -> Behaviour:
    return answering(rejected, body=body)


break_each(
    "answer/json",
    accepts_with_204=remaking(accepted, lambda *_: NOTHING),
    rejects_with_a_page=remaking(rejected, lambda *_: Reply(body=b"<h1>no</h1>", media_type="text/html")),
    rejects_with_a_list=remaking(rejected, lambda _, reply: reply.edit(value=[reply.value])),
    writes_nan=saying(rejected, cost=float("nan")),
    writes_infinity=_rejecting_with(b'{"errcode": 400002, "wait": -Infinity}'),
    writes_a_comment_after_its_rejections=_around(after=b"\n<!-- served by web3 -->"),
    # A notice of PHP.
    writes_a_warning_before_its_rejections=_around(
        before=b"\nNotice: Undefined index: agentid in cancel.php on line 7\n"
    ),
    # By what keeps scripts from reading them.
    guards_against_inclusion=_around(before=b")]}',\n"),
    writes_a_callback=_around(before=b"callback(", after=b");"),
    writes_two_objects=_around(after=b'\n{"errcode": 0}'),
    writes_single_quotes=writing(rejected, lambda reply: str(reply.value).encode()),
    writes_a_trailing_comma=_rejecting_with(b'{"errcode": 400002, "errmsg": "no",}'),
    writes_a_raw_line_break=_rejecting_with(b'{"errcode": 400002, "errmsg": "one\ntwo"}'),
    writes_names_without_quotes=_rejecting_with(b'{errcode: 400002, errmsg: "no"}'),
    rejects_with_nothing=_rejecting_with(b""),
    rejects_a_method_with_204=remaking(method_refused, lambda *_: NOTHING),
    rejects_with_null=_rejecting_with(b"null"),
    rejects_with_a_number=_rejecting_with(b"400002"),
    rejects_with_text=writing(rejected, lambda reply: json.dumps(text_of(reply)).encode()),
    rejects_with_a_form=_rejecting_with(b"errcode=400002&errmsg=no"),
    rejects_with_a_deep_list=_rejecting_with(b"[" * 100_000 + b"]" * 100_000),
)
break_each(
    "answer/encoding",
    writes_gbk=writing(always, lambda reply: text_of(reply).encode("gbk")),
    writes_a_byte_order_mark=writing(always, lambda reply: json.dumps(reply.value).encode("utf-8-sig")),
    compresses_unasked=writing(always, lambda reply: gzip.compress(json.dumps(reply.value).encode()), headers=GZIP),
    rejects_in_utf_16=writing(
        rejected, lambda reply: text_of(reply).encode("utf-16"), media_type=f"{JSON};charset=utf-16"
    ),
    rejects_with_a_byte_order_mark=_around(before=b"\xef\xbb\xbf"),
    writes_latin_1=writing(rejected, lambda reply: text_of(with_fields(reply, errmsg="refusé")).encode("latin-1")),
    says_gbk_and_writes_utf_8=answering(always, media_type=f"{JSON};charset=GBK"),
    # As its container has it by default.
    says_latin_1_and_writes_utf_8=answering(rejected, media_type=f"{JSON};charset=ISO-8859-1"),
    # After so many octets, not characters.
    cuts_its_message_in_a_character=writing(
        rejected, lambda reply: b'{"errcode": 400002, "errmsg": "%s"}' % reply.value["errmsg"].encode()[:5]
    ),
    # As CESU-8 has each half of an emoji.
    writes_half_a_surrogate=_rejecting_with(
        '{"errcode": 400002, "errmsg": "\ud83d\ude00"}'.encode("utf-8", "surrogatepass")
    ),
    compresses_its_rejections=writing(rejected, lambda reply: gzip.compress(text_of(reply).encode()), headers=GZIP),
    says_that_it_has_compressed=answering(rejected, headers=GZIP),
    deflates_without_a_word=writing(rejected, lambda reply: zlib.compress(text_of(reply).encode())),
    # Little that unpacks to much.
    sends_a_bomb=answering(rejected, body=BOMB, headers=GZIP),
)
break_each(
    "answer/unique-names",
    # The right one last.
    writes_errcode_twice=_rejecting_with(b'{"errcode": 400001, "errmsg": "no", "errcode": 400002}'),
)
break_each(
    "answer/media-type",
    says_that_it_is_text=answering(always, media_type="text/html; charset=utf-8"),
    says_nothing_of_its_type=answering(always, media_type=None),
    rejects_as_plain_text=answering(rejected, media_type="text/plain;charset=UTF-8"),
    accepts_as_plain_text=answering(accepted, media_type="text/plain"),
    rejects_as_a_script=answering(rejected, media_type="application/javascript"),
    rejects_with_half_a_type=answering(rejected, media_type="json"),
    refuses_methods_as_a_page=answering(method_refused, media_type="text/html"),
    accepts_lists_without_a_type=answering(lambda request, _: LIST in inner_of(request), media_type=None),
)
