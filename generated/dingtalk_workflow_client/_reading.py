"""The bytes of an answer read as one JSON object: strictly, within bounds, trusting nothing."""

import codecs
import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

LARGEST_ANSWER = 1 << 20
"""How many bytes of an answer are read, before and after its compression is undone."""
_DEEPEST = 64
_LONGEST_INTEGER = 300
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_UNICODE_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


class Unreadable(Exception):
    """Why the bytes are no JSON object."""


def read_members(headers: Mapping[str, str], content: bytes) -> dict[str, Any]:
    """Return the members of the JSON object that an answer's body is, or raise Unreadable."""
    plain = _undo_encoding(headers.get("content-encoding", ""), content)
    try:
        text = plain.removeprefix(codecs.BOM_UTF8).decode()
        value = _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 at byte {error.start}") from None
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except (ValueError, InvalidOperation) as error:
        raise Unreadable(f"no JSON: {error}" if plain.strip() else "empty") from None
    charset = _CHARSET.search(headers.get("content-type", ""))
    if charset and charset[1].lower() not in _UNICODE_CHARSETS and not plain.isascii():
        raise Unreadable(f"in the charset {charset[1][:20]!r}, where JSON is in UTF-8")
    if not isinstance(value, dict):
        raise Unreadable("no JSON object")
    if not all(map(_is_text, walk_texts(value))):
        raise Unreadable("no text: it holds a lone surrogate")
    return value


def _undo_encoding(name: str, content: bytes) -> bytes:
    # None is asked for; a server that compresses all the same is understood within the same bounds.
    name = name.strip().lower()
    if name in {"", "identity"}:
        return content
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise Unreadable(f"in the content encoding {name[:20]!r}")
    try:
        inflater = zlib.decompressobj(wbits=47)
        plain = inflater.decompress(content, LARGEST_ANSWER)
    except zlib.error:
        raise Unreadable(f"no {name}, though it says so") from None
    if not inflater.eof:
        raise Unreadable("cut short, or longer than can be read")
    return plain


def _read_integer(text: str) -> int | Decimal:
    # int() refuses a number of 100,000 digits, or takes long over it.
    return int(text) if len(text) < _LONGEST_INTEGER else Decimal(text)


def _read_fraction(text: str) -> float | Decimal:
    value = float(text)
    # 1e-400 is not 0, and 1e400 is not infinity.
    is_faithful = math.isfinite(value) and (value != 0 or not re.search("[1-9]", re.split("[eE]", text)[0]))
    return value if is_faithful else Decimal(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a name stands twice")
    return members


_HOOKS: dict[str, Any] = {
    "parse_int": _read_integer,
    "parse_float": _read_fraction,
    "parse_constant": _refuse_constant,
    "object_pairs_hook": _collect,
}
_DECODER = json.JSONDecoder(**_HOOKS)


def walk_texts(value: Any) -> Iterator[str]:
    """Return every text of parsed JSON, or raise Unreadable where it is nested too deeply to be printed or copied."""
    level = [value]
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                below += [*node.keys(), *node.values()]
            elif isinstance(node, list):
                below += node
            elif isinstance(node, str):
                yield node
        if not below:
            return
        level = below
    raise Unreadable("nested too deeply")


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
