"""Broken clients that change the texts they are given."""

from __future__ import annotations

import html
import json
import os
from unicodedata import normalize

from tests.clients.calling import call, encode, request
from tests.clients.trials import breaks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def with_texts(change: Callable[[str], str]) -> dict[str, Any]:
    """Return the request with every text changed."""

    def apply(value: Any) -> Any:
        if isinstance(value, list):
            return [apply(item) for item in value]
        return change(value) if isinstance(value, str) else value

    return {name: apply(value) for name, value in request().items()}


@breaks("text/unicode")
def writes_question_marks() -> int:
    """Writes a question mark for each letter that its page of codes lacks."""
    return call(values=with_texts(lambda text: text.encode("latin-1", "replace").decode("latin-1")))


@breaks("text/unicode")
def writes_another_page_of_codes() -> int:
    """Writes the letters in the encoding of its own country."""
    return call(body=json.dumps({"request": request()}, ensure_ascii=False).encode("gb18030"))


@breaks("text/unicode")
def leaves_emoji_out() -> int:
    """Keeps the letters that fit into two bytes."""
    return call(values=with_texts(lambda text: "".join(char for char in text if ord(char) < 2**16)))


@breaks("text/unicode")
def puts_accents_together() -> int:
    """Normalises what it is given."""
    return call(values=with_texts(lambda text: normalize("NFC", text)))


@breaks("text/quotes")
def joins_text_to_json() -> int:
    """Writes JSON by hand, with each text between two quotes."""
    values = [f'"agentid":{os.environ["DINGTALK_AGENTID"]}']
    names = ("process_instance_id", "activity_id")
    values += [f'"{name}":"{os.environ[f"DINGTALK_{name.upper()}"]}"' for name in names]
    if "DINGTALK_ACTIVITY_ID_LIST" in os.environ:
        values.append(f'"activity_id_list":{os.environ["DINGTALK_ACTIVITY_ID_LIST"]}')
    return call(body=f'{{"request":{{{",".join(values)}}}}}'.encode())


@breaks("text/quotes")
def escapes_for_a_page() -> int:
    """Writes entities where a page would need them."""
    return call(values=with_texts(html.escape))


@breaks("text/quotes")
def escapes_backslashes_twice() -> int:
    """Escapes the text before its JSON library does."""
    return call(body=encode({"request": with_texts(lambda text: text.replace("\\", "\\\\"))}))


@breaks("text/spaces")
def trims_texts() -> int:
    """Takes spaces for a slip of the user."""
    return call(values=with_texts(str.strip))


@breaks("text/spaces")
def joins_many_spaces() -> int:
    """Lets a shell split the text, and joins the words."""
    return call(values=with_texts(lambda text: " ".join(text.split())))


@breaks("text/long")
def cuts_texts_at_255() -> int:
    """Keeps texts in a column of a table."""
    return call(values=with_texts(lambda text: text[:255]))
