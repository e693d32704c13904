"""What a load is to be: whom it asks, as whom, and where what was seen is written; as JSON between processes."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

PLAN = "DINGTALK_CONTRACT_LOAD"
"""The environment variable that names the file of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One load, as every process of it reads it."""

    url: str
    """Without a slash at its end."""
    bodies: Mapping[str, Any]
    """A good body of each chosen operation, by operationId."""
    tokens: Mapping[str, str] = field(repr=False)
    """A good token of each, by operationId."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """How many users of each shape there are to those of the others."""
    pause: float = 0.0
    """Seconds between two requests of a user."""
    timeout: float = 5.0
    seen: str = ""
    """Where what was seen is written."""

    def write(self, path: Path) -> None:
        """Write it so that nobody else reads it: it has tokens."""
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(self), file)


def read_plan() -> Plan:
    """Read the plan that the environment names."""
    return Plan(**json.loads(Path(os.environ[PLAN]).read_text(encoding="utf-8")))
