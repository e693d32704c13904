"""The pytest plugin: an emulator for tests of code that calls the API, and a failure where it breaks a clause."""

from collections.abc import Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

# Nothing of the emulator is imported here: whoever has this distribution installed loads this module in every run.
if TYPE_CHECKING:
    from .emulator import EmbeddedEmulator, EmulatorHandle

_HANDLES = pytest.StashKey[list["EmulatorHandle"]]()


@pytest.fixture(scope="session")
def _dingtalk_server() -> "Iterator[EmbeddedEmulator]":
    """Serve one emulator on a free port for the whole session, one for each worker of pytest-xdist."""
    from .contract import load_document
    from .emulator import EmbeddedEmulator, make_emulator

    with EmbeddedEmulator(make_emulator(load_document())) as server:
        yield server


@pytest.fixture
def dingtalk_seed_data() -> Mapping[str, Any] | None:
    """Return what the emulator holds at the start of a test; override it for other data than the page's example."""
    return None


@pytest.fixture
def dingtalk_emulator(
    request: pytest.FixtureRequest,
    _dingtalk_server: "EmbeddedEmulator",
    dingtalk_seed_data: Mapping[str, Any] | None,
) -> "EmulatorHandle":
    """Return a real server on a free port of this machine, its state and journal new for each test."""
    from .emulator import EmulatorHandle

    _dingtalk_server.call(lambda emulator: emulator.reset())
    handle = EmulatorHandle(_dingtalk_server.url, _dingtalk_server.call)
    return _enter(request, handle, dingtalk_seed_data)


@pytest.fixture
def dingtalk_mock(
    request: pytest.FixtureRequest, dingtalk_seed_data: Mapping[str, Any] | None
) -> "Iterator[EmulatorHandle]":
    """Return the same emulator in process, to all that calls by httpx, without a socket; needs respx."""
    pytest.importorskip("respx", reason="dingtalk_mock needs respx: pip install respx")
    from .contract import load_document
    from .emulator import EmulatorHandle, make_emulator
    from .emulator.mock import mocked

    emulator = make_emulator(load_document())
    with mocked(emulator) as url:
        yield _enter(request, EmulatorHandle(url, lambda do: do(emulator)), dingtalk_seed_data)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test whose code broke a clause, where it did not fail already."""
    try:
        yield
    except BaseException:
        for words in _breaches(item):
            item.add_report_section("call", "dingtalk-contract", words)
        raise
    for words in _breaches(item):
        pytest.fail(words, pytrace=False)


def _enter(
    request: pytest.FixtureRequest, handle: "EmulatorHandle", seed_data: Mapping[str, Any] | None
) -> "EmulatorHandle":
    if seed_data is not None:
        handle.seed(seed_data)
    request.node.stash.setdefault(_HANDLES, []).append(handle)
    return handle


def _breaches(item: pytest.Item) -> Iterator[str]:
    for handle in item.stash.get(_HANDLES, []):
        words = handle.describe_breaches()
        if words:
            yield words
