"""What other tools are given to judge or to mock, so that the benchmarks compare like with like."""

from pathlib import Path

import pytest

from benchmarks.adapting import ADAPTED, write_adapted
from dingtalk_contract.contract import Operation, load_document, read_yaml


@pytest.mark.parametrize("operation", load_document().operations, ids=lambda operation: operation.id)
def test_each_operation_is_adapted_alone(operation: Operation, tmp_path: Path) -> None:
    """Other tools get one operation, with its token if it has one."""
    write_adapted(tmp_path, operation.id)

    ((path, item),) = read_yaml(tmp_path / ADAPTED)["paths"].items()
    ((method, adapted),) = item.items()
    names = [parameter["name"] for parameter in adapted["parameters"]]
    assert (path, method.upper()) == (operation.path, operation.method)
    assert names.count("access_token") == (operation.token_name is not None)
