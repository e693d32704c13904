"""The random programs by themselves: what they find, how small they make it, and that a seed gives them again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from contract_tests.server.machine import Program, Search, find_violation
from dingtalk_contract.cli.operations import known_good
from dingtalk_contract.conformance import JudgePlugin, Note, ServerJudge, ServerTarget, Settings, make_plugin
from dingtalk_contract.exchange import parse_url
from tests.deeds.service import Service
from tests.deeds.test_deeds import CATALOGUE, DOCUMENT, OPERATIONS
from tests.deeds.trials import BROKEN, SOON
from tests.servers.serving import Behaviour, serving


@contextmanager
def judging(service: Behaviour, seed: int = 0) -> Iterator[ServerJudge]:
    """Judge a service, without any case of a clause."""
    with serving(service) as url:
        settings = Settings(
            target=ServerTarget(address=parse_url(url)),
            document=DOCUMENT,
            catalogue=CATALOGUE,
            known_good=known_good(DOCUMENT, OPERATIONS),
            seed=seed,
            settle=SOON,
            timeout=2,
        )
        plugin: JudgePlugin = make_plugin(settings, ())
        judge = next(iter(plugin.judges.values()))
        assert isinstance(judge, ServerJudge)
        yield judge
        plugin.close()


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, tuple[object, ...]]]]:
    """What each program of the test does, as it is done."""
    kept: list[list[tuple[str, tuple[object, ...]]]] = []
    begin = Search.begin

    def begin_and_keep(search: Search) -> Program:
        program = begin(search)
        kept.append(program.script)
        return program

    monkeypatch.setattr(Search, "begin", begin_and_keep)
    return kept


@pytest.mark.parametrize("name", ["CancelsNothing", "CancelsTheGroupInEveryInstance", "FindsDeletedTemplates"])
def test_a_broken_service_is_found_by_a_small_program(name: str) -> None:
    """Programs alone find it by its clause, and make it small."""
    trial = next(each for each in BROKEN if each.name == name)

    with judging(trial.service()) as judge:
        violation = find_violation(judge)

    assert violation is not None
    assert (violation.clause_id, violation.note) == (trial.clause, Note.SHRUNK)
    assert len(violation.proof["steps"]) <= 12


def test_a_seed_gives_the_same_programs(scripts: list[list[object]]) -> None:
    """A run with one seed is repeated by it, and differs from others."""
    runs = []
    for seed in (1, 1, 2):
        scripts.clear()
        with judging(Service(), seed) as judge:
            assert find_violation(judge) is None
        runs.append([list(script) for script in scripts])

    assert runs[0] == runs[1] != runs[2]
    assert len(runs[0]) >= 20


def test_a_named_folder_keeps_the_counterexamples(tmp_path: Path) -> None:
    """In deep the user's database has what was found."""
    trial = next(each for each in BROKEN if each.name == "CancelsNothing")

    with judging(trial.service()) as judge:
        assert find_violation(replace(judge, database=str(tmp_path))) is not None

    assert list(tmp_path.rglob("*"))
