"""The facade follows the document: new fields and operations appear, what cannot be rendered is refused."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
import yaml

from tests.client.calling import imported
from tests.scripts.test_generate import GENERATED, ROOT, SPEC, assert_refused, copy_generated, read_tree, run_script

RUNTIME = ROOT / "scripts" / "client_runtime"
HOSTILE = 'a"""\n\'\'\'\\\n{{ 7 * 7 }}{% raw %}\\N{BULLET}\\x41\u2028\x00end"'
"""Text that would end a docstring, a literal or a template, were it not escaped."""
REQUEST = "components__schemas__CancelTaskGroupRequest"
CLASH = {"$ref": "#/components/schemas/Rejected"}
"""A reference to an object whose class would have the name of an error."""


def edit_document(folder: Path, **edits: Any) -> Path:
    """Write the document with values put at these places, whose steps are joined by two underscores."""
    document = yaml.safe_load(SPEC.read_text(encoding="utf-8"))
    for place, value in edits.items():
        *steps, last = place.split("__")
        node = document
        for step in steps:
            node = node.setdefault(step, {})
        node[last] = value
    spec = folder / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return spec


def new_operation() -> dict[str, Any]:
    """Make an operation of the same family: to-dos as objects, a nested result, no other envelope."""
    todo = {"type": "object", "required": ["userid"], "properties": {"userid": {"type": "string", "minLength": 1}}}
    name = {"type": "string", "description": HOSTILE}
    form = {"$ref": "#/components/schemas/ListedForm"}
    made = {"type": "object", "properties": {"task_id": {"type": "integer"}, "class": name, "form": form}}
    request = {
        "type": "object",
        "required": ["tasks", "status"],
        "properties": {
            "remark": {"type": "string", "description": HOSTILE},
            "tasks": {"type": "array", "items": todo, "minItems": 1},
            "status": {"type": "string", "enum": ["CANCELED", "COMPLETED"]},
            "options": {"type": "boolean"},
            "from": {"type": "number", "minimum": 0},
        },
    }
    body = {"type": "object", "required": ["createRequest"], "properties": {"createRequest": request}}
    answer = {
        "type": "object",
        "properties": {"errcode": {"type": "integer"}, "tasks": {"type": "array", "items": made}},
    }
    return {
        "operationId": "createTaskGroup",
        "tags": ["workflow"],
        "summary": HOSTILE,
        "description": HOSTILE,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"200": {"description": HOSTILE, "content": {"application/json": {"schema": answer}}}},
    }


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A client generated from the document with one more field and one more operation."""
    folder = tmp_path_factory.mktemp("followed")
    remark = {"type": "string", "maxLength": 3, "description": HOSTILE}
    spec = edit_document(
        folder,
        components__schemas__CancelTaskGroupRequest__properties__remark=remark,
        components__schemas__CancelTaskGroupAnswer__properties__success={"type": "boolean"},
        **{"paths__/topapi/x": {"post": new_operation()}},
    )
    run = run_script("--spec", spec, "--output", folder / "generated")
    assert (run.returncode, run.stderr) == (0, "")
    return folder / "generated"


@pytest.fixture
def client(followed: Path) -> Iterator[Any]:
    """The generated client, imported beside the committed one."""
    with imported(followed) as client:
        yield client


class TestFollowing:
    """No Python is edited for a new field or operation."""

    def test_new_field(self, client: Any) -> None:
        """A new field is an argument that is checked and sent, and a member."""
        needed = {"agentid": 1, "process_instance_id": "p", "activity_id": "a"}
        workflow = client.DingTalkWorkflow("t", base_url="http://server.test")

        with respx.mock() as router:
            router.route().mock(return_value=httpx.Response(200, json={"success": True}))
            result = workflow.cancel_task_group(**needed, remark="why")
            sent = router.calls.last.request.content

        assert sent == b'{"request":{"agentid":1,"process_instance_id":"p","activity_id":"a","remark":"why"}}'
        assert (result.success, result.further) == (True, {})
        with pytest.raises(client.InvalidArgument, match="remark must have at most 3 characters, not the str 'whyy'"):
            workflow.cancel_task_group(**needed, remark="whyy")

    def test_new_operation(self, client: Any) -> None:
        """A new operation is a method with its own arguments and result."""
        workflow = client.DingTalkWorkflow("t", base_url="http://server.test")
        task = {"task_id": 63266761388.0, "class": "c", "userid": "u", "form": {"title": "From"}}
        answer = {"errcode": 0, "tasks": [task]}

        with respx.mock() as router:
            router.post("http://server.test/topapi/x?access_token=t").respond(json=answer)
            arguments = {"tasks": [{"userid": "u"}], "status": "CANCELED", "options_": True, "from_": 0.5}
            result = workflow.create_task_group(**arguments)
            sent = yaml.safe_load(router.calls.last.request.content)

        expected = {"tasks": [{"userid": "u"}], "status": "CANCELED", "options": True, "from": 0.5}
        assert sent == {"createRequest": expected}
        (made,) = result.tasks
        assert (made.task_id, made.class_, made.further) == (63266761388, "c", {"userid": "u"})
        assert type(made).__name__ == "CreateTaskGroupResultTasksItem"
        # Shared with the other operation that refers to it.
        assert made.form == client.ListedForm(title="From", content=None, further={}, raw=result.raw)
        assert {"CreateTaskGroupResult", "CreateTaskGroupResultTasksItem"} <= set(client.__all__)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"tasks": []}, "tasks must have at least 1 items"),
            ({"tasks": [{}]}, r"tasks\[0\].userid is missing"),
            ({"tasks": [{"userid": ""}]}, r"tasks\[0\].userid must have at least 1 characters"),
            ({"tasks": [{"userid": 5}]}, r"tasks\[0\].userid must be a str"),
            ({"tasks": ["u"]}, r"tasks\[0\] must be a mapping"),
            ({"status": "NEW"}, r"status must be one of \['CANCELED', 'COMPLETED'\]"),
            ({"from_": -1}, "from must be at least 0"),
            ({"from_": float("nan")}, "from must be an int or a finite float"),
            ({"tasks": [{"userid": "u", "further": print}]}, "cannot be written as JSON"),
        ],
        ids=str,
    )
    def test_checks(self, client: Any, changes: dict[str, Any], message: str) -> None:
        """Every bound that the document has is checked, with its place."""
        workflow = client.DingTalkWorkflow("t", base_url="http://server.test")

        with pytest.raises(client.InvalidArgument, match=message):
            workflow.create_task_group(**{"tasks": [{"userid": "u"}], "status": "CANCELED", **changes})

    def test_hostile_text(self, client: Any) -> None:
        """Text of the document stays text, and shows as it is."""
        text = client.DingTalkWorkflow.create_task_group.__doc__

        assert '{{ 7 * 7 }}{% raw %}\\N{BULLET}\\x41 end"' in re.sub(r"\s+", " ", text)
        assert 'a"""' in text

    def test_types(self, followed: Path, tmp_path: Path) -> None:
        """What is generated passes the strict type checker and the formatter."""
        package = followed / "dingtalk_workflow_client"
        mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(package)]

        done = subprocess.run(mypy, cwd=followed, capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stdout


class TestRefused:
    """What the facade could not keep is refused, and the tree is left as it was."""

    @pytest.mark.parametrize(
        ("place", "value", "reason"),
        [
            (f"{REQUEST}__oneOf", [{"type": "string"}, {"type": "integer"}], "the facade cannot check 'oneOf'"),
            (f"{REQUEST}__properties__when", {"type": "string", "format": "date-time"}, "the format 'date-time'"),
            (f"{REQUEST}__properties__data__contentEncoding", "base64", "cannot check 'contentEncoding'"),
            (f"{REQUEST}__properties__agentid__exclusiveMinimum", 0, "cannot check 'exclusiveMinimum'"),
            (f"{REQUEST}__properties__activity_id__pattern", "(", "cannot check the pattern at"),
            ("components__schemas__QueryTasksAnswer__properties__r", CLASH, "two classes have the name Rejected"),
            ("components__securitySchemes__accessToken__in", "header", "the facade knows a token in the query alone"),
            (
                "paths__/topapi/process/workrecord/taskgroup/cancel__post__parameters",
                [{"name": "lang", "in": "query", "schema": {"type": "string"}}],
                "the facade cannot render the parameters of the operation 'cancelTaskGroup'",
            ),
        ],
    )
    def test_document(self, tmp_path: Path, place: str, value: Any, reason: str) -> None:
        """A document that says more than can be kept is refused."""
        clash = {"components__schemas__Rejected": {"type": "object", "properties": {"a": {}}}} if value is CLASH else {}
        spec = edit_document(tmp_path, **clash, **{place: value})
        generated = copy_generated(tmp_path)

        run = run_script("--spec", spec, "--output", generated)

        assert_refused(run, reason=reason)
        assert read_tree(generated) == read_tree(GENERATED)


def test_the_runtime_is_copied_as_it_is() -> None:
    """Every module of the runtime stands in the client, byte by byte."""
    modules = [path for path in RUNTIME.glob("*.py") if path.name != "__init__.py"]

    assert modules
    for path in modules:
        assert (GENERATED / "dingtalk_workflow_client" / path.name).read_bytes() == path.read_bytes()


def test_the_runtime_knows_no_operation() -> None:
    """No module of the runtime, and no template, names the operation."""
    templates = [path for path in (ROOT / "scripts" / "client_templates").rglob("*") if path.is_file()]

    for path in [*RUNTIME.glob("*.py"), *templates]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"cancel_?task|agentid|activity_id|process_instance", text, re.IGNORECASE), path


def test_every_rendered_module_parses() -> None:
    """Every rendered module opens with a sentence, as all others do."""
    for path in (GENERATED / "dingtalk_workflow_client").glob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
