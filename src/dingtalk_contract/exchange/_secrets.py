"""Tokens kept out of all that is shown: in plain, percent-encoded, and in Base64."""

import base64
import json
import re
from dataclasses import dataclass, field

from ._messages import Token, encode_query

MASK = "***"


@dataclass(slots=True)
class Secrets:
    """The tokens of a run, and those derived from them."""

    _forms: dict[str, None] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def add(self, token: Token) -> None:
        """Keep a token, and each form in which it may be said back, out of what is shown."""
        value = token.value.strip()
        if not value or value in self._forms:
            return
        raw = value.encode("utf-8", "surrogatepass")
        coded = (base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode())
        forms = (value, json.dumps(value)[1:-1], encode_query(value), *coded)
        self._forms.update(dict.fromkeys([value, *(form.rstrip("=") for form in forms)]))
        self._pattern = None

    def mask(self, text: str) -> str:
        """Return the text with every token replaced, the longest first."""
        if self._pattern is None:
            # Compiled where it is wanted, not for each of many tokens.
            longest_first = sorted(self._forms, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        return self._pattern.sub(MASK, text) if self._forms else text
