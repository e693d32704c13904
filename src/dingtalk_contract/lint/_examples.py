"""
The faults of the data beside the document: examples and recorded answers.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from ..contract import Document, read_yaml
from ._document import schema_faults
from ._faults import Fault

PARTS = ("request", "minimal", "accepted", "rejected")


def example_faults(folder: Path, document: Document) -> Iterator[Fault]:
    """
    Find the examples that are missing, or do not keep their operation's schema.
    """
    for operation in document.operations:
        for part in PARTS:
            path = folder / f"{operation.id}.{part}.json"
            schema = operation.body_schema if part in {"request", "minimal"} else operation.answer_schema
            try:
                value = json.loads(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                yield Fault(file=str(path), pointer="/", message="the example is missing: write the smallest one.")
            except ValueError as error:
                yield Fault(file=str(path), pointer="/", message=f"the example is no JSON: {error}.")
            else:
                yield from schema_faults(str(path), (), schema, value, "the example")


def recorded_faults(folder: Path) -> Iterator[Fault]:
    """
    Find the recorded answers that do not keep their schema.
    """
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.yaml")):
        try:
            value = read_yaml(path)
        except ValueError as error:
            yield Fault(file=str(path), pointer="/", message=f"the record cannot be read: {error}.")
            continue
        yield from schema_faults(str(path), (), schema, value, "the record")
