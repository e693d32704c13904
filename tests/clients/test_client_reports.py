"""The record and the reports of a run on a client, whatever the client says."""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest

from dingtalk_contract.conformance import reports
from dingtalk_contract.conformance.reports import RENDERERS, RunRecord, Translator, gather
from tests.clients.runs import CATALOGUE, run
from tests.conformance.runs import Lines

HOSTILE = """
import sys
sys.path.insert(0, %r)
from tests.clients.calling import *
print("<script>alert(1)</script>\\x1b[31m\\u202e @somebody `code` " + token())
value = {"request": {**request(), "agentid": "<script>" + token()}}
sys.exit(call(value=value, headers={**JSON, "X-<script>": "1"} if False else {**JSON, "X-Note": "<script>"}))
"""


@pytest.fixture(scope="module")
def lines() -> Lines:
    """The record of a run on a client that says and sends hostile things."""
    root = str(Path(__file__).resolve().parents[2])
    return run((sys.executable, "-I", "-S", "-c", HOSTILE % root))[1]


@pytest.fixture(scope="module")
def record(lines: Lines) -> RunRecord:
    """The same, gathered."""
    return gather(lines.lines)


def translator(language: str = "en") -> Translator:
    """Make a translator."""
    return Translator(catalogue=CATALOGUE, language=language)


def test_every_line_of_a_client_keeps_the_schema(lines: Lines) -> None:
    """Each line of a record on a client keeps the schema."""
    path = Path(str(reports.__file__)).with_name("record.schema.json")
    validator = jsonschema_rs.validator_for(json.loads(path.read_text(encoding="utf-8")))

    # As it is written: a phrase is text with its template.
    written = [json.loads(json.dumps(line)) for line in lines.lines]
    assert [error.message for line in written for error in validator.iter_errors(line)] == []
    assert {line["record"] for line in lines.lines} == {"run", "exchange", "process", "result", "end"}


def test_the_heading_names_the_command(lines: Lines) -> None:
    """The run line has the kind and the command, and no address."""
    target = lines.lines[0]["target"]

    assert target["kind"] == "client"
    assert target["command"][0] == sys.executable
    assert "url" not in target


def test_each_exchange_belongs_to_one_process(lines: Lines) -> None:
    """The processes of a record name each exchange once."""
    named = [number for line in lines.lines if line["record"] == "process" for number in line["exchanges"]]

    assert named == [line["number"] for line in lines.lines if line["record"] == "exchange"]
    assert len(named) == lines.lines[-1]["exchanges"] == sum(lines.lines[-1]["outcomes"].values())


def test_a_finding_can_be_made_again(lines: Lines) -> None:
    """The line to reproduce has the variables and the command."""
    [result] = lines.results("fail")

    assert result["clause"].endswith("/agentid/type")
    assert result["reproduce"].startswith(
        'DINGTALK_BASE_URL=http://127.0.0.1:8080 DINGTALK_ACCESS_TOKEN="$DINGTALK_ACCESS_TOKEN" '
        'DINGTALK_OPERATION=cancelTaskGroup DINGTALK_VALUES=\'{"agentid": 111, '
    )
    assert " DINGTALK_AGENTID=111 " in result["reproduce"]
    assert result["shown_by"] == 1


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_report_on_a_client_has_anything_live(record: RunRecord, form: str, language: str) -> None:
    """No report obeys what a client said, nor has its token."""
    text = RENDERERS[form](record, translator(language))

    assert "6d1bxxxx" not in text.lower()
    assert form == "har" or "<script" not in text
    assert form == "har" or not set(text) & ({chr(code) for code in range(32)} - {"\n"} | {"\u202e"})


def test_no_report_on_a_client_speaks_of_servers(record: RunRecord) -> None:
    """The words of a report on a client are about clients."""
    text = RENDERERS["html"](record, translator())

    assert not re.search(
        r"\bserver\b", re.sub(r"<(pre|dd|code)>.*?</\1>", "", text.split("<section", 2)[1], flags=re.DOTALL)
    )
    assert "The fields sent" in text
    assert "exit code" in text


def test_junit_has_a_testcase_for_each_clause_of_a_client(record: RunRecord) -> None:
    """The JUnit report has the clauses on clients."""
    root = ET.fromstring(RENDERERS["junit"](record, translator()))

    assert len(root.findall("testsuite/testcase")) == len(CATALOGUE.clauses)


def test_the_report_shows_the_exchange_of_a_finding(record: RunRecord) -> None:
    """A finding shows its exchange, though another clause made it."""
    text = RENDERERS["html"](record, translator())
    finding = text.split('<details class="clause fail" open>')[1].split("</details>\n")[0]

    assert "#1 the example" in finding


def test_a_strange_target_breaks_no_report() -> None:
    """A request line that is no URL is reported as it is."""
    root = str(Path(__file__).resolve().parents[2])
    text = f"import sys\nsys.path.insert(0, {root!r})\nfrom tests.clients.calling import *\nsend(path='//[x')"
    lines = run((sys.executable, "-I", "-S", "-c", text), select=("cancelTaskGroup/envelope/path",))[1]

    texts = [render(gather(lines.lines), translator()) for render in RENDERERS.values()]

    assert len(lines.results("fail")) == 1
    assert all("//[x" in each for each in texts)
