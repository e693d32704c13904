"""The names that the generator of the client gives: a test holds them to the generator's own."""

import builtins
import re
from keyword import iskeyword

DELIMITERS = r"\. _-"
RESERVED = ({*dir(builtins)} | {"self", "true", "false", "datetime"}) - {"id"}


def parameter_name(name: str) -> str:
    """Return the name of a parameter, a function or a module."""
    kept = _keep(name)
    snake = _unreserve("_".join(_words(kept)).lower())
    return snake if snake.isidentifier() and not kept.startswith("_") else f"field_{snake}"


def class_name(name: str) -> str:
    """Return the name of a class."""
    pascal = _unreserve(pascal_case(name))
    return pascal if pascal.isidentifier() else _unreserve(pascal_case(f"field_{pascal}"))


def pascal_case(name: str) -> str:
    """Write words without gaps, each with a capital."""
    return "".join(word if word.isupper() else word.capitalize() for word in _words(_keep(name)))


def _keep(name: str) -> str:
    return "".join(char for char in name if char.isidentifier() or char.isdecimal() or char in DELIMITERS)


def _words(name: str) -> list[str]:
    spaced = " ".join(re.split("([A-Z]?[a-z]+)", name)) if any(char.isupper() for char in name) else name
    return re.findall(rf"[^{re.escape(DELIMITERS)}]+", spaced)


def _unreserve(name: str) -> str:
    return f"{name}_" if name in RESERVED or iskeyword(name) else name
