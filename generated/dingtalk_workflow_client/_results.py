"""What accepted calls give; generated, do not edit."""

from collections.abc import Mapping
from typing import Any, Self

from attrs import field, frozen

from ._answers import RawAnswer, further_members, show_result


@frozen(kw_only=True, repr=False)
class CancelTaskGroupResult:
    """What came of the request; open to further fields."""

    errcode: int | None
    """The return code (返回码), 0 or absent where the request was accepted.
    Example: 0.
    Source: documented, page: The page says number; the official Java SDK says 64-bit integer, and so does this
    document."""
    errmsg: str | None
    """The return code in words (返回码描述), for people alone; often absent.
    Example: 'ok'.
    Source: documented, page."""
    request_id: str | None
    """The identifier of this request (请求ID), to quote when asking DingTalk for help.
    Example: '146262d9p0xmi'.
    Source: documented, page."""
    further: Mapping[str, Any] = field(hash=False)
    """The members that the document does not name."""
    raw: RawAnswer = field(eq=False)
    """The answer as it arrived."""

    __repr__ = show_result

    @classmethod
    def from_members(cls, members: Mapping[str, Any], raw: RawAnswer) -> Self:
        """Make it of the members of a JSON object."""
        return cls(
            errcode=members.get("errcode"),
            errmsg=members.get("errmsg"),
            request_id=members.get("request_id"),
            further=further_members(members, "errcode", "errmsg", "request_id"),
            raw=raw,
        )
