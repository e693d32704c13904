"""An answer as it arrived, one that was accepted, and the results that are made of it."""

from collections.abc import Mapping
from typing import Any, Self

from attrs import field, fields, frozen

_MASK = "***"


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


@frozen(kw_only=True, repr=False)
class Result:
    """An object of an accepted answer; each kind names its members, which are None where they are absent.

    A member's metadata may say `member`, its name in JSON where Python needs another, and `record`, the kind of the
    objects in it.
    """

    further: Mapping[str, Any] = field(hash=False)
    """The members that the document does not name."""
    raw: RawAnswer = field(eq=False)
    """The answer as it arrived."""

    def __repr__(self) -> str:
        """Show the members, but for the raw answer, and nothing of an answer that says the token."""
        named = [(each.name, repr(getattr(self, each.name)) if each.repr else _MASK) for each in _named(type(self))]
        shown = ", ".join(f"{name}={value}" for name, value in [*named, ("further", repr(self.further))])
        return f"{type(self).__name__}({'…' if self.raw.says_token else shown})"

    @classmethod
    def from_members(cls, members: Mapping[str, Any], raw: RawAnswer) -> Self:
        """Make it of the members of a JSON object."""
        further = dict(members)
        named = {}
        for each in _named(cls):
            value = further.pop(each.metadata.get("member", each.name), None)
            named[each.name] = _make(each.metadata["record"], value, raw) if "record" in each.metadata else value
        return cls(**named, further=further, raw=raw)


def _named(kind: type[Result]) -> list[Any]:
    return [each for each in fields(kind) if each.name not in {"further", "raw"}]


def _make(kind: type[Result], value: Any, raw: RawAnswer) -> Any:
    if isinstance(value, list):
        return [_make(kind, item, raw) for item in value]
    return kind.from_members(value, raw) if isinstance(value, Mapping) else value
