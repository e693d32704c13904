"""The fixtures of the pytest plugin, as the tests of an integrator use them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CALLS = """
import asyncio, json, urllib.request
import httpx, pytest

PATH = "/topapi/process/workrecord/taskgroup/cancel"
FIELDS = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}

def call(url, token, **fields):
    body = json.dumps({"request": {**FIELDS, **fields}}).encode()
    request = urllib.request.Request(f"{url}{PATH}?access_token={token}", body)
    request.add_header("Content-Type", "application/json")
    return json.load(urllib.request.urlopen(request, timeout=5))

def call_by_httpx(url, token, **fields):
    return httpx.post(f"{url}{PATH}", params={"access_token": token}, json={"request": {**FIELDS, **fields}}).json()

def statuses(handle):
    groups = handle.state["instances"][0]["groups"]
    return {group["id"]: [todo["status"] for todo in group["todos"]] for group in groups}
"""

OPTIONS = (
    *("-o", "asyncio_default_fixture_loop_scope=function"),
    # Plugins of ours that take a second to load, and are not what is tested.
    *("-p", "no:schemathesis", "-p", "no:hypothesispytest", "-p", "no:pytest_cov"),
)


def run(folder: Path, text: str, *words: str) -> str:
    """Run pytest on a file of tests, and give what it prints."""
    (folder / "calls.py").write_text(CALLS, encoding="utf-8")
    (folder / "test_mine.py").write_text(f"from calls import *\n{text}", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *OPTIONS, *words]
    done = subprocess.run(
        command, cwd=folder, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.stdout


@pytest.mark.parametrize(("fixture", "caller"), [("dingtalk_emulator", "call"), ("dingtalk_mock", "call_by_httpx")])
class TestFixtures:
    """Both fixtures behave alike."""

    def test_state_is_new_for_each_test(self, fixture: str, caller: str, tmp_path: Path) -> None:
        """A cancel is seen in the state, and gone in the next test."""
        text = f"""
@pytest.mark.parametrize("number", [1, 2])
def test_cancel(number, {fixture}):
    assert statuses({fixture})["1111"] == ["RUNNING"]
    assert {caller}({fixture}.url, {fixture}.token)["errcode"] == 0
    assert statuses({fixture})["1111"] == ["CANCELED"]
    assert [entry["outcome"] for entry in {fixture}.journal] == ["accepted"]
    assert {fixture}.token not in str({fixture}.journal)
"""
        assert "2 passed" in run(tmp_path, text)

    def test_a_broken_clause_fails_the_test_by_its_name(self, fixture: str, caller: str, tmp_path: Path) -> None:
        """Code that breaks a clause fails its test, though it asserts nothing."""
        text = f"""
def test_mistyped({fixture}):
    {caller}({fixture}.url, {fixture}.token, agentid="abc", activity_id=None)

def test_allowed({fixture}):
    {fixture}.allow("cancelTaskGroup/sent/body/request/agentid")
    {caller}({fixture}.url, {fixture}.token, agentid="abc")

def test_unknown_token({fixture}):
    {caller}({fixture}.url, "s3cr3t")

def test_clean({fixture}):
    {caller}({fixture}.url, {fixture}.token)
"""
        printed = run(tmp_path, text)

        assert "2 failed, 2 passed" in printed
        assert "cancelTaskGroup/sent/body/request/agentid/type" in printed
        assert "cancelTaskGroup/sent/body/request/activity_id/type" in printed
        assert "cancelTaskGroup/envelope/token/value" in printed
        assert "access_token=s3cr3t" not in printed

    def test_a_test_that_fails_by_itself_names_the_clause_too(self, fixture: str, caller: str, tmp_path: Path) -> None:
        """Where a test fails first, the broken clause stands below it."""
        text = f"""
def test_mistyped({fixture}):
    assert {caller}({fixture}.url, {fixture}.token, agentid="111")["errcode"] == 0
"""
        printed = run(tmp_path, text)

        assert "1 failed" in printed
        assert "AssertionError" in printed
        assert "cancelTaskGroup/sent/body/request/agentid/digits" in printed

    def test_faults_and_data_can_be_set(self, fixture: str, caller: str, tmp_path: Path) -> None:
        """A test seeds, adds, chooses, injects, breaks and throttles."""
        text = f"""
@pytest.fixture
def dingtalk_seed_data():
    return {{"apps": [{{"id": 7}}], "tokens": [{{"value": "mine", "app": 7}}], "instances": [{{"id": "i"}}]}}

def ask(handle, **fields):
    return {caller}(handle.url, handle.token, **{{"agentid": 7, "process_instance_id": "i", **fields}})["errcode"]

def test_settings({fixture}):
    handle = {fixture}
    assert handle.token == "mine"
    assert ask(handle) == 0
    handle.choose({{"unknown-group": "reject"}})
    assert ask(handle) == 400002
    handle.add({{"instances": [{{"id": "j", "groups": [{{"id": "1111", "todos": [{{"id": 1}}]}}]}}]}})
    assert ask(handle, process_instance_id="j") == 0
    handle.inject("busy", times=2)
    handle.inject("backend-failure", times=1)
    assert [ask(handle, process_instance_id="j") for _ in range(4)] == [-1, -1, 15, 0]
    handle.throttle(0)
    assert ask(handle) == 88

def test_breakages({fixture}):
    {fixture}.break_clauses("cancelTaskGroup/token/known")
    assert {caller}({fixture}.url, "anything", agentid=7, process_instance_id="i")["errcode"] == 0

def test_dropped({fixture}):
    {fixture}.inject("dropped")
    with pytest.raises(({"httpx.RemoteProtocolError" if fixture == "dingtalk_mock" else "OSError"},)):
        {caller}({fixture}.url, {fixture}.token)
"""
        printed = run(tmp_path, text)

        assert "3 passed" in printed, printed

    def test_workers_have_each_their_own(self, fixture: str, caller: str, tmp_path: Path) -> None:
        """With pytest-xdist no worker sees the requests of another."""
        text = f"""
@pytest.mark.parametrize("number", range(12))
def test_alone(number, {fixture}):
    for _ in range(20):
        {caller}({fixture}.url, {fixture}.token, activity_id=str(number))
    assert {{json.loads(entry["body"])["request"]["activity_id"] for entry in {fixture}.journal}} == {{str(number)}}
    assert len({fixture}.journal) == 20
"""
        assert "12 passed" in run(tmp_path, text, "-n", "2")

    def test_async_tests_are_judged_too(self, fixture: str, caller: str, tmp_path: Path) -> None:
        """With pytest-asyncio calls are made, and breaches found."""
        assert caller
        text = f"""
async def ask(handle, **fields):
    async with httpx.AsyncClient() as client:
        parameters = {{"access_token": handle.token}}
        body = {{"request": {{**FIELDS, **fields}}}}
        return (await client.post(f"{{handle.url}}{{PATH}}", params=parameters, json=body)).json()

@pytest.mark.asyncio
async def test_good({fixture}):
    assert [each["errcode"] for each in await asyncio.gather(*(ask({fixture}) for _ in range(5)))] == [0] * 5

@pytest.mark.asyncio
async def test_bad({fixture}):
    await ask({fixture}, agentid=None)
"""
        printed = run(tmp_path, text)

        assert "1 failed, 1 passed" in printed, printed
        assert "cancelTaskGroup/sent/body/request/agentid/type" in printed


def test_the_mock_lets_nothing_out_and_keeps_time(tmp_path: Path) -> None:
    """Other hosts are refused, and a late answer is a timeout at once."""
    text = """
def test_hosts(dingtalk_mock):
    with pytest.raises(Exception, match="not mocked"):
        httpx.get("http://example.invalid/")

def test_late(dingtalk_mock):
    dingtalk_mock.delay(3600)
    with pytest.raises(httpx.ReadTimeout):
        call_by_httpx(dingtalk_mock.url, dingtalk_mock.token)
    assert len(dingtalk_mock.journal) == 1
"""
    assert "2 passed" in run(tmp_path, text)


def test_the_plugin_is_light_to_load() -> None:
    """Loading the plugin imports neither the emulator nor its libraries."""
    program = "import sys, pytest, dingtalk_contract.pytest_plugin; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    heavy = ("dingtalk_contract.emulator", "dingtalk_contract.contract", "jsonschema_rs", "httptools", "yaml", "httpx")
    assert [name for name in loaded if name.startswith(heavy)] == []


def test_a_run_of_the_judge_within_a_test_is_undisturbed(tmp_path: Path) -> None:
    """Where a test runs the judge, its own fixtures stay."""
    text = """
def test_judge(dingtalk_emulator):
    from dingtalk_contract.cli.operations import known_good
    from dingtalk_contract.conformance import Profile, ServerTarget, Settings, check
    from dingtalk_contract.contract import load_catalogue, load_document
    from dingtalk_contract.exchange import parse_url

    document = load_document()
    settings = Settings(
        target=ServerTarget(address=parse_url(dingtalk_emulator.url)),
        document=document,
        catalogue=load_catalogue(document, operations=document.operations[:1]),
        known_good=known_good(document, document.operations), profile=Profile.QUICK, strict=True,
    )
    dingtalk_emulator.allow(*(operation.id for operation in document.operations))
    assert check(settings, []) == 0
    assert len(dingtalk_emulator.journal) > 100
"""
    assert "1 passed" in run(tmp_path, text)
