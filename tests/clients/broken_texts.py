"""Broken clients that change the texts they are given."""

from __future__ import annotations

import html
import json
import os
from unicodedata import normalize

from tests.clients.calling import call, enclose, request
from tests.clients.editing import with_texts
from tests.clients.trials import EVERY, break_each, breaks

break_each(
    {
        "text/unicode": {
            "writes_question_marks": with_texts(lambda text: text.encode("latin-1", "replace").decode("latin-1")),
            "writes_another_page_of_codes": lambda: call(
                body=json.dumps(enclose(request()), ensure_ascii=False).encode("gb18030")
            ),
            "leaves_emoji_out": with_texts(lambda text: "".join(char for char in text if ord(char) < 2**16)),
            "puts_accents_together": with_texts(lambda text: normalize("NFC", text)),
        },
        "text/quotes": {
            "escapes_for_a_page": with_texts(html.escape),
            # Escapes the text before its JSON library does.
            "escapes_backslashes_twice": with_texts(lambda text: text.replace("\\", "\\\\")),
            "knows_no_escape_of_line_breaks": lambda: call(
                body=json.dumps(enclose(request())).replace("\\n", "\n").replace("\\t", "\t").encode()
            ),
        },
        "text/spaces": {"trims_texts": with_texts(str.strip)},
        "text/long": {"cuts_texts_at_255": with_texts(lambda text: text[:255])},
    },
    operations=EVERY,
)
# Lets a shell split the text, and joins the words: tabs and line breaks, which no id has, are spaces to it.
WITH_WORDS = ("saveProcess", "createInstance", "createTasks")
JOINS = with_texts(lambda text: " ".join(text.split()))
break_each(
    {"text/spaces": {"joins_many_spaces": JOINS}},
    operations=tuple(name for name in EVERY if name not in WITH_WORDS),
)
break_each(
    {"text/spaces": {"joins_many_spaces_and_lines": JOINS}},
    also=("text/quotes",),
    operations=WITH_WORDS,
)


@breaks("text/quotes")
def joins_text_to_json() -> int:
    """Writes JSON by hand, with each text between two quotes."""
    values = [f'"agentid":{os.environ["DINGTALK_AGENTID"]}']
    names = ("process_instance_id", "activity_id")
    values += [f'"{name}":"{os.environ[f"DINGTALK_{name.upper()}"]}"' for name in names]
    if "DINGTALK_ACTIVITY_ID_LIST" in os.environ:
        values.append(f'"activity_id_list":{os.environ["DINGTALK_ACTIVITY_ID_LIST"]}')
    return call(body=f'{{"request":{{{",".join(values)}}}}}'.encode())
