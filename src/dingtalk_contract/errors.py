"""The tree of errors that end a command with exit code 2 and one message.

ContractToolError
├── UsageError             what was typed cannot be done
├── FileFault              a file that cannot be used
│   ├── DocumentError      the OpenAPI document cannot be read or used
│   └── ClausesError       the file of clauses cannot be read or used
├── CarriedFolderMissing   spec/ or contract_tests/ is not where it belongs
├── TargetUnreachable      no connection to the target, or no HTTP spoken there
├── UpstreamUnseen         a gateway answers, but nothing arrives behind it
├── Interrupted            the user ended the run before it had a verdict
├── CommandNotStarted      the command of a client cannot be run
├── CommandSilent          a client sent nothing for the example
└── AddressInUse           our own listener cannot have its address
"""


class ContractToolError(Exception):
    """Something that keeps a command from doing its work; its text is the whole message."""


class UsageError(ContractToolError):
    """What was typed cannot be done."""


class FileFault(ContractToolError):
    """A file that cannot be used, with the reason."""

    what = "file"

    def __init__(self, path: object, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"cannot use the {self.what} {str(path)!r}: {reason}")


class DocumentError(FileFault):
    """The OpenAPI document cannot be read or used."""

    what = "document"


class ClausesError(FileFault):
    """The file of clauses cannot be read or used."""

    what = "file of clauses"


class CarriedFolderMissing(ContractToolError):
    """A folder that travels with the distribution is not where it belongs."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"cannot find the folder {name}/: this installation is damaged. Install dingtalk-contract again."
        )


class TargetUnreachable(ContractToolError):
    """No connection to the target could be made, or what answered there does not speak HTTP."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"cannot reach the target {url!r}: {reason}")


class UpstreamUnseen(ContractToolError):
    """A gateway answered, but nothing arrived at the upstream that it should forward to."""

    def __init__(self, url: str, upstream: str, answer: str) -> None:
        super().__init__(
            f"cannot judge the gateway {url!r}: nothing arrived at its upstream {upstream}, and it answered {answer}. "
            f"Does it forward to {upstream}?"
        )


class Interrupted(ContractToolError):
    """The user ended the run before it had a verdict."""

    def __init__(self) -> None:
        super().__init__("interrupted; no verdict.")


class CommandNotStarted(ContractToolError):
    """The command of a client cannot be run."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(f"cannot start the command {command!r}: {reason.lower()}")


class CommandSilent(ContractToolError):
    """A client sent nothing for the example, so that there is nothing to judge."""

    def __init__(self, command: str, ending: str) -> None:
        super().__init__(
            f"cannot judge the command {command!r}: it sent no request to $DINGTALK_BASE_URL for the example, "
            f"and {ending}. See docs/clients.md."
        )


class AddressInUse(ContractToolError):
    """A listener of ours cannot have the address it was told to take."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"cannot listen on {address}: {reason}. Name another.")
