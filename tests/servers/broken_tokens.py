"""Broken servers that compare the token loosely, or forget to compare it."""

import fnmatch
import re
import unicodedata
from urllib.parse import unquote

from tests.servers.conforming import TOKEN, conforming
from tests.servers.mending import conforming_where, finding, ignoring, inner_of, is_valid, knowing, token_of
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import answering, is_accepted, saying, token_refused
from tests.servers.trials import break_each, breaks


def _is_like(token: str) -> bool:
    parts = {"%": ".*", "_": "."}
    return re.fullmatch("".join(parts.get(each, re.escape(each)) for each in token), TOKEN) is not None


def _is_expression(token: str) -> bool:
    try:
        return re.fullmatch(token, TOKEN) is not None
    except re.error:
        return False


break_each(
    "token/known",
    takes_the_beginning_of_the_token=knowing(lambda token: token != "" and TOKEN.startswith(token)),
    compares_the_end_of_the_token=knowing(lambda token: token.endswith(TOKEN)),
    looks_for_the_token_within=knowing(lambda token: TOKEN in token and not token.startswith(TOKEN)),
    # It asks whether the token is in the good one, which is a string and no list.
    takes_a_part_of_the_token=knowing(lambda token: token != "" and token in TOKEN),
    compares_the_length_of_the_token=knowing(lambda token: len(token) == len(TOKEN)),
    compares_the_first_characters_of_the_token=knowing(lambda token: token[:4] == TOKEN[:4]),
    compares_the_last_characters_of_the_token=knowing(lambda token: token[-4:] == TOKEN[-4:]),
    forgets_the_last_character_of_the_token=knowing(
        lambda token: len(token) == len(TOKEN) and token[:-1] == TOKEN[:-1]
    ),
    forgets_the_first_character_of_the_token=knowing(lambda token: len(token) == len(TOKEN) and token[1:] == TOKEN[1:]),
    compares_the_letters_of_the_token=knowing(lambda token: sorted(token) == sorted(TOKEN)),
    trims_the_token=knowing(lambda token: token.strip() == TOKEN),
    trims_the_end_of_the_token=knowing(lambda token: token.rstrip(" ") == TOKEN),  # as a database compares
    takes_the_token_for_a_pattern=knowing(_is_like),  # of LIKE, so that % is any
    takes_the_token_for_an_expression=knowing(_is_expression),
    takes_the_token_for_a_glob=knowing(lambda token: fnmatch.fnmatchcase(TOKEN, token)),
    decodes_the_token_twice=knowing(lambda token: unquote(token) == TOKEN),
    reads_the_token_up_to_a_nul=knowing(lambda token: token.partition("\0")[0] == TOKEN),  # as C does
    reads_the_token_up_to_a_comma=knowing(lambda token: TOKEN in token.split(",")),
    has_a_back_door=knowing(lambda token: token in {"undefined", "null"}),  # which the first client sent
    lets_any_very_long_token_in=knowing(lambda token: len(token) > 512),  # beyond its column
    # It swallows the error of a comparison that knows ASCII alone.
    lets_a_token_beyond_ascii_in=knowing(lambda token: not token.isascii()),
    folds_the_width_of_the_token=knowing(lambda token: unicodedata.normalize("NFKC", token) == TOKEN),
    drops_the_hyphens_of_the_token=knowing(lambda token: re.sub(r"[^0-9A-Za-z]", "", token) == TOKEN),
    takes_any_token_in_capitals=knowing(lambda token: token == TOKEN.upper()),
    takes_any_token_of_good_form=knowing(lambda token: re.fullmatch(r"[0-9a-z]{6,64}", token) is not None),
    takes_a_token_of_spaces=knowing(lambda token: token != "" and not token.strip()),
)


@breaks("token/known", stateful=True)
def remembers_a_token_before_it_checks_it() -> Behaviour:
    """Takes any token the second time that it comes."""
    seen: set[str] = set()

    def behaviour(request: Request) -> Reply:
        token = token_of(request)
        is_known = token in seen
        seen.update({token} - {""})
        return conforming_where(request, is_known=is_known)

    return behaviour


@breaks("token/known", stateful=True)
def lets_each_fifth_bad_token_in() -> Behaviour:
    """Takes one bad token in five, when its store is slow."""
    count = iter(range(1, 10**9))
    return knowing(lambda token: token not in {"", TOKEN} and next(count) % 5 == 0)


break_each(
    "token/required",
    takes_a_list_of_tokens=ignoring("token", lambda request: "access_token[]" in request.query),
    # As ASP.NET does.
    takes_the_token_under_a_name_in_any_case=finding(
        lambda request: {name.lower(): value for name, value in request.query.items()}.get("access_token")
    ),
    takes_the_token_in_camel_case=finding(lambda request: request.query.get("accessToken")),
    checks_the_token_where_there_is_no_list=ignoring("token", lambda request: "activity_id_list" in inner_of(request)),
    checks_the_token_where_there_is_a_list=ignoring(
        "token", lambda request: "activity_id_list" not in inner_of(request)
    ),
    # Beside errcode 0.
    refuses_a_token_in_words_alone=saying(token_refused, errcode=0),
    gives_no_errcode_for_a_token=answering(token_refused, value={"code": 40014, "message": "no"}),
)


@breaks("token/required", stateful=True)
def remembers_the_last_token() -> Behaviour:
    """Takes the token of the request before where there is none."""
    last: list[str] = [""]

    def behaviour(request: Request) -> Reply:
        if "access_token" in request.query:
            last[0] = token_of(request)
            return conforming(request)
        return conforming_where(request, is_known=last[0] == TOKEN)

    return behaviour


@breaks("token/required", stateful=True)
def checks_the_token_once_for_each_connection() -> Behaviour:
    """Asks for no token on a connection that has shown a good one."""
    good: set[int] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming_where(request, is_known=request.connection in good)
        if is_accepted(reply) and is_valid(request):
            good.add(request.connection)
        return reply

    return behaviour
