"""Broken servers that compare the token loosely, or forget to compare it."""

import fnmatch
import re
import unicodedata
from urllib.parse import unquote

from tests.servers.conforming import TOKEN, conforming
from tests.servers.mending import conforming_where, inner_of, is_accepted, is_valid, token_of, with_fields, with_token
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks


@breaks("token/known")
def takes_the_beginning_of_the_token(request: Request) -> Reply:
    """Takes any beginning of the good token."""
    return conforming_where(request, is_known=token_of(request) != "" and TOKEN.startswith(token_of(request)))


@breaks("token/known")
def compares_the_end_of_the_token(request: Request) -> Reply:
    """Takes any token that ends with the good one."""
    return conforming_where(request, is_known=token_of(request).endswith(TOKEN))


@breaks("token/known")
def looks_for_the_token_within(request: Request) -> Reply:
    """Takes any token that holds the good one in its midst."""
    token = token_of(request)
    return conforming_where(request, is_known=TOKEN in token and not token.startswith(TOKEN))


@breaks("token/known")
def takes_a_part_of_the_token(request: Request) -> Reply:
    """Asks whether the token is in the good one, which is a string and no list."""
    return conforming_where(request, is_known=token_of(request) != "" and token_of(request) in TOKEN)


@breaks("token/known")
def compares_the_length_of_the_token(request: Request) -> Reply:
    """Takes any token as long as the good one."""
    return conforming_where(request, is_known=len(token_of(request)) == len(TOKEN))


@breaks("token/known")
def compares_the_first_characters_of_the_token(request: Request) -> Reply:
    """Looks at four characters from the front."""
    return conforming_where(request, is_known=token_of(request)[:4] == TOKEN[:4])


@breaks("token/known")
def compares_the_last_characters_of_the_token(request: Request) -> Reply:
    """Looks at four characters from the back."""
    return conforming_where(request, is_known=token_of(request)[-4:] == TOKEN[-4:])


@breaks("token/known")
def forgets_the_last_character_of_the_token(request: Request) -> Reply:
    """Looks at all characters but the last, being off by one."""
    token = token_of(request)
    return conforming_where(request, is_known=len(token) == len(TOKEN) and token[:-1] == TOKEN[:-1])


@breaks("token/known")
def forgets_the_first_character_of_the_token(request: Request) -> Reply:
    """Looks at all characters but the first, being off by one."""
    token = token_of(request)
    return conforming_where(request, is_known=len(token) == len(TOKEN) and token[1:] == TOKEN[1:])


@breaks("token/known")
def compares_the_letters_of_the_token(request: Request) -> Reply:
    """Adds the characters up, so that their order is lost."""
    return conforming_where(request, is_known=sorted(token_of(request)) == sorted(TOKEN))


@breaks("token/known")
def trims_the_token(request: Request) -> Reply:
    """Takes the good token with white space around it."""
    return conforming_where(request, is_known=token_of(request).strip() == TOKEN)


@breaks("token/known")
def trims_the_end_of_the_token(request: Request) -> Reply:
    """Takes the good token with spaces after it, as a database compares."""
    return conforming_where(request, is_known=token_of(request).rstrip(" ") == TOKEN)


@breaks("token/known")
def takes_the_token_for_a_pattern(request: Request) -> Reply:
    """Looks the token up with LIKE, so that % is any."""
    parts = {"%": ".*", "_": "."}
    pattern = "".join(parts.get(each, re.escape(each)) for each in token_of(request))
    return conforming_where(request, is_known=re.fullmatch(pattern, TOKEN) is not None)


@breaks("token/known")
def takes_the_token_for_an_expression(request: Request) -> Reply:
    """Looks the token up with a regular expression made of it."""
    try:
        is_known = re.fullmatch(token_of(request), TOKEN) is not None
    except re.error:
        is_known = False
    return conforming_where(request, is_known=is_known)


@breaks("token/known")
def takes_the_token_for_a_glob(request: Request) -> Reply:
    """Looks the token up as the shell does, so that * is any."""
    return conforming_where(request, is_known=fnmatch.fnmatchcase(TOKEN, token_of(request)))


@breaks("token/known")
def decodes_the_token_twice(request: Request) -> Reply:
    """Takes the good token encoded once more than the query has it."""
    return conforming_where(request, is_known=unquote(token_of(request)) == TOKEN)


@breaks("token/known")
def reads_the_token_up_to_a_nul(request: Request) -> Reply:
    """Takes the good token with anything after a NUL, as C does."""
    return conforming_where(request, is_known=token_of(request).partition("\0")[0] == TOKEN)


@breaks("token/known")
def reads_the_token_up_to_a_comma(request: Request) -> Reply:
    """Takes a list of tokens, of which any may be good."""
    return conforming_where(request, is_known=TOKEN in token_of(request).split(","))


@breaks("token/known")
def has_a_back_door(request: Request) -> Reply:
    """Takes "undefined" and "null", which the first client sent."""
    return conforming_where(request, is_known=token_of(request) in {"undefined", "null"})


@breaks("token/known")
def lets_any_very_long_token_in(request: Request) -> Reply:
    """Takes a token of more than 512 characters, beyond its column."""
    return conforming_where(request, is_known=len(token_of(request)) > 512)


@breaks("token/known")
def lets_a_token_beyond_ascii_in(request: Request) -> Reply:
    """Swallows the error of a comparison that knows ASCII alone."""
    return conforming_where(request, is_known=not token_of(request).isascii())


@breaks("token/known")
def folds_the_width_of_the_token(request: Request) -> Reply:
    """Takes the good token in full-width letters."""
    return conforming_where(request, is_known=unicodedata.normalize("NFKC", token_of(request)) == TOKEN)


@breaks("token/known")
def drops_the_hyphens_of_the_token(request: Request) -> Reply:
    """Takes the good token with other characters strewn in."""
    return conforming_where(request, is_known=re.sub(r"[^0-9A-Za-z]", "", token_of(request)) == TOKEN)


@breaks("token/known")
def takes_any_token_in_capitals(request: Request) -> Reply:
    """Takes the good token in capitals throughout."""
    return conforming_where(request, is_known=token_of(request) == TOKEN.upper())


@breaks("token/known")
def takes_any_token_of_good_form(request: Request) -> Reply:
    """Looks at the characters of a token alone, as mocks do."""
    return conforming_where(request, is_known=re.fullmatch(r"[0-9a-z]{6,64}", token_of(request)) is not None)


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

    def behaviour(request: Request) -> Reply:
        is_bad = token_of(request) not in {"", TOKEN}
        return conforming_where(request, is_known=is_bad and next(count) % 5 == 0)

    return behaviour


@breaks("token/known")
def takes_a_token_of_spaces(request: Request) -> Reply:
    """Takes a token of spaces for one that needs no check."""
    token = token_of(request)
    return conforming_where(request, is_known=token != "" and not token.strip())


@breaks("token/required")
def takes_a_list_of_tokens(request: Request) -> Reply:
    """Takes access_token[]=x, which strcmp cannot compare."""
    return conforming_where(request, is_known="access_token[]" in request.query)


@breaks("token/required")
def takes_the_token_under_a_name_in_any_case(request: Request) -> Reply:
    """Takes Access_Token for access_token, as ASP.NET does."""
    names = {name.lower(): value for name, value in request.query.items()}
    return conforming(with_token(request, names.get("access_token")))


@breaks("token/required")
def takes_the_token_in_camel_case(request: Request) -> Reply:
    """Takes accessToken for access_token."""
    return conforming(with_token(request, request.query.get("accessToken")))


@breaks("token/required")
def checks_the_token_where_there_is_no_list(request: Request) -> Reply:
    """Has two ways through its code, and no token check on one."""
    return conforming_where(request, is_known="activity_id_list" in inner_of(request))


@breaks("token/required")
def checks_the_token_where_there_is_a_list(request: Request) -> Reply:
    """Has two ways through its code, and no token check on the other."""
    return conforming_where(request, is_known="activity_id_list" not in inner_of(request))


@breaks("token/required")
def refuses_a_token_in_words_alone(request: Request) -> Reply:
    """Says what is wrong with the token beside errcode 0."""
    reply = conforming(request)
    return with_fields(reply, errcode=0) if reply.value["errcode"] == 88 else reply


@breaks("token/required")
def gives_no_errcode_for_a_token(request: Request) -> Reply:
    """Gives code for errcode where it refuses a token."""
    reply = conforming(request)
    return reply.edit(value={"code": 40014, "message": "no"}) if reply.value["errcode"] == 88 else reply


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
