"""What every contract test gets: its clauses as parameters, and the judge of the run."""

import fnmatch
import os
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dingtalk_contract.cli.operations import chosen_operations, known_good
from dingtalk_contract.conformance import (
    ClientTarget,
    Judge,
    JudgePlugin,
    Profile,
    ServerTarget,
    Settings,
    Target,
    make_plugin,
)
from dingtalk_contract.contract import Clause, Field, TargetKind, load_catalogue, load_document
from dingtalk_contract.exchange import parse_url


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the target where the suite is run by pytest itself, without the command line program."""
    group = parser.getgroup("dingtalk-contract")
    group.addoption("--target", metavar="TARGET", help="what to judge: the URL of a server, the command of a client")
    group.addoption(
        "--operation", action="append", metavar="NAME", help="what operation to judge it on; all: every one"
    )
    group.addoption("--profile", default="standard", choices=("quick", "standard"), help="how much to ask")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Make the judge, unless the program that drives this run has brought one."""
    if not any(isinstance(plugin, JudgePlugin) for plugin in config.pluginmanager.get_plugins()):
        config.pluginmanager.register(_plugin_from_options(config))


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Collector, obj: object) -> list[pytest.Item] | None:
    """Leave out a test whose rules have no clause on the chosen operations."""
    rules = list(_rules(plugin_of(collector.config), getattr(obj, "pytestmark", ())))
    return [] if rules and not any(map(plugin_of(collector.config).catalogue.proven_by, rules)) else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test each clause that its rules prove."""
    plugin = plugin_of(metafunc.config)
    rules = _rules(plugin, metafunc.definition.iter_markers())
    clauses = [clause for rule in rules for clause in plugin.catalogue.proven_by(rule)]
    metafunc.parametrize("clause", clauses, ids=[clause.id for clause in clauses], indirect=True)


def _rules(plugin: JudgePlugin, markers: Iterable[pytest.Mark]) -> Iterator[str]:
    listed = plugin.catalogue.rules
    for pattern in (each for marker in markers if marker.name == "rule" for each in marker.args):
        named = [pattern] if pattern in listed else sorted(fnmatch.filter(listed, pattern))
        if not named:
            plugin.stop(RuntimeError(f"a test proves {pattern!r}, which nobody lists"))
        yield from named


@pytest.fixture(autouse=True)
def clause(request: pytest.FixtureRequest) -> Clause:
    """The clause that this test shows."""
    shown: Clause = request.param
    return shown


@pytest.fixture
def field(clause: Clause) -> Field:
    """The field that the clause was derived from."""
    assert clause.field is not None, "every derived clause has its field"
    return clause.field


@pytest.fixture
def judge(pytestconfig: pytest.Config, clause: Clause) -> Judge:
    """The judge on the operation of the clause."""
    return plugin_of(pytestconfig).judge_of(clause)


def plugin_of(config: pytest.Config) -> JudgePlugin:
    """Return the plugin that drives this run."""
    return next(plugin for plugin in config.pluginmanager.get_plugins() if isinstance(plugin, JudgePlugin))


def _plugin_from_options(config: pytest.Config) -> JudgePlugin:
    document = load_document()
    target = _target_from_options(config)
    operations = chosen_operations(document, config.getoption("--operation"))
    settings = Settings(
        target=target,
        document=document,
        catalogue=load_catalogue(document, target.kind, operations=operations),
        known_good=known_good(document, operations, token=os.environ.get("DINGTALK_ACCESS_TOKEN")),
        profile=Profile(config.getoption("--profile")),
    )
    plugin = make_plugin(settings, sinks=())
    plugin.is_whole = False
    return plugin


def _target_from_options(config: pytest.Config) -> Target:
    folders = {Path(argument.split("::")[0]).resolve() for argument in config.args}
    named = [kind for kind in TargetKind if any(kind.value in folder.parts for folder in folders)]
    given = config.getoption("--target")
    if given and named == [TargetKind.SERVER]:
        return ServerTarget(address=parse_url(given))
    if given and named == [TargetKind.CLIENT]:
        return ClientTarget(command=tuple(shlex.split(given)))
    raise pytest.UsageError(
        "name what to judge, and the tests of its kind: "
        "contract_tests/server --target URL, or contract_tests/client --target COMMAND"
    )
