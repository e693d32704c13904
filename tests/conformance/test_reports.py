"""The reports: each a reader of the record, none showing anything live."""

import io
import json
import re
import string
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest

from dingtalk_contract.conformance import LoadReport, reports
from dingtalk_contract.conformance.reports import (
    RENDERERS,
    WORDS,
    Line,
    ReportFile,
    RunRecord,
    Translator,
    compare_runs,
    gather,
)
from dingtalk_contract.conformance.reports.console import ConsoleReport
from dingtalk_contract.contract import clause_address, load_catalogue, load_document
from dingtalk_contract.errors import UsageError
from tests.conformance.runs import CATALOGUE, run
from tests.servers.conforming import conforming
from tests.servers.serving import Reply, Request

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e]]> `code` | @somebody -->"
SCHEMA = Path(str(reports.__file__)).with_name("record.schema.json")


def hostile(request: Request) -> Reply:
    """Take any token, and say hostile things."""
    reply = conforming(request, without={"token"})
    return reply.edit(value={**reply.value, "errmsg": HOSTILE, "remark": request.query.get("access_token")})


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    """The record of a run against a hostile server."""
    return run(hostile)[1].lines


@pytest.fixture(scope="module")
def record(lines: list[Line]) -> RunRecord:
    """The same, gathered."""
    return gather(lines)


def translator(language: str = "en") -> Translator:
    """Make a translator."""
    return Translator(catalogue=CATALOGUE, language=language)


def test_every_line_keeps_the_schema(lines: list[Line]) -> None:
    """Each line of a record keeps the schema in the repository."""
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8")))

    assert [error.message for line in lines for error in validator.iter_errors(line)] == []


def test_junit_has_one_testcase_a_clause(record: RunRecord) -> None:
    """The JUnit report has a testcase for each clause, failures as failures."""
    root = ET.fromstring(RENDERERS["junit"](record, translator()))

    suite = root.find("testsuite")
    assert suite is not None
    assert len(suite.findall("testcase")) == len(record.results) == int(suite.get("tests", 0))
    assert len(suite.findall("testcase/failure")) == len(record.having("fail")) == 1


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_that_a_target_said_is_live(record: RunRecord, form: str, language: str) -> None:
    """What a target said is escaped in HTML and Markdown."""
    text = RENDERERS[form](record, translator(language))

    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert not set(text) & ({chr(code) for code in range(32)} - {"\n"} | {"\u202e"})
    assert "@somebody" not in text or form == "html"


def test_the_html_page_needs_nothing_else(record: RunRecord) -> None:
    """The page loads nothing, and has every clause and exchange foldable."""
    text = RENDERERS["html"](record, translator())

    assert not re.search(r"(src|href)=|url\(|@import", text)
    assert text.count('<details class="clause') == len(record.results)
    assert text.count('<details class="exchange') >= len(record.results)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["html", "markdown"])
def test_each_clause_links_to_its_address(record: RunRecord, form: str, language: str) -> None:
    """Where a site is named, a report links every clause to it."""
    translator = Translator(catalogue=CATALOGUE, language=language, site="https://docs.test/")

    text = RENDERERS[form](record, translator)

    for result in record.results:
        assert f"https://docs.test/{clause_address(result['clause'], CATALOGUE.kind, language)}" in text


def test_har_has_every_exchange(record: RunRecord) -> None:
    """The HAR has an entry for each exchange of the record."""
    har = json.loads(RENDERERS["har"](record, translator()))

    assert len(har["log"]["entries"]) == len(record.exchanges) == record.end["exchanges"] if record.end else False


@pytest.mark.parametrize("form", RENDERERS)
def test_no_report_has_the_token(record: RunRecord, form: str) -> None:
    """The token of the run is in no report, though the target said it back."""
    assert "6d1bxxxx" not in RENDERERS[form](record, translator()).lower()


@pytest.mark.parametrize(
    ("form", "mark"), [("html", "incomplete"), ("markdown", "incomplete"), ("junit", "<error"), ("har", "incomplete")]
)
def test_a_record_without_its_end_is_incomplete(lines: list[Line], form: str, mark: str) -> None:
    """A run that was broken off is marked, and never shown as a pass."""
    text = RENDERERS[form](gather(lines[:-1]), translator())

    assert mark in text
    assert "conforms:" not in text


def test_the_console_obeys_nothing() -> None:
    """The console report has no control character of the target's."""
    stream = io.StringIO()
    report = ConsoleReport(stream=stream, catalogue=CATALOGUE)

    for line in run(lambda _: Reply(body=b'{"errmsg": "\x1b[31m"}'))[1].lines:
        report.take(line)

    assert "\\x1b[31m" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
    assert stream.getvalue().splitlines()[-1].startswith("does not conform: ")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_progress_in_colour(monkeypatch: pytest.MonkeyPatch, lines: list[Line]) -> None:
    """A terminal sees each clause come by, and colours unless told not to."""
    shown = {}
    for wanted in ("", "1"):
        monkeypatch.setenv("NO_COLOR", wanted)
        report = ConsoleReport(stream=_Terminal(), catalogue=CATALOGUE)
        for line in lines:
            report.take(line)
        report.close()
        assert isinstance(report.stream, _Terminal)
        shown[wanted] = report.stream.getvalue()

    clauses = [line["clause"] for line in lines if line["record"] == "result"]
    last = f"\r\x1b[K{len(clauses)}/{len(CATALOGUE.clauses)} {clauses[-1]}"
    assert all(last in text for text in shown.values())
    assert all(text.endswith("s\x1b[0m\n" if text == shown[""] else "s\n") for text in shown.values())
    assert "\x1b[31m" in shown[""]
    assert "\x1b[31m" not in shown["1"]


def test_what_a_load_left_on_the_target_is_said() -> None:
    """A load that could not put away everything says how much."""
    translator = Translator(catalogue=CATALOGUE, language="en")

    assert translator.loads({"load": LoadReport(left=2).summary()}) == ["left there: 2"]
    assert translator.loads({"load": LoadReport().summary()}) == []


def test_both_languages_have_every_word() -> None:
    """The catalogues of words have the same keys and blanks."""
    english, chinese = WORDS["en"], WORDS["zh"]

    def blanks(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)}

    assert english.keys() == chinese.keys()
    assert all(blanks(english[key]) == blanks(chinese[key]) for key in english)


def test_both_languages_have_every_clause() -> None:
    """Each clause has a statement and a hint in English and in Chinese."""
    catalogue = load_catalogue(load_document())

    for clause in catalogue:
        assert clause.statements["en"].isascii()
        assert not clause.statements["zh"].isascii()
        assert not clause.hints["zh"].isascii()


def test_a_report_file_is_written_whatever_ends_the_run(lines: list[Line], tmp_path: Path) -> None:
    """A run that was broken off leaves its reports, marked incomplete."""
    file = ReportFile.open("markdown", tmp_path / "r.md", CATALOGUE, "en")

    for line in lines[:5]:
        file.take(line)
    file.close()

    assert "incomplete" in (tmp_path / "r.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it has no line"),
        ("nonsense\n", "line 1 is no JSON"),
        ('{"record": "run"}\n', "line 1 is no line of a record"),
        ("[1]\n", "line 1 is no line of a record"),
    ],
)
def test_what_is_no_record_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """A file that is no record is an error that says where."""
    (tmp_path / "r.jsonl").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=message):
        reports.read_record(tmp_path / "r.jsonl")


def test_a_cut_off_last_line_is_left_out(lines: list[Line], tmp_path: Path) -> None:
    """A record that was cut in its last line is read, and incomplete."""
    text = "\n".join(json.dumps(line) for line in lines)
    (tmp_path / "r.jsonl").write_text(text[:-10], encoding="utf-8")

    record = reports.read_record(tmp_path / "r.jsonl")

    assert record.end is None
    assert len(record.results) == sum(line["record"] == "result" for line in lines)


def test_runs_are_compared_clause_by_clause() -> None:
    """The table leaves out what says nothing of its own."""
    skip = {"o/c": "consequence of o/b", "o/d": "control not accepted"}
    verdicts = {"o/a": "pass", "o/b": "fail", "o/c": "skip", "o/d": "skip"}
    heading = {"record": "run", "started": "2026-11-27", "tool": "t", "profile": "p", "spec": {"version": "1"}}
    end = {"record": "end", "exchanges": 1, "outcomes": {"accepted": 1}, "exit_code": 1}
    found = [
        {"record": "result", "clause": name, "verdict": each, "reason": skip.get(name)}
        for name, each in verdicts.items()
    ]
    passed = [{"record": "result", "clause": name, "verdict": "pass"} for name in verdicts]

    table = compare_runs({"bad": [heading, *found, end], "good": [heading, *passed, end]})

    rows = [line.split("|")[1:4] for line in table.splitlines() if line.startswith("| `")]
    assert [name.strip(" `") for name, _, _ in rows] == ["o/b", "o/d"]
    assert {cell.strip() for _, _, cell in rows} == {"pass"}
    assert "**fail**" in table
