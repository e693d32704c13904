"""Texts for people: made short, and phrases that remember what they were made of."""

from collections.abc import Callable
from typing import Any


class Phrase(str):
    """An English text that remembers its template and its values, so that readers can word it in another language."""

    __slots__ = ("template", "values")
    template: str
    values: tuple[Any, ...]

    def __new__(cls, template: str, *values: Any) -> "Phrase":
        """Make the text of a template with {0}, {1} and so on."""
        made = super().__new__(cls, template.format(*values))
        made.template, made.values = template, values
        return made


phrase = Phrase


def take_apart(text: str, mask: Callable[[str], str]) -> Any:
    """Return a text as plain data: itself, or a list of a template and its values; all masked."""
    if not isinstance(text, Phrase):
        return mask(str(text))
    return [
        text.template,
        *(take_apart(str(each) if not isinstance(each, str) else each, mask) for each in text.values),
    ]


def shorten(text: str, most: int = 80) -> str:
    """Return a text with no more characters than these, and an ellipsis where some were cut off."""
    return text if len(text) <= most else f"{text[:most]}…"
