"""
What every contract test gets: its clauses as parameters, and the judge of the run.
"""

import os
from pathlib import Path

import pytest

from contract_tests.verifiers import watch_answers
from dingtalk_contract.conformance import Judge, JudgePlugin, Profile, Settings, make_plugin
from dingtalk_contract.contract import Clause, load_catalogue, load_document
from dingtalk_contract.exchange import parse_url

DEEP_ALONE = {"test_fuzzing.py"}
BEYOND_QUICK = {"test_properties.py", "test_second_generator.py"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Take the target where the suite is run by pytest itself, without the command line program.
    """
    group = parser.getgroup("dingtalk-contract")
    group.addoption("--target", metavar="URL", help="the server to judge")
    group.addoption("--profile", default="standard", choices=("quick", "standard"), help="how much to ask")


def pytest_configure(config: pytest.Config) -> None:
    """
    Make the judge, unless the program that drives this run has brought one.
    """
    if not any(isinstance(plugin, JudgePlugin) for plugin in config.pluginmanager.get_plugins()):
        config.pluginmanager.register(_plugin_from_options(config))
    watch_answers(_plugin(config).judge, _plugin(config).catalogue)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """
    Leave what a profile does not ask, and the import of its libraries, out of a run.
    """
    profile = _plugin(config).profile
    is_beyond = (collection_path.name in BEYOND_QUICK and profile is Profile.QUICK) or (
        collection_path.name in DEEP_ALONE and profile is not Profile.DEEP
    )
    return True if is_beyond else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """
    Give a test each clause that its rule proves.
    """
    rules = [name for marker in metafunc.definition.iter_markers("rule") for name in marker.args]
    catalogue = _plugin(metafunc.config).catalogue
    clauses = [clause for rule in rules for clause in catalogue.proven_by(rule)]
    metafunc.parametrize("clause", clauses, ids=[clause.id for clause in clauses], indirect=True)


@pytest.fixture(autouse=True)
def clause(request: pytest.FixtureRequest) -> Clause:
    """
    The clause that this test shows.
    """
    shown: Clause = request.param
    return shown


@pytest.fixture
def judge(pytestconfig: pytest.Config) -> Judge:
    """
    The judge of this run.
    """
    return _plugin(pytestconfig).judge


def _plugin(config: pytest.Config) -> JudgePlugin:
    return next(plugin for plugin in config.pluginmanager.get_plugins() if isinstance(plugin, JudgePlugin))


def _plugin_from_options(config: pytest.Config) -> JudgePlugin:
    from dingtalk_contract.cli.cancel_task_group import known_good

    if not config.getoption("--target"):
        raise pytest.UsageError("name the server to judge: --target URL")
    document = load_document()
    settings = Settings(
        address=parse_url(config.getoption("--target")),
        document=document,
        catalogue=load_catalogue(document),
        known_good=known_good(document.operations[0], token=os.environ.get("DINGTALK_ACCESS_TOKEN")),
        profile=Profile(config.getoption("--profile")),
    )
    return make_plugin(settings, sinks=())
