"""Services that give tokens otherwise than they say."""

from dingtalk_contract.contract import Operation
from tests.deeds.service import TOKEN, Json, Service
from tests.deeds.trials import breaks


class NewTokens(Service):
    """Gives a new token at each ask."""

    def grant(self, query: Json) -> Json:
        """Keep the token, and give it."""
        answer = super().grant(query)
        token = f"token-of-{next(self.numbers):08}"
        self.keep_token(token)
        return {**answer, "access_token": token}

    def keep_token(self, token: str) -> None:
        """Keep it beside all others."""
        self.tokens.append(token)


@breaks("getToken/good")
class KeepsNoToken(NewTokens):
    """Gives tokens that are good for nothing."""

    def keep_token(self, token: str) -> None:
        """Forget it."""


@breaks("getToken/good")
class KeepsTheFirstTokenAlone(NewTokens):
    """Gives tokens of which the first is good."""

    def keep_token(self, token: str) -> None:
        self.tokens[1:] = self.tokens[1:] or [token]


@breaks("getToken/good")
class KeepsTokensCut(NewTokens):
    """Keeps the first letters of each token."""

    def keep_token(self, token: str) -> None:
        super().keep_token(token[:12])


@breaks("getToken/good")
class TokenIsGoodOnListsAlone(NewTokens):
    """Takes tokens that were given where to-dos are listed."""

    def is_good(self, token: str | None, operation: Operation) -> bool:
        return super().is_good(token, operation) and (operation.id == "queryTasks" or token == TOKEN)


@breaks("getToken/good")
class TokenIsBadForCreatingToDos(NewTokens):
    """Takes no token that was given where to-dos are created."""

    def is_good(self, token: str | None, operation: Operation) -> bool:
        return super().is_good(token, operation) and (operation.id != "createTasks" or token == TOKEN)


@breaks("getToken/good")
class TokenIsGoodOnce(NewTokens):
    """Takes each token that was given once."""

    def is_good(self, token: str | None, operation: Operation) -> bool:
        is_good = super().is_good(token, operation)
        if token in self.tokens[1:]:
            self.tokens.remove(token)
        return is_good


@breaks("getToken/lasting")
class ANewTokenEndsTheOld(NewTokens):
    """Keeps the newest token alone."""

    def keep_token(self, token: str) -> None:
        self.tokens = [TOKEN, token]


@breaks("getToken/lasting")
class KeepsTwoTokens(NewTokens):
    """Keeps the two newest tokens."""

    def keep_token(self, token: str) -> None:
        self.tokens = [TOKEN, *self.tokens[1:][-1:], token]
