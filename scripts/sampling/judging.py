"""Each language's samples judged by `check client`, and the page that says with what result."""

import hashlib
import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from dingtalk_contract.contract import load_document
from sampling.languages import LANGUAGES, Language
from sampling.rendering import SAMPLES

JUDGED_PAGE = SAMPLES / "README.md"
_HEADING = """# Samples

Written by `nox -s samples`; do not edit.
For each operation one program a language, rendered from `spec/openapi.yaml` and judged as a client by `check client`.
A program reads its variables from the environment, and exits with 0 where, and only where, the answer is accepted:

```sh
dingtalk-contract emulate &
export DINGTALK_BASE_URL=http://127.0.0.1:8080 DINGTALK_ACCESS_TOKEN={token}
sh docs/samples/shell/{operation}.sh
```

*Samples* is a digest of the files that were judged; where one changes, its row is taken back until it is judged again.

| language | with | judged on | verdicts | on | samples |
|---|---|---|---|---|---|
"""


def judge_language(language: Language, names: Mapping[str, str]) -> tuple[str, bool]:
    """Build and judge the samples of a language, and return its row of the page, and whether they keep every clause.

    Args:
        names: the file of each operation's sample below the folder of the samples, by operation.
    """
    missing = language.missing()
    judged_elsewhere = read_rows().get(language.name, "")
    if missing and f"`{digest(language)}`" in judged_elsewhere:
        return judged_elsewhere, True
    if missing:
        return _row(language, "not judged", f"{', '.join(missing)}: {language.source}"), True
    with tempfile.TemporaryDirectory() as folder:
        for name in names.values():
            _build(language, SAMPLES / name, Path(folder, Path(name).stem))
        record = Path(folder, "run.jsonl")
        # Which sample is run, the operation decides.
        cases = "\n".join(f"{name}) file={path};;" for name, path in names.items())
        line = f"""case "$DINGTALK_OPERATION" in
            {cases}
            esac
            SAMPLE={shlex.quote(str(SAMPLES))}/$file; stem=${{file##*/}}; BUILT={folder}/${{stem%.*}}
            {language.run}"""
        options = ["--operation=all", "--strict", f"--report=jsonl={record}", f"--name={language.name}"]
        command = [sys.executable, "-m", "dingtalk_contract", "check", "client", *options, "--", "sh", "-c", line]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode == 2:
            raise SystemExit(f"{language.name} could not be judged: {ended.stderr or ended.stdout}")
        print(ended.stdout.strip())
        lines = [json.loads(each) for each in record.read_text(encoding="utf-8").splitlines()]
    verdicts = Counter(each["verdict"] for each in lines if each["record"] == "result")
    version = subprocess.run(["sh", "-c", language.version], capture_output=True, text=True, check=True).stdout
    said = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
    when = f"{datetime.now(tz=UTC).date()}, {platform.freedesktop_os_release()['PRETTY_NAME']}"
    return _row(language, "; ".join(version.split("\n")[:-1]), said, when), ended.returncode == 0


def write_page(rows: Mapping[str, str]) -> None:
    """Write the page, with the new rows in the place of the old ones."""
    kept = {**read_rows(), **rows}
    table = "".join(f"{kept[language.name]}\n" for language in LANGUAGES if language.name in kept)
    shown = load_document().operations[-1]
    heading = _HEADING.format(token=shown.token_example, operation=shown.id)
    JUDGED_PAGE.write_text(heading + table, encoding="utf-8")


def read_rows() -> dict[str, str]:
    """Return the rows of the page by the name of the language."""
    text = JUDGED_PAGE.read_text(encoding="utf-8") if JUDGED_PAGE.exists() else ""
    return {line.split(" | ")[0].removeprefix("| "): line for line in text.splitlines() if line.startswith("| ")}


def stale_rows() -> list[str]:
    """Return the languages that were judged on other samples than these, or of which the page says nothing."""
    rows = read_rows()
    return [each.name for each in LANGUAGES if f"`{digest(each)}`" not in rows.get(each.name, "")]


def drop_stale_rows() -> None:
    """Take back what the page says of samples that are no longer those that were judged."""
    stale = stale_rows()
    write_page({each.name: _row(each, "not judged", "changed since") for each in LANGUAGES if each.name in stale})


def digest(language: Language) -> str:
    """Return a short digest of the samples of a language."""
    folder = SAMPLES / language.key
    whole = b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in sorted(folder.iterdir()))
    return hashlib.sha256(whole).hexdigest()[:8]


def _row(language: Language, version: str, said: str, when: str = "") -> str:
    link = f"[{language.library}]({language.key})"
    return f"| {language.name} | {link} | {version} | {said} | {when} | `{digest(language)}` |"


def _build(language: Language, sample: Path, built: Path) -> None:
    if not language.build:
        return
    environment = {**os.environ, "SAMPLE": str(sample), "BUILT": str(built)}
    command = ["sh", "-c", language.build]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"cannot build {sample.name}: {ended.stdout}{ended.stderr}")
