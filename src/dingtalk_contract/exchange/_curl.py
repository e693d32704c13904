"""A request as one curl line that runs as printed, with the token left to the environment."""

import re
from collections.abc import Sequence

from ._messages import Draft, Token, encode_query

_LONG_RUN = re.compile(rb"(.)\1{999,}", re.DOTALL)
"""A byte so often in a row that it is better counted than printed."""
_PLAIN = re.compile(r"[A-Za-z0-9@%_+=:,./-]+")


def to_curl(draft: Draft, base_url: str, stand_ins: Sequence[Token] = ()) -> str:
    """Write a draft as a curl command for a POSIX shell with $'…', such as bash or zsh.

    Args:
        stand_ins: what in the body is written as shell words, beside its secret.
    """
    words = ["curl", "-sS", "-X", draft.method, _quote(f"{base_url}{draft.path}")]
    if draft.raw_query is not None:
        words += ["--url-query", f'"+{draft.raw_query.shown}"']
    for name, value in draft.query:
        words += ["--url-query", _pair(name, "=", value)]
    if draft.body is not None:
        words += ["-H", _quote(f"Content-Type: {draft.media_type or ''}".rstrip())]
    for name, value in draft.headers:
        words += ["-H", _pair(name, ": ", value)]
    if draft.chunked:
        words += ["-H", _quote("Transfer-Encoding: chunked")]
    if draft.body is None:
        return " ".join(words)
    if b"\0" in draft.body:
        # No argument of a command can hold a NUL.
        octal = "".join(f"\\{byte:03o}" for byte in draft.body)
        return " ".join(["printf", f"'{octal}'", "|", *words, "--data-binary", "@-"])
    run = _LONG_RUN.search(draft.body)
    if run is not None:
        before, after = draft.body[: run.start()], draft.body[run.end() :]
        repeated = f"printf %{len(run.group())}s | tr ' ' {_quote_bytes(run.group(1))}"
        pieces = f"{{ printf %s {_quote_bytes(before)}; {repeated}; printf %s {_quote_bytes(after)}; }}"
        return " ".join([pieces, "|", *words, "--data-binary", "@-"])
    tokens = [*stand_ins, *([] if draft.secret is None else [draft.secret])]
    return " ".join([*words, "--data-raw", _quote_body(draft.body, tokens)])


def _quote_body(body: bytes, tokens: Sequence[Token]) -> str:
    if not tokens:
        return _quote_bytes(body)
    token, *others = tokens
    return f'"{token.shown}"'.join(_quote_body(piece, others) for piece in body.split(token.value.encode()))


def show_target(draft: Draft) -> str:
    """Return the path and the query, with what stands for each token in the token's place."""
    if draft.raw_query is not None:
        return f"{draft.path}?{draft.raw_query.shown}"
    pairs = "&".join(
        f"{encode_query(name)}={value.shown if isinstance(value, Token) else encode_query(value)}"
        for name, value in draft.query
    )
    return f"{draft.path}?{pairs}" if pairs else draft.path


def show_headers(draft: Draft) -> list[list[str]]:
    """Return the headers that carry meaning, with what stands for each token in the token's place."""
    typed = [["Content-Type", draft.media_type]] if draft.body is not None and draft.media_type else []
    return [*typed, *([name, str(value)] for name, value in draft.headers)]


def _pair(name: str, joint: str, value: str | Token) -> str:
    return f'"{name}{joint}{value.shown}"' if isinstance(value, Token) else _quote(f"{name}{joint}{value}")


def _quote(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _quote_bytes(text.encode("utf-8", "surrogatepass"))


def _quote_bytes(data: bytes) -> str:
    """Quote bytes for a shell; what is not plain text is written with $'…'."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and text.isprintable():
        return "'" + text.replace("'", "'\\''") + "'"
    escaped = "".join(chr(byte) if 32 <= byte < 127 and byte not in b"'\\@" else f"\\x{byte:02x}" for byte in data)
    return f"$'{escaped}'"
