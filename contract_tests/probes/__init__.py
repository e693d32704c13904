"""The probes of the clauses on a gateway: each the control, differing in one way as a request or in its answer."""

from contract_tests.probes import _answers as answers
from contract_tests.probes import _requests as requests

__all__ = ["answers", "requests"]
