"""The templates of the samples, filled in with what the document says of an operation."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regeneration.rendering import render

from dingtalk_contract.contract import Document, Operation
from sampling.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "docs" / "samples"
_TEMPLATES = ROOT / "scripts" / "sample_templates"


def render_samples(document: Document) -> dict[str, str]:
    """Return every sample by its path below the folder of the samples."""
    samples = {}
    for language in LANGUAGES:
        template = (_TEMPLATES / language.template).read_text(encoding="utf-8")
        for operation in document.operations:
            samples[f"{language.key}/{language.file_name(operation.id)}"] = render(template, _values(operation))
    return samples


def _values(operation: Operation) -> Mapping[str, Any]:
    names = [str(part.steps[-1]) for part in operation.body.parts]
    fields = [] if operation.media_type else [{"name": name, "variable": f"DINGTALK_{name.upper()}"} for name in names]
    example = operation.body_example
    for step in operation.envelope:
        example = example[step]
    lines = json.dumps(example, ensure_ascii=False, indent=2).splitlines()
    reads = (
        ", ".join(["DINGTALK_BASE_URL", *(field["variable"] for field in fields)])
        if fields
        else "DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example"
    )
    return {
        "operation": operation.id,
        "class_name": operation.id[:1].upper() + operation.id[1:],
        "title": f"{operation.id}: {operation.summary.rstrip('.')}.",
        "reads": f"It reads {reads}.",
        "path": operation.path,
        "token_name": operation.token_name,
        "envelope": ".".join(operation.envelope),
        "fields": fields,
        "secret": "secret" if fields else "token",
        "example": "\n".join(lines),
        "example_lines": "\n".join(f"# {line}" for line in lines),
        # A string of C is JSON's, where it has no control character but line breaks.
        "example_c": [json.dumps(f"{line}\n", ensure_ascii=False) for line in lines[:-1]] + [json.dumps(lines[-1])],
    }
