"""The templates of the facade, filled in: what comes from the document passes a filter, and stays text."""

import ast
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from regeneration.facade import Method

_WIDTH = 116


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What the sync client and the async one do not share."""

    name: str
    base: str
    sentence: str
    callable: str
    keyword: str
    wait: str
    iterator: str


_SYNC = _Kind(
    name="DingTalkWorkflow",
    base="SyncClient",
    sentence="DingTalk's own-workflow API (钉钉自有工作流), by calls that block; threads may share it.",
    callable="",
    keyword="",
    wait="",
    iterator="Iterator",
)
_ASYNC = _Kind(
    name="AsyncDingTalkWorkflow",
    base="AsyncClient",
    sentence="DingTalk's own-workflow API (钉钉自有工作流), by calls to await under asyncio; tasks may share it.",
    callable=" or an awaitable of one",
    keyword="async ",
    wait="await ",
    iterator="AsyncIterator",
)


def render(template: str, values: Mapping[str, Any]) -> str:
    """Fill in a template."""
    # Comes with openapi-python-client, which renders by it too.
    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701 - Python and TOML, not HTML; the filters below keep text text
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"literal": repr, "prose": write_prose}
    return environment.from_string(template).render(values)


def write_prose(text: str, indent: int, lead: int = 0) -> str:
    """Wrap text for a docstring, in which it can end nothing and mean nothing but itself.

    Args:
        lead: How many characters more than the indent stand before its first line.
    """
    lines = [_make_plain(line) for line in text.splitlines()]
    lines[:1] = [" " * lead + line for line in lines[:1]]
    wrapped = [each for line in lines for each in textwrap.wrap(line, _WIDTH - indent, break_on_hyphens=False)]
    wrapped[:1] = [line.lstrip() for line in wrapped[:1]]
    escaped = ("\n" + " " * indent).join(wrapped).replace("\\", "\\\\")
    return re.sub(r'"""|"+\Z', lambda quotes: r"\"" * len(quotes[0]), escaped)


def _make_plain(line: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in line).split())


def facade_values(methods: tuple[Method, ...], errors: Path) -> dict[str, Any]:
    """Return what the templates of the facade are filled in with; raise ValueError where two classes share a name."""
    # An object that several operations refer to is one class.
    records = dict.fromkeys(record for method in methods for record in method.records)
    results = [record.name for record in records]
    error_names = _class_names(errors)
    exported = sorted(
        ["AppCredentials", "RawAnswer", "CallOptions", _SYNC.name, _ASYNC.name, *results, *error_names, "__version__"]
    )
    twice = {name for name, other in pairwise(exported) if name == other}
    if twice:
        raise ValueError(f"two classes have the name {', '.join(sorted(twice))} in Python")
    return {
        "methods": methods,
        "records": tuple(records),
        "results": sorted(results),
        "errors": error_names,
        "exported": exported,
        "kinds": (_SYNC, _ASYNC),
    }


def _class_names(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sorted(node.name for node in tree.body if isinstance(node, ast.ClassDef))
