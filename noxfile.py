"""The menu: `nox -l`. The default sessions are exactly what CI runs."""

import os
import sys

import nox

# The judge is started often: what is compiled once is not to be compiled by every process.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.download_python = "never"
nox.options.sessions = ["drift", "spec", "spec_diff", "redocly", "lint", "types", "tests", "contract"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT, max_version="3.13")
CONSTRAINTS = "constraints.txt"
LINTED = ["src", "contract_tests", "tests", "scripts", "benchmarks", "noxfile.py"]
CONTAINERFILES = ["ci/Containerfile", "ci/emulator.Containerfile"]
TYPED = ["src", "contract_tests", "tests", "scripts", "benchmarks", "noxfile.py", "generated/dingtalk_workflow_client"]


def install(session: nox.Session, *groups: str, project: bool = True) -> None:
    """Install dependency groups, and the project itself, at the pinned versions."""
    wanted = nox.project.dependency_groups(PYPROJECT, *groups)
    session.install("-c", CONSTRAINTS, *(["-e", "."] if project else []), *wanted)


@nox.session(default=False)
def generate(session: nox.Session) -> None:
    """Regenerate generated/ and docs/samples from spec/openapi.yaml."""
    install(session, "generate", "samples")
    session.run("python", "scripts/generate.py", *session.posargs)
    session.run("python", "scripts/write_samples.py")


@nox.session
def drift(session: nox.Session) -> None:
    """Compare generated/ and docs/samples with a fresh generation, byte by byte."""
    install(session, "generate", "samples")
    session.run("python", "scripts/generate.py", "--check", *session.posargs)
    session.run("python", "scripts/write_samples.py", "--check")


@nox.session
def spec(session: nox.Session) -> None:
    """Lint the document, the clauses and the examples."""
    install(session)
    session.run("dingtalk-contract", "spec", "lint", *session.posargs)


@nox.session(python=False)
def redocly(session: nox.Session) -> None:
    """Lint the document by Redocly's recommended rules, where Node is installed."""
    command = [sys.executable, "scripts/lint_with_redocly.py", *session.posargs]
    said = str(session.run(*command, success_codes=[0, 3], silent=True)).strip()
    if "skipped: " in said:
        session.skip(said.partition("skipped: ")[2])
    session.log(said)


@nox.session
def spec_diff(session: nox.Session) -> None:
    """Say what changed since the last release: did the version move enough, does the changelog tell it?"""
    install(session)
    session.run("python", "scripts/release_spec.py", "--check", *session.posargs)


@nox.session(default=False)
def release_spec(session: nox.Session) -> None:
    """Release the contract: move the version, regenerate, date the changelog, keep the document."""
    install(session, "generate")
    session.run("python", "scripts/release_spec.py", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Lint and check the form of all code but the generated, and lint the Containerfiles."""
    install(session, "lint", project=False)
    session.run("ruff", "check", *LINTED)
    session.run("ruff", "format", "--check", *LINTED)
    session.run("hadolint", *CONTAINERFILES)


@nox.session
def types(session: nox.Session) -> None:
    """Check all types, strictly, the generated client's too."""
    install(session, "types")
    session.run("mypy", *TYPED)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Test our own code, and the judge on broken and correct targets, which are often waited for."""
    install(session, "tests")
    session.run("pytest", "-n", "4", "--dist", "worksteal", *session.posargs)


@nox.session(default=False)
def trials(session: nox.Session) -> None:
    """Try the judge on all broken targets, on those that take long, and on every correct one in full."""
    install(session, "tests")
    session.run("pytest", "-n", "4", "--dist", "worksteal", "-m", "slow", *session.posargs)


@nox.session
def contract(session: nox.Session) -> None:
    """Judge the reference emulator, strictly."""
    install(session)
    session.run("dingtalk-contract", "check", "server", "--strict", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Compare judges, and measure our own budgets, the client, and the emulator beside mock servers."""
    install(session, "client")
    session.run("python", "benchmarks/compare_judges.py", *session.posargs)
    session.run("python", "benchmarks/measure_budgets.py")
    session.run("python", "benchmarks/measure_client.py")
    session.run("python", "benchmarks/measure_emulator.py")


@nox.session(default=False)
def load(session: nox.Session) -> None:
    """Load the emulator as Locust alone does and as we do, and compare what a second brings."""
    install(session, "load")
    session.run("python", "benchmarks/measure_load.py", *session.posargs)


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Break the emulator in many small ways, and see which of them the judge finds; takes half an hour."""
    install(session, "mutants")
    session.run("python", "benchmarks/mutate_emulator.py", *session.posargs)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Pin every dependency of every session in constraints.txt."""
    install(session, "lock", project=False)
    groups = [word for group in PYPROJECT["dependency-groups"] for word in ("--group", group)]
    options = ["--extra", "load", "--universal", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    session.run("uv", "pip", "compile", "pyproject.toml", *groups, *options, "-o", CONSTRAINTS, *session.posargs)


@nox.session(default=False)
def pages(session: nox.Session) -> None:
    """Write the pages of docs/ that follow from the contract."""
    install(session)
    session.run("python", "scripts/write_pages.py", *session.posargs)


@nox.session(default=False)
def samples(session: nox.Session) -> None:
    """Write the samples of docs/samples, and judge those in each language whose tools are here."""
    install(session, "samples")
    session.run("python", "scripts/write_samples.py")
    session.run("python", "scripts/judge_samples.py", *session.posargs)


@nox.session(default=False)
def site(session: nox.Session) -> None:
    """Build the site of the docs, strictly, and try it in a browser where Chromium is installed."""
    install(session, "site", "tests")
    session.run("python", "scripts/build_site.py", *session.posargs)
    session.run("pytest", "tests/website", "-m", "site")


@nox.session(default=False)
def package(session: nox.Session) -> None:
    """Build both distributions, check them, and run the first command where nothing else is installed."""
    install(session, "package", project=False)
    session.run("python", "scripts/package.py", *session.posargs)


@nox.session(default=False)
def gateways(session: nox.Session) -> None:
    """Judge nginx, HAProxy, Caddy and Apache, and write them into docs/conformance.md."""
    install(session)
    session.run("python", "scripts/judge_gateways.py", *session.posargs)


@nox.session(default=False)
def peers(session: nox.Session) -> None:
    """Judge Prism and Mockoon on this document, and write them into docs/conformance.md."""
    install(session)
    session.run("python", "scripts/judge_peers.py", *session.posargs)
