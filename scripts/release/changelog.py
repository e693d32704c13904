"""The changelog: the entries under Contract, and the heading that they get when a version is released."""

import re
from dataclasses import dataclass
from pathlib import Path

from release.errors import ReleaseError

HEADING = "### Contract"
_SECTION = re.compile(r"^#{2,3} ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changelog:
    """A changelog whose unreleased part has a section named Contract."""

    text: str
    start: int
    """Where the heading of that section begins."""
    end: int

    @property
    def entries(self) -> str:
        """What is written about the contract since its last release."""
        return self.text[self.start + len(HEADING) : self.end]

    def names(self, word: str) -> bool:
        """Return whether an entry names this, in backticks."""
        return f"`{word}`" in self.entries

    def dated(self, version: object, date: str) -> str:
        """Return the text with the entries under the version and its date, and an empty section above."""
        if not self.entries.strip() and f"\n{HEADING} {version} - " in self.text:
            # Kept anew before anybody had it: the entries stand there already.
            return self.text
        heading = f"{HEADING} {version} - {date}"
        parts = [HEADING, heading, self.entries.strip("\n"), self.text[self.end :].lstrip("\n")]
        return self.text[: self.start] + "\n\n".join(part for part in parts if part)


def read_changelog(path: Path) -> Changelog:
    """Read a changelog.

    Raises:
        ReleaseError: it has no section Contract under Unreleased.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"cannot read the changelog {path.name!r}: {error}") from error
    found = re.search(r"^## Unreleased\n.*?^(?P<heading>### Contract)$", text, re.MULTILINE | re.DOTALL)
    released = re.search(r"^## (?!Unreleased)", text, re.MULTILINE)
    if found is None or (released is not None and found.start("heading") > released.start()):
        raise ReleaseError(f"cannot use the changelog {path.name!r}: it has no '{HEADING}' under '## Unreleased'")
    start = found.start("heading")
    following = _SECTION.search(text, found.end("heading"))
    return Changelog(text=text, start=start, end=following.start() if following else len(text))
