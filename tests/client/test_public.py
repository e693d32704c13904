"""What the client offers: one flat namespace, typed, and nothing of the HTTP library in it."""

import ast
import inspect
import subprocess
import sys
import tomllib
import typing
from pathlib import Path
from typing import Any

import dingtalk_workflow_client as client
import pytest
from dingtalk_workflow_client import AsyncDingTalkWorkflow, ClientClosed, DingTalkWorkflow

from tests.client.calling import EXAMPLE, OPERATIONS, opened

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = (DingTalkWorkflow, AsyncDingTalkWorkflow)
MODULES = sorted((ROOT / "generated" / "dingtalk_workflow_client").glob("*.py"))


def methods(kind: type) -> dict[str, Any]:
    """Return the operations of a client."""
    return {
        name: member for name, member in vars(kind).items() if inspect.isfunction(member) and not name.startswith("_")
    }


def test_the_namespace_is_listed_sorted_and_there() -> None:
    """All that is exported is listed, sorted, and there."""
    listed = client.__all__

    assert sorted(listed) == listed
    assert all(hasattr(client, name) for name in listed)


@pytest.mark.parametrize("kind", CLIENTS)
def test_each_operation_has_its_method(kind: type) -> None:
    """A client has one method for each operation of the document."""
    assert [name for name in methods(kind) if not name.startswith("iter_")] == list(OPERATIONS)


@pytest.mark.parametrize("kind", CLIENTS)
def test_arguments_are_named(kind: type) -> None:
    """No argument of an operation has a position."""
    for method in methods(kind).values():
        parameters = list(inspect.signature(method).parameters.values())[1:]
        assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_both_clients_are_alike() -> None:
    """The sync and the async client take the same and give the same."""
    sync, concurrent = (methods(kind) for kind in CLIENTS)

    assert sync.keys() == concurrent.keys()
    for name in sync:
        assert inspect.signature(sync[name]).parameters == inspect.signature(concurrent[name]).parameters
        assert inspect.getdoc(sync[name]) == inspect.getdoc(concurrent[name])


@pytest.mark.parametrize("kind", CLIENTS)
def test_no_type_of_the_library_is_public(kind: type) -> None:
    """No annotation of anything public names a type of httpx."""
    public = [*methods(kind).values(), *(getattr(client, name) for name in client.__all__)]

    hints = [typing.get_type_hints(each) for each in public if not isinstance(each, str)]

    assert "httpx" not in repr(hints)
    assert not [name for name in client.__all__ if getattr(getattr(client, name), "__module__", "").startswith("httpx")]


def test_a_docstring_says_what_the_document_says() -> None:
    """A method's docstring has fields, sources and errors of the document."""
    text = inspect.getdoc(DingTalkWorkflow.cancel_task_group) or ""

    for part in ("批量取消待办", "agentid: ", "activity_id_list: ", "Source: ", "820004: ", "InvalidArgument: "):
        assert part in text


def test_two_packages_are_needed() -> None:
    """The client depends on httpx and attrs alone, and imports no other."""
    project = tomllib.loads((ROOT / "generated" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    nodes = [node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    names = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module).split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}

    assert [requirement.split(">")[0] for requirement in project["dependencies"]] == ["attrs", "httpx"]
    assert names - sys.stdlib_module_names == {"attrs", "httpx"}


def test_mistakes_are_found_by_types(tmp_path: Path) -> None:
    """A strict type checker finds wrong arguments and missing awaits."""
    program = tmp_path / "program.py"
    program.write_text(
        "from dingtalk_workflow_client import AsyncDingTalkWorkflow, DingTalkWorkflow, ListedForm\n"
        "sync, concurrent = DingTalkWorkflow('t'), AsyncDingTalkWorkflow('t')\n"
        "good: int | None = sync.cancel_task_group(agentid=1, process_instance_id='', activity_id='').errcode\n"
        "sync.cancel_task_group(agentid='1', process_instance_id='', activity_id='')\n"
        "sync.cancel_task_group(agentid=1, process_instance_id='', activity_id='', activity_id_list='1')\n"
        "sync.cancel_task_group(agentid=1, process_instance_id='')\n"
        "concurrent.cancel_task_group(agentid=1, process_instance_id='', activity_id='').errcode\n"
        "page = sync.query_tasks(userid='u', offset=0, count=20, status=-1).result\n"
        "assert page and page.list_ and page.list_[0].forms\n"
        "more: bool | None = page.has_more\n"
        "task: str | int | None = page.list_[0].task_id\n"
        "form: ListedForm = page.list_[0].forms[0]\n"
        "wrong: str = page.list_[0].forms[0].title\n"
        "sync.query_tasks(userid='u', offset=0, count=20, status=2)\n"
        "sync.query_tasks(userid='u', offset='0', count=20, status=0)\n",
        encoding="utf-8",
    )

    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)]
    environment = {"MYPYPATH": str(ROOT / "generated"), "PATH": ""}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    lines = [line.split(":")[1] for line in done.stdout.splitlines() if ": error: " in line]
    assert lines == ["4", "5", "6", "7", "13", "14", "15"], done.stdout


@pytest.mark.parametrize(
    ("side", "close", "enter"), [("sync", "close", "__enter__"), ("async", "aclose", "__aenter__")]
)
def test_a_closed_client_says_so(side: str, close: str, enter: str) -> None:
    """A call after the end, or a second beginning, is a typed error."""
    with opened(side) as workflow:
        getattr(workflow, close)()
        with pytest.raises(ClientClosed):
            workflow.cancel_task_group(**EXAMPLE)
        with pytest.raises(ClientClosed):
            getattr(workflow, enter)()
        getattr(workflow, close)()
