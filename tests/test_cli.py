"""The command line: what it says, where, and what it ends with."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.servers.conforming import QUERY_PATH, accept, conforming, reject
from tests.servers.serving import Reply, Request, serving

CANCEL_AND_QUERY = ("--operation=cancelTaskGroup", "--operation=queryTasks")
PROGRAM = (sys.executable, "-m", "dingtalk_contract")
NOT_SERVED = Reply(status=404, value={"errcode": 22, "errmsg": "不存在", "request_id": "none"})


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("DINGTALK_", "LC_", "LANG", "PYTEST"))
    }
    return subprocess.run(
        [*PROGRAM, *words], cwd=cwd, env=clean | environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "server", "http://127.0.0.1:9?access_token=x"], "it has a query"),
        (["check", "server", "http://127.0.0.1:9/#x"], "it has a fragment"),
        (["check", "server", "http://me:secret@127.0.0.1:9"], "it holds user information"),
        (["check", "server", "127.0.0.1:9"], "it does not begin with http"),
        (["check", "server", "http://127.0.0.1:99999"], "its host or port cannot be read"),
        (["check", "server", "http://127.0.0.1:9x?access_token=secret"], "its host or port cannot be read"),
        (["check", "server", "http://me:secret@127.0.0.1:9x"], "its host or port cannot be read"),
        (["check", "server", "http://secret@[127.0.0.1"], "its host or port cannot be read"),
        (["check", "server", "--select", "nowhere"], "no clause begins with 'nowhere'"),
        (["check", "server", "--known", "missing.yaml"], "No such file"),
        (["check", "server", "--report", "jsonl"], "it is not FORMAT=PATH"),
        (["check", "server", "--report", "jsonl=no/such/folder"], "cannot write the report"),
        (["check", "server", "--site", "javascript:alert(1)"], "cannot use the site"),
        (["check", "server", "--header", "nonsense"], "it is not 'NAME: VALUE'"),
        (["check", "server", "--operation", "nope"], "the document has getToken, saveProcess, getProcessByName"),
        (["clauses", "--operation", "nope"], "the document has getToken, saveProcess, getProcessByName"),
        (["check", "client", "--operation", "nope", "--", "true"], "cannot find the operation 'nope'"),
        (["check", "server", "--values", "missing.yaml"], "cannot read the values 'missing.yaml': No such file"),
        (["spec", "lint", "missing.yaml"], "cannot use the document 'missing.yaml': No such file"),
    ],
)
def test_bad_input_gets_one_exact_line(words: list[str], message: str, tmp_path: Path) -> None:
    """Bad input ends with exit code 2 and one line on stderr."""
    done = run(*words, cwd=tmp_path)

    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr
    assert done.stdout == ""


def test_an_unreachable_target_is_named(tmp_path: Path) -> None:
    """A target where nobody listens is exit code 2 and one line."""
    with socket.socket() as taken:
        # What is bound is given to no other test meanwhile, and nobody listens on it.
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        done = run("check", "server", url, cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr == f"dingtalk-contract: cannot reach the target {url!r}: connection refused\n"


def test_a_port_that_speaks_no_http_is_named(tmp_path: Path) -> None:
    """A target that speaks another protocol is exit code 2 and one line."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            connection, _ = listener.accept()
            connection.recv(65536)
            connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            connection.close()

        threading.Thread(target=greet, daemon=True).start()
        done = run("check", "server", f"http://127.0.0.1:{listener.getsockname()[1]}", cwd=tmp_path)

    assert done.returncode == 2
    assert "what came does not begin like HTTP: b'SSH-2'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_document_that_does_not_parse_is_named(tmp_path: Path) -> None:
    """A document that is no YAML is exit code 2 and one line."""
    (tmp_path / "broken.yaml").write_text("openapi: [3.1.0\n", encoding="utf-8")

    done = run("spec", "lint", "broken.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("dingtalk-contract: cannot use the document 'broken.yaml': ")
    assert done.stderr.count("\n") == 1


def test_a_server_that_refuses_everything_never_passes(tmp_path: Path) -> None:
    """A run in which nothing was accepted fails."""
    with serving(lambda request: reject(request, "never")) as url:
        done = run("check", "server", url, cwd=tmp_path)

    assert done.returncode == 1
    failed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("fail ")]
    assert failed == ["cancelTaskGroup/control/minimal"]
    assert done.stdout.splitlines()[-1].startswith("does not conform: ")


def test_a_server_that_accepts_everything_never_passes(tmp_path: Path) -> None:
    """A run in which everything was accepted fails."""
    with serving(accept) as url:
        done = run("check", "server", url, cwd=tmp_path)

    assert done.returncode == 1


def test_a_conforming_server_ends_in_one_line_of_counts(tmp_path: Path) -> None:
    """A conforming server is exit code 0 and a line of counts."""
    with serving(conforming) as url:
        done = run("check", "server", url, cwd=tmp_path)

    assert done.returncode == 0
    *unseen, counts = done.stdout.splitlines()
    assert unseen[0] == "skip 6: cannot be seen without queryTasks"
    assert counts.startswith("conforms: 49 pass, 0 fail, 0 warn, 6 skip, 0 error, 0 known; ")
    assert done.stderr == ""


def test_the_locale_chooses_the_language(tmp_path: Path) -> None:
    """A Chinese locale gets a Chinese report."""
    with serving(conforming) as url:
        done = run("check", "server", url, "--profile", "quick", cwd=tmp_path, LC_ALL="zh_CN.UTF-8")

    assert done.stdout.splitlines()[-1].startswith("符合契约: ")


def test_a_run_leaves_nothing_but_its_report(tmp_path: Path) -> None:
    """Hostile settings in the folder change nothing, and stay alone."""
    (tmp_path / "conftest.py").write_text("raise RuntimeError('read')\n", encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    (tmp_path / "hypothesis.py").write_text("raise RuntimeError('read')\n", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())

    done = run(
        "check",
        "server",
        "--report",
        "jsonl=run.jsonl",
        cwd=tmp_path,
        PYTEST_ADDOPTS="--no-such-option",
        PYTHONSAFEPATH="1",
    )

    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [*before, "run.jsonl"]


def test_the_token_stands_nowhere(tmp_path: Path) -> None:
    """A token said back by the target is in no record and no output."""
    token = "s3cr3t-t0ken/+=%"

    with serving(
        lambda request: accept(request).edit(value={"errcode": 0, "errmsg": request.query.get("access_token")})
    ) as url:
        done = run("check", "server", url, "--report=jsonl=run.jsonl", cwd=tmp_path, DINGTALK_ACCESS_TOKEN=token)

    text = (tmp_path / "run.jsonl").read_text(encoding="utf-8") + done.stdout + done.stderr
    assert "s3cr3t" not in text.lower()
    assert "$DINGTALK_ACCESS_TOKEN" in text


def test_the_record_has_a_line_for_each_clause(tmp_path: Path) -> None:
    """A record is the run, the results, and the end."""
    run("check", "server", "--profile=quick", "--report=jsonl=run.jsonl", cwd=tmp_path)

    lines = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [lines[0]["record"], lines[-1]["record"]] == ["run", "end"]
    assert {line["record"] for line in lines[1:-1]} == {"exchange", "result"}
    assert sum(lines[-1]["counts"].values()) == sum(line["record"] == "result" for line in lines)


def test_the_same_seed_gives_the_same_exchanges(tmp_path: Path) -> None:
    """Two runs with one seed send the same bytes; another seed sends others."""
    # By all generators.
    random = [f"--select=cancelTaskGroup/{each}" for each in ("valid-requests", "body/activity_id_list")]
    sent: list[list[bytes]] = []
    for seed in ("1", "1", "2"):
        bodies: list[bytes] = []
        with serving(lambda request, bodies=bodies: (bodies.append(request.body), conforming(request))[1]) as url:  # type: ignore[misc]  # the default binds the list
            run("check", "server", url, "--seed", seed, *random, cwd=tmp_path)
        sent.append(bodies)

    assert sent[0] == sent[1]
    assert sent[0] != sent[2]


def test_known_failures_are_known_until_they_pass(tmp_path: Path) -> None:
    """A known failure is no failure, and turns the run red when it passes."""
    entry = {"clause": "cancelTaskGroup/token/required", "target": "mine", "reason": "later"}
    (tmp_path / "known.yaml").write_text(json.dumps([entry]), encoding="utf-8")
    words = ("check", "server", "--known=known.yaml", "--name=mine", "--profile=quick")

    with serving(lambda request: conforming(request, without={"token"})) as url:
        broken = run(*words, url, cwd=tmp_path)
    with serving(conforming) as url:
        mended = run(*words, url, cwd=tmp_path)

    assert (broken.returncode, mended.returncode) == (0, 1)
    assert ", 1 known;" in broken.stdout


def test_help_names_every_command(tmp_path: Path) -> None:
    """The help lists the commands."""
    done = run("--help", cwd=tmp_path)

    assert done.returncode == 0
    assert all(name in done.stdout for name in ("check", "emulate", "clauses", "spec"))


def test_the_catalogue_is_listed_without_a_network(tmp_path: Path) -> None:
    """The catalogue as JSON has each clause once, with its provenance."""
    done = run("clauses", "--format=json", cwd=tmp_path)

    clauses = json.loads(done.stdout)
    assert len({clause["clause"] for clause in clauses}) == len(clauses) == 55
    assert all(clause["provenance"]["kind"] for clause in clauses)


def test_all_operations_are_judged_in_one_record(tmp_path: Path) -> None:
    """One run over all operations counts each, and all together."""
    done = run("check", "server", "--operation=all", "--profile=quick", "--report=jsonl=run.jsonl", cwd=tmp_path)

    lines = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    clauses = [line["clause"] for line in lines if line["record"] == "result"]
    counts = lines[-1]["operations"]
    said = [line.split(":")[0].split(",")[0] for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stdout
    assert said == [*lines[0]["operations"], "effects judged", "made on the target", "conforms"]
    assert len(set(clauses)) == len(clauses) == sum(lines[-1]["counts"].values())
    assert {name: sum(each.values()) for name, each in counts.items()} == {
        name: sum(clause.startswith(f"{name}/") for clause in clauses) for name in lines[0]["operations"]
    }


def test_a_server_of_one_operation_fails_the_control_of_the_other(tmp_path: Path) -> None:
    """An operation that a target does not serve is one failing clause."""
    with serving(lambda request: NOT_SERVED if request.path == QUERY_PATH else conforming(request)) as url:
        done = run("check", "server", url, *CANCEL_AND_QUERY, "--profile=quick", cwd=tmp_path)

    failed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("fail ")]
    assert done.returncode == 1
    assert failed == ["queryTasks/control/minimal"]
    assert "cancelTaskGroup: 49 pass, 0 fail" in done.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "nowhere:\n  body: 1\n",
            "line 1: there is no operation 'nowhere'; there are getToken, ",
        ),
        ("queryTasks:\n  body/usrid: x\n", "line 2: queryTasks has no place 'body/usrid'; it has body/userid,"),
        ("queryTasks:\n  body/userid: x\n  body/count: 51\n", "line 3: body/count breaks its documented maximum."),
        ("queryTasks:\n\n  body/count: ten\n", "line 3: body/count is not of its documented type, integer."),
        ("queryTasks:\n  query/access_token: 5\n", "line 2: query/access_token is no text."),
        ("queryTasks: [1]\n", "line 1: queryTasks is no mapping of places to values."),
        ("- 1\n", "line 1: it is no mapping of operations."),
        ("queryTasks: {}\nqueryTasks: {}\n", "the key 'queryTasks' stands twice in line 2"),
    ],
)
def test_a_mistake_among_values_is_named_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    """Values with a mistake end with exit code 2 and its line."""
    (tmp_path / "values.yaml").write_text(text, encoding="utf-8")

    done = run("check", "server", "--values=values.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_values_of_a_file_and_of_options_are_sent(tmp_path: Path) -> None:
    """Values come from the file, and options before it."""
    bodies: list[bytes] = []
    text = "cancelTaskGroup:\n  body/request/agentid: 7\n  body/request/process_instance_id: from-the-file\n"
    (tmp_path / "values.yaml").write_text(text, encoding="utf-8")
    words = ("--values=values.yaml", "--agentid=8", "--select=cancelTaskGroup/control/minimal")

    def server(request: Request) -> Reply:
        bodies.append(request.body)
        return conforming(request)

    with serving(server) as url:
        run("check", "server", url, *words, cwd=tmp_path)

    assert json.loads(bodies[0])["request"]["agentid"] == 8
    assert json.loads(bodies[0])["request"]["process_instance_id"] == "from-the-file"
