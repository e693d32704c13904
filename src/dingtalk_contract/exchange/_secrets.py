"""
Tokens kept out of all that is shown: in plain, percent-encoded, and in Base64.
"""

import base64
import json
from dataclasses import dataclass, field

from ._messages import Token, encode_query

MASK = "***"
_SHORTEST = 4


@dataclass(slots=True)
class Secrets:
    """
    The tokens of a run, and those derived from them.
    """

    _forms: dict[str, None] = field(default_factory=dict)

    def add(self, token: Token) -> None:
        """
        Keep a token, and each form in which it may be said back, out of what is shown.
        """
        value = token.value.strip()
        if len(value) < _SHORTEST:
            return
        raw = value.encode("utf-8", "surrogatepass")
        forms = (
            value,
            json.dumps(value)[1:-1],
            encode_query(value),
            base64.b64encode(raw).decode(),
            base64.urlsafe_b64encode(raw).decode(),
        )
        self._forms.update(dict.fromkeys(form.rstrip("=") for form in forms))

    def mask(self, text: str) -> str:
        """
        Give the text with every token replaced, the longest first.
        """
        for form in sorted(self._forms, key=len, reverse=True):
            text = text.replace(form, MASK)
        return text
