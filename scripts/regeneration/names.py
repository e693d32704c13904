"""The Python names of what the document names."""

import keyword
import re
from collections.abc import Container


def method_name(operation_id: str) -> str:
    """Return the name of a method: that of `doThis` is do_this."""
    words = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", operation_id)
    return python_name(re.sub(r"\W+", "_", words).strip("_").lower(), taken=())


def class_name(*words: str) -> str:
    """Return the name of a class: that of `doThis` and `result` is DoThisResult."""
    parts = [part for word in words for part in re.split(r"[\W_]+", word) if part]
    return "".join(part[0].upper() + part[1:] for part in parts)


def python_name(name: str, *, taken: Container[str]) -> str:
    """Return a field's own name where Python lets it stand, or the nearest."""
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    if not plain or plain[0].isdigit() or plain[0] == "_":
        plain = f"field_{plain.lstrip('_')}"
    return f"{plain}_" if keyword.iskeyword(plain) or plain in taken else plain
