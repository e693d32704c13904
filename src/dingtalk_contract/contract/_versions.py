"""Semantic versions, and the steps between them."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import total_ordering
from typing import Any

SEMANTIC = re.compile(
    r"(?P<major>0|[1-9]\d*)\.(?P<minor>0|[1-9]\d*)\.(?P<patch>0|[1-9]\d*)"
    r"(?:-(?P<pre>(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)
"""The expression that semver.org proposes."""
LONGEST = 100


class Step(IntEnum):
    """How far a version moves, or must."""

    NONE = 0
    """Nothing changed."""
    PATCH = 1
    """Words alone changed."""
    MINOR = 2
    """Something changed, and what conformed still does."""
    MAJOR = 3
    """What conformed may no longer."""


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A semantic version; what stands behind a plus counts for nothing."""

    major: int
    minor: int
    patch: int
    pre: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Version":
        """Read a version.

        Raises:
            ValueError: it is none.
        """
        found = SEMANTIC.fullmatch(text) if len(text) <= LONGEST else None
        if found is None:
            raise ValueError(f"the version {text[:LONGEST]!r} is not semantic; write it like '1.2.0'")
        numbers = {name: int(found[name]) for name in ("major", "minor", "patch")}
        return cls(**numbers, pre=tuple((found["pre"] or "").split(".")) if found["pre"] else ())

    def __str__(self) -> str:
        pre = f"-{'.'.join(self.pre)}" if self.pre else ""
        return f"{self.major}.{self.minor}.{self.patch}{pre}"

    def __lt__(self, other: "Version") -> bool:
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[Any, ...]:
        # A version comes after its own pre-releases; numbers among their words come before text.
        words = tuple((0, int(word), "") if word.isdecimal() else (1, 0, word) for word in self.pre)
        return (self.major, self.minor, self.patch, not self.pre, words)

    def after(self, step: Step) -> "Version":
        """Return the lowest version that is this step away; below 1.0.0 the minor number stands for the major."""
        if step is Step.NONE:
            return self
        if step is Step.MAJOR and self.major:
            return Version(major=self.major + 1, minor=0, patch=0)
        if step is Step.MAJOR or (step is Step.MINOR and self.major):
            return Version(major=self.major, minor=self.minor + 1, patch=0)
        return Version(major=self.major, minor=self.minor, patch=self.patch + 1)
