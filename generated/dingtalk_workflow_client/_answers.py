"""An answer as it arrived, and one that was accepted."""

from collections.abc import Mapping
from typing import Any

from attrs import field, fields, frozen


@frozen(kw_only=True)
class RawAnswer:
    """An answer as it arrived: status, headers by their names in lower case, and the body's bytes."""

    status: int
    # Not shown: a server may say the token back.
    headers: Mapping[str, str] = field(repr=False, hash=False)
    content: bytes = field(repr=False)
    says_token: bool = field(default=False, repr=False, eq=False)
    """Whether the token stands in the body; what is made of it is not shown then."""


@frozen(kw_only=True)
class Accepted:
    """The members of an accepted answer, and the answer they came in."""

    members: Mapping[str, Any]
    raw: RawAnswer


def show_result(result: Any) -> str:
    """Show the members of a result, but for the raw answer, and for all of an answer that says the token."""
    shown = [f"{each.name}={getattr(result, each.name)!r}" for each in fields(type(result)) if each.name != "raw"]
    return f"{type(result).__name__}({'…' if result.raw.says_token else ', '.join(shown)})"


def further_members(members: Mapping[str, Any], *documented: str) -> dict[str, Any]:
    """Return the members that the document does not name."""
    return {name: value for name, value in members.items() if name not in documented}
