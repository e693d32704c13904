"""What a caller may choose, for a client or for one call."""

import math

from attrs import frozen

from .errors import InvalidArgument

_LONGEST_TIMEOUT = 86_400
_MOST_RETRIES = 10


@frozen(kw_only=True)
class CallOptions:
    """What one call does otherwise than its client; None leaves it as the client has it.

    Args:
        timeout: Seconds for each exchange, from connecting to the last byte of the answer.
        retries: How often a call is sent again in all after throttled, busy or a refused connection.
        resend: Whether to count as such what may have been executed: a lost answer, or HTTP 5xx.
    """

    timeout: float | None = None
    retries: int | None = None
    resend: bool | None = None


@frozen(kw_only=True)
class Settings:
    """What holds for a call."""

    timeout: float
    retries: int
    resend: bool

    @classmethod
    def require(cls, *, timeout: object, retries: object, resend: object) -> "Settings":
        """Make settings, or raise InvalidArgument with the name of the one that is none."""
        if isinstance(timeout, bool) or not isinstance(timeout, int | float):
            raise InvalidArgument(field="timeout", reason=f"must be a number of seconds, not {type(timeout).__name__}")
        if math.isnan(timeout) or not 0 < timeout <= _LONGEST_TIMEOUT:
            raise InvalidArgument(field="timeout", reason=f"must be above 0 and at most {_LONGEST_TIMEOUT} seconds")
        if isinstance(retries, bool) or not isinstance(retries, int) or not 0 <= retries <= _MOST_RETRIES:
            raise InvalidArgument(field="retries", reason=f"must be an int from 0 to {_MOST_RETRIES}")
        if not isinstance(resend, bool):
            raise InvalidArgument(field="resend", reason=f"must be a bool, not {type(resend).__name__}")
        return cls(timeout=float(timeout), retries=retries, resend=resend)

    def override(self, options: CallOptions | None) -> "Settings":
        """Return the settings of one call."""
        if options is None:
            return self
        if not isinstance(options, CallOptions):
            raise InvalidArgument(field="options", reason=f"must be CallOptions, not {type(options).__name__}")
        return self.require(
            timeout=self.timeout if options.timeout is None else options.timeout,
            retries=self.retries if options.retries is None else options.retries,
            resend=self.resend if options.resend is None else options.resend,
        )
