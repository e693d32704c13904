"""No secret of a run over all operations stands in anything that it leaves behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx

from dingtalk_contract.contract import load_document
from dingtalk_contract.emulator import EmbeddedEmulator, make_emulator

TOKEN, SUITE, SECRET = "token-8f1c2a77e4", "suite-5b90d3c6a1", "secret-77ab01f3e9"
KEY = "ding-of-the-test"
SEED_DATA = {
    "apps": [{"id": 111, "key": KEY, "secret": SECRET}, {"id": 222, "kind": "enterprise"}],
    "tokens": [
        {"value": TOKEN, "app": 111, "expires_in": 7200},
        {"value": SUITE, "app": 222, "parameter": "suite_access_token"},
    ],
    "instances": [
        {"id": "proc-zzz", "groups": [{"id": "1111", "todos": [{"id": 63266761388, "user": "manager8409"}]}]}
    ],
}
FORMATS = ("jsonl", "junit", "html", "markdown", "har")


def test_no_secret_is_left_behind(tmp_path: Path) -> None:
    """Reports, output and journal of a run have none of its secrets."""
    emulator = make_emulator(load_document(), seed_data=SEED_DATA, breaks=["getToken/answer/expires_in/type"])
    reports = [f"--report={name}={tmp_path / f'run.{name}'}" for name in FORMATS]
    environment = os.environ | {"DINGTALK_APPSECRET": SECRET, "DINGTALK_SUITE_ACCESS_TOKEN": SUITE}
    with EmbeddedEmulator(emulator) as server:
        # The token is not named: it is what getToken brings.
        done = subprocess.run(
            [
                *(sys.executable, "-m", "dingtalk_contract", "check", "server", server.url, "--operation", "all"),
                *("--appkey", KEY, "--profile", "quick", *reports),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        journal = httpx.get(f"{server.url}/_emulator/journal", trust_env=False).json()

    assert done.returncode == 1, done.stderr
    assert "getToken/answer/expires_in/type" in done.stdout
    left = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    left |= {"stdout": done.stdout, "stderr": done.stderr, "journal": json.dumps(journal)}
    assert [(name, secret) for name, text in left.items() for secret in (TOKEN, SUITE, SECRET) if secret in text] == []
