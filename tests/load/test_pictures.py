"""The reports of a load: its figures in lines, and its percentiles over time as a picture."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from dingtalk_contract.conformance.reports import RENDERERS, Line, Translator, gather
from tests.load.test_load import CATALOGUE

FIGURES = {"requests": 100, "rate": 50.0, "p50": 10.0, "p95": 20.0, "p99": 30.0}
SAMPLES: list[Line] = [
    {"seconds": each, "users": 5, "rate": 40 + each, "p50": 10, "p95": 20, "p99": 30 + each} for each in (2, 4)
]


def record(samples: Sequence[Line]) -> list[Line]:
    """Return the record of a load without a finding."""
    heading = {
        "record": "run",
        "schema": 1,
        "tool": "dingtalk-contract 0",
        "spec": {"version": "2.0.0", "sha256": "0" * 64},
        "target": {"kind": "load", "url": "http://127.0.0.1:1"},
        "operations": [],
        "profile": "standard",
        "seed": 0,
        "started": "2026-11-28T00:00:00+00:00",
    }
    end = {
        "record": "end",
        "counts": {},
        "outcomes": {},
        "exchanges": 100,
        "seconds": 4.0,
        "exit_code": 0,
        "load": {"operations": {"queryTasks": FIGURES}, "samples": samples, "interrupted": False},
    }
    return [heading, end]


def rendered(form: str, samples: Sequence[Line]) -> str:
    """Return a report of a load."""
    return str(RENDERERS[form](gather(record(samples)), Translator(catalogue=CATALOGUE, language="en")))


def test_html_draws_a_line_for_each_percentile() -> None:
    """The picture has the rate and three percentiles."""
    page = rendered("html", SAMPLES)

    svg = ET.fromstring(page[page.index("<svg") : page.index("</svg>") + len("</svg>")])
    assert [line.get("class") for line in svg.iter("polyline")] == ["p50", "p95", "p99", "rate"]
    assert all(len(str(line.get("points")).split()) == len(SAMPLES) for line in svg.iter("polyline"))


def test_a_load_too_short_has_no_picture() -> None:
    """One look is no line."""
    assert "<svg" not in rendered("html", SAMPLES[:1])


def test_markdown_has_the_figures_of_each_operation() -> None:
    """A line for each operation says how fast it was."""
    assert "- queryTasks: 100 exchanges, 50.0/s, p50 10 ms, p95 20 ms, p99 30 ms" in rendered("markdown", SAMPLES)
