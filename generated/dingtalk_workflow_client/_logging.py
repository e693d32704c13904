"""The log: one logger of our own, and the HTTP library's lines without our tokens."""

import logging
import threading
from weakref import WeakSet

from ._tokens import Token

LOGGER = logging.getLogger("dingtalk_workflow_client")
_THEIRS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")


class _MaskTokens(logging.Filter):
    """Lets every record through, without the tokens in use."""

    def __init__(self) -> None:
        super().__init__()
        self._tokens: WeakSet[Token] = WeakSet()
        self._lock = threading.RLock()

    def add(self, token: Token) -> None:
        with self._lock:
            self._tokens.add(token)

    def filter(self, record: logging.LogRecord) -> bool:
        with self._lock:
            tokens = list(self._tokens)
        try:
            text = masked = record.getMessage()
        except Exception:  # noqa: BLE001 - a record that cannot be formatted is for its handlers to complain of
            return True
        for token in tokens:
            masked = token.mask(masked)
        if masked != text:
            record.msg, record.args = masked, ()
        return True


_MASK_TOKENS = _MaskTokens()


def keep_out_of_logs(token: Token) -> None:
    """Mask a token in what the HTTP library logs, for as long as it is in use."""
    for name in _THEIRS:
        # Adds nothing where it is already; levels, handlers and propagation stay as they are.
        logging.getLogger(name).addFilter(_MASK_TOKENS)
    if token.is_telling:
        _MASK_TOKENS.add(token)
