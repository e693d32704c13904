"""The words of `x-free`: what a page can leave open."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Freedom:
    """What a page can leave open, of an operation or of fields of some types."""

    fits: tuple[str, ...]
    meaning: str


FREEDOMS: Mapping[str, Freedom] = {
    "further-fields": Freedom(fits=("object",), meaning="It may have members that the document does not name."),
    "further-parameters": Freedom(
        fits=("operation",), meaning="The query may have parameters that the document does not name."
    ),
    "fractional": Freedom(fits=("integer",), meaning="It may have a fraction."),
    "negative": Freedom(fits=("integer", "number"), meaning="It may be below zero."),
    "beyond-64-bit": Freedom(fits=("integer", "number"), meaning="It may be a whole number that 64 bits do not hold."),
    "digits": Freedom(fits=("integer", "number"), meaning="It may come as a string of digits."),
    "letter-case": Freedom(fits=("string",), meaning="It may be in other letter case than its documented values."),
    "blank": Freedom(fits=("string",), meaning="It may be empty, or white space alone."),
    "unknown": Freedom(fits=("string", "integer", "number"), meaning="It may be an id that the target does not know."),
    "absent": Freedom(
        fits=("null", "boolean", "integer", "number", "string", "array", "object"),
        meaning="It may be left out, though it is required: its sources contradict each other.",
    ),
    "demanded": Freedom(
        fits=("boolean", "integer", "number", "string", "array", "object"),
        meaning="It may be required, though it is optional: its sources contradict each other.",
    ),
    "concurrent": Freedom(
        fits=("operation",), meaning="Requests at the same time may be refused, though each alone is accepted."
    ),
    "empty": Freedom(fits=("array",), meaning="It may be without items."),
    "repeats": Freedom(fits=("array",), meaning="It may have equal items."),
}
"""Where a word stands, an answer of either kind conforms; spec/README.md has the same sentences."""
