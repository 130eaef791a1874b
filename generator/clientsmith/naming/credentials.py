"""Names of credentials: arguments of the client, and the environment variables behind them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from ..config import CONFIG_FILE, NameOverrides
from ..ir import Api, SecurityKind, SecurityScheme
from ..problem import Location, Problem, Severity
from ..project.pins import CredentialPin, unusable_pin
from ..text import Code
from .decisions import BY_PREVIOUS_NAME, BY_SETTING, Decision, Decisions, NameKind
from .package import ascii_words
from .words.identifiers import NameScope, attribute_name
from .words.reserved import CREDENTIAL_ARGUMENTS
from .words.words import snake, word_set, words

_IDLE_ENDINGS = frozenset({"auth", "authentication", "authorization", "scheme", "security"})
"""Words behind the name of a security scheme that say nothing of what is given."""

_KIND_WORDS = word_set("""
    access api apikey apikeys auth authentication authorization basic bearer code connect credential
    credentials default flow grant http https implicit jwt key oauth oauth1 oauth2 oidc openid
    password scheme security token x
    """)
"""Words of security schemes that tell its kind, and do not distinguish one from another."""

_PLACE_WORDS = frozenset({"cookie", "header", "param", "parameter", "query"})
"""Words that tell where a key is sent, which distinguishes keys, but not tokens."""

_NOUNS = word_set("""
    certificate code cookie header id jwt key keys otp param parameter passcode password pin query
    secret session sid signature ticket token tokens username
    """)
"""Words for something that can be given, behind which no other is needed."""

_TOKEN_NOUNS = frozenset({"jwt", "key", "secret", "ticket", "token", "tokens"})
"""Those of them that a token may be called."""

_SENT_WORDS = frozenset({"apikey", "auth", "authorization", "bearer", "jwt", "key", "token"})
"""Words of headers and parameters that carry keys and tokens."""

_TOKEN_PREFIXES = frozenset({"bearer", "bot", "jwt", "token"})

OPTIONS = "oauth"
"""Role of the argument that says how tokens are requested, which is no secret."""

_BEHIND_SCHEME = {OPTIONS: "options"}
"""Name of a role behind the name of its scheme, if it differs."""

_BY_KIND = "the usual name of what a security scheme of this kind needs"
_BY_SCHEME = "the words of the security scheme's name"

Arguments = Mapping[str, Mapping[str, Code]]
"""Name of a security scheme → role → name of the argument, or of the environment variable."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""Names of environment variables that shells can set."""

NO_OVERRIDES = NameOverrides()
NO_CREDENTIAL_PINS: Mapping[str, CredentialPin] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CredentialGroup:
    """Arguments of a security scheme that are given together, such as user name and password."""

    scheme: SecurityScheme
    roles: tuple[str, ...]
    """Role of each argument, such as `token`: what the runtime calls it."""

    usual: tuple[str, ...]
    """Name of each argument if that is free."""

    is_sent: bool = True
    """Whether they are sent with requests, rather than tokens got with them."""


@dataclass(frozen=True, slots=True)
class CredentialNames:
    """Names of all credentials of a client."""

    arguments: Arguments
    variables: Arguments

    def pins(self) -> dict[str, CredentialPin]:
        """Return the names for the next time."""
        return {
            scheme: CredentialPin(
                {role: str(name) for role, name in arguments.items()},
                {role: str(name) for role, name in self.variables[scheme].items()},
            )
            for scheme, arguments in self.arguments.items()
        }


def usual_name(scheme: SecurityScheme, prefix: str, has_keys: bool) -> str:
    """Return what people call the one secret of a security scheme: `api_key` for a key, `token` for a
    token, also for a key that is one by its prefix or its name.

    A bearer token whose scheme is called `ApiKeyAuth` is an `api_key`, as its users know it.

    Args:
        scheme: the scheme.
        prefix: what stands in front of an API key in its header.
        has_keys: whether other schemes have API keys.
    """
    found = words(scheme.name)
    is_key = "apikey" in found or "key" in found
    if scheme.kind is not SecurityKind.API_KEY:
        is_bearer = scheme.kind is SecurityKind.BEARER
        return "api_key" if is_bearer and _is_api_key(found) and not has_keys else "token"
    if scheme.parameter_name.casefold() != "authorization" or is_key:
        return "api_key"
    is_token = prefix.casefold() in _TOKEN_PREFIXES or not _TOKEN_PREFIXES.isdisjoint(found)
    return "token" if is_token else "api_key"


def _is_api_key(parts: Sequence[str]) -> bool:
    return "apikey" in parts or ("api", "key") in pairwise(parts)


def environment_prefix(title: str, package: str) -> str:
    """Return what environment variables begin with: the words of the title that name the API; the name
    of the package where none do."""
    return "_".join(ascii_words(title) or (package.replace(".", "_"),)).upper()


def credential_names(
    groups: Sequence[CredentialGroup],
    api: Api,
    used: Collection[str],
    prefix: str,
    pins: Mapping[str, CredentialPin] = NO_CREDENTIAL_PINS,
    *,
    overrides: NameOverrides = NO_OVERRIDES,
    keeps_variables: bool = True,
    decisions: Decisions | None = None,
) -> tuple[CredentialNames, tuple[Problem, ...]]:
    """Return the names of all credentials, and a warning for each configured or previous one that
    cannot be used.

    Args:
        groups: all of them; earlier ones choose first.
        api: the API, whose own words do not distinguish its schemes.
        used: names of the schemes that operations require.
        prefix: what environment variables begin with.
        pins: previous names, by scheme.
        overrides: names that the configuration chooses.
        keeps_variables: whether environment variables stay as well.
        decisions: gets a decision on the name of each argument.
    """
    naming = _ArgumentNames(groups, frozenset(ascii_words(api.title)), used, decisions)
    keys = _keys(groups)
    problems = list(naming.follow(overrides.credentials, keys))
    problems += naming.keep(pins)
    naming.choose()
    arguments = naming.in_order()
    variables, found = _variables(
        prefix, arguments, pins if keeps_variables else {}, overrides.variables, keys
    )
    return CredentialNames(arguments, variables), (*problems, *found)


def _keys(groups: Iterable[CredentialGroup]) -> dict[str, tuple[str, str]]:
    """Return scheme and role of each argument by what the configuration calls it: `SCHEME.ROLE`, and
    `SCHEME` for the one argument that is sent."""
    keys: dict[str, tuple[str, str]] = {}
    for group in groups:
        if group.is_sent and len(group.roles) == 1:
            keys.setdefault(group.scheme.name, (group.scheme.name, group.roles[0]))
    for group in groups:
        for role in group.roles:
            keys.setdefault(f"{group.scheme.name}.{role}", (group.scheme.name, role))
    return keys


class _ArgumentNames:
    """Names the arguments of a client: first previous names, then usual ones, then those that
    schemes tell.

    Args:
        groups: all arguments; earlier ones choose first.
        idle: words that do not distinguish schemes.
        used: names of the schemes that operations require.
        decisions: gets a decision on each name.
    """

    def __init__(
        self,
        groups: Sequence[CredentialGroup],
        idle: frozenset[str],
        used: Collection[str],
        decisions: Decisions | None,
    ) -> None:
        self._decisions = decisions
        self._groups = groups
        self._idle = idle
        self._used = used
        self._scope = NameScope(CREDENTIAL_ARGUMENTS)
        self._schemes = list(dict.fromkeys(group.scheme.name for group in groups))
        self._names: dict[str, dict[str, Code]] = {scheme: {} for scheme in self._schemes}

    def follow(
        self, chosen: Mapping[str, str], keys: Mapping[str, tuple[str, str]]
    ) -> Iterator[Problem]:
        """Give the names that the configuration chooses, and yield a warning for each that cannot be
        used."""
        groups = {
            (group.scheme.name, role): group for group in self._groups for role in group.roles
        }
        for key, name in sorted(chosen.items()):
            place = keys.get(key)
            if place is None:
                yield _unused("credentials", key, keys)
            elif attribute_name(name) != name or name in self._scope:
                yield _unusable("credentials", key, f"{name!r} is no free argument of the client")
            elif place[1] in self._names[place[0]]:
                yield _unusable("credentials", key, "the argument has a name already")
            else:
                self._give(groups[place], place[1], (name,), BY_SETTING, key)

    def keep(self, pins: Mapping[str, CredentialPin]) -> Iterator[Problem]:
        """Give previous names, and yield a warning for each that cannot be used."""
        for group in self._groups:
            scheme = group.scheme.name
            for role in group.roles:
                name = pins[scheme].arguments.get(role) if scheme in pins else None
                if name is None or role in self._names[scheme]:
                    continue
                if attribute_name(name) != name or name in self._scope:
                    yield unusable_pin(scheme, name, "which is no free argument of the client")
                else:
                    self._give(group, role, (name,), BY_PREVIOUS_NAME)

    def choose(self) -> None:
        """Give all other names."""
        for group in self._groups:
            if self._is_usual(group):
                for role, name in zip(group.roles, group.usual, strict=True):
                    self._give(group, role, (name,), _BY_KIND)
        for group in self._groups:
            for role, usual in zip(group.roles, group.usual, strict=True):
                if role not in self._names[group.scheme.name]:
                    self._give(group, role, self._candidates(group, usual), _BY_SCHEME)

    def in_order(self) -> Arguments:
        """Return all names, those of a scheme in the order of its arguments."""
        return {
            scheme: {
                role: names[role]
                for group in self._groups
                if group.scheme.name == scheme
                for role in group.roles
            }
            for scheme, names in self._names.items()
        }

    def _is_usual(self, group: CredentialGroup) -> bool:
        """Return whether a group without names gets the usual ones: they are free, and it has the
        best claim to them."""
        given = self._names[group.scheme.name]
        if any(role in given for role in group.roles) or any(
            name in self._scope for name in group.usual
        ):
            return False
        rivals = [
            each
            for each in self._groups
            if (each.usual, each.is_sent) == (group.usual, group.is_sent)
        ]
        required = [each for each in rivals if each.scheme.name in self._used]
        claiming = required or rivals
        if len(claiming) == 1:
            return claiming[0] is group and (bool(required) or not self._is_no_key(group))
        named = (each for each in claiming if self._own(each) == each.usual[0])
        plain = (each for each in claiming if not self._says_more(each))
        return (next(named, None) or next(plain, None)) is group

    def _says_more(self, group: CredentialGroup) -> bool:
        """Return whether the name of a scheme says more than its kind, or another kind."""
        parts = set(words(group.scheme.name))
        kind = _KIND_WORDS | self._idle
        if group.usual == ("api_key",):
            if not parts.isdisjoint(("token", "tokens")):
                return True
        else:
            kind |= _PLACE_WORDS
        return any(part not in kind and not part.isdigit() for part in parts)

    def _is_no_key(self, group: CredentialGroup) -> bool:
        """Return whether a key is none by its name, and no operation requires it, as the signature
        of what the API itself sends."""
        parts = words(group.scheme.name)
        is_key = not _SENT_WORDS.union(_IDLE_ENDINGS).isdisjoint(parts)
        return group.usual == ("api_key",) and bool(self._used) and not is_key

    def _candidates(self, group: CredentialGroup, usual: str) -> Iterator[str]:
        """Yield names of an argument that its scheme tells, best first."""
        own = self._own(group)
        if not group.is_sent or len(group.roles) > 1:
            yield f"{own.removesuffix('_token')}_{_BEHIND_SCHEME.get(usual, usual)}"
            return
        yield own
        if group.scheme.parameter_location is not None:
            yield f"{group.scheme.parameter_location.value}_{own}"
        essential = _essential(group.scheme.name)
        if essential:
            yield str(attribute_name(snake((*essential, usual)), noun="credential"))
        yield f"{own}_{usual}"

    def _own(self, group: CredentialGroup) -> str:
        """Return the name of a scheme as an argument says it: `admin_api_key` for `AdminApiKeyAuth`."""
        name = group.scheme.name
        short = self._short(name)
        alike = [each for each in self._schemes if self._short(each) == short]
        parts = short if short and len(alike) == 1 else words(name)
        usual = group.usual[0]
        nouns = _TOKEN_NOUNS if usual == "token" else _NOUNS
        if len(group.roles) == 1 and group.is_sent and parts and parts[-1] not in nouns:
            carrier = words(group.scheme.parameter_name)
            if usual == "token" or not _SENT_WORDS.isdisjoint(carrier):
                parts = (*parts, usual)
        return str(attribute_name(snake(parts) or name, noun="credential"))

    def _short(self, name: str) -> tuple[str, ...]:
        """Return the words of a scheme without those that say nothing."""
        parts = _essential(name)
        essential = tuple(part for part in parts if part not in self._idle)
        if not _KIND_WORDS.issuperset(essential):
            parts = essential
        return (*parts[:-1], "token") if parts[-1:] == ("bearer",) else parts

    def _give(
        self,
        group: CredentialGroup,
        role: str,
        candidates: Iterable[str],
        rule: str,
        setting: str = "",
    ) -> None:
        scheme = group.scheme.name
        name = self._scope.allocate(candidates)
        self._names[scheme][role] = name
        if self._decisions is not None:
            pin = scheme if rule == BY_PREVIOUS_NAME else ""
            self._decisions.add(
                Decision(
                    NameKind.CREDENTIAL,
                    scheme,
                    name,
                    rule,
                    setting=setting,
                    pin=pin,
                    wire_name=role,
                )
            )


def _essential(name: str) -> tuple[str, ...]:
    """Return the words of a scheme up to the last that says something of what is given."""
    parts = words(name)
    while len(parts) > 1 and parts[-1] in _IDLE_ENDINGS:
        parts = parts[:-1]
    return parts


# --- environment variables ------------------------------------------------------------------------


def _variables(
    prefix: str,
    arguments: Arguments,
    pins: Mapping[str, CredentialPin],
    chosen: Mapping[str, str],
    keys: Mapping[str, tuple[str, str]],
) -> tuple[Arguments, list[Problem]]:
    """Return the environment variable of each argument, and a warning for each configured or previous
    one that cannot be used. No two arguments have the same."""
    scope = NameScope()
    found: dict[str, dict[str, Code]] = {scheme: {} for scheme in arguments}
    problems: list[Problem] = []
    places = [
        (scheme, role) for scheme, names in arguments.items() for role in names if role != OPTIONS
    ]
    for key, name in sorted(chosen.items()):
        place = keys.get(key)
        if place is None or place not in places:
            problems.append(_unused("variables", key, keys))
        elif not _VARIABLE.fullmatch(name) or name in scope:
            why = f"{name!r} is no free environment variable"
            problems.append(_unusable("variables", key, why))
        elif place[1] in found[place[0]]:
            problems.append(_unusable("variables", key, "the argument has a variable already"))
        else:
            found[place[0]][place[1]] = scope.allocate((name,))
    for scheme, role in places:
        previous = pins[scheme].variables.get(role) if scheme in pins else None
        if previous is None or role in found[scheme]:
            continue
        if not previous.isidentifier() or previous in scope:
            why = "which is no free environment variable"
            problems.append(unusable_pin(scheme, previous, why))
        else:
            found[scheme][role] = scope.allocate((previous,))
    for scheme, role in places:
        if role not in found[scheme]:
            name = str(arguments[scheme][role])
            candidates = (environment_variable(prefix, name), f"{prefix}_{name}".upper())
            found[scheme][role] = scope.allocate(candidates)
    in_order = {
        scheme: {role: found[scheme][role] for role in names if role in found[scheme]}
        for scheme, names in arguments.items()
    }
    return in_order, problems


def _unused(table: str, key: str, known: Iterable[str]) -> Problem:
    """Return a warning about a name in the configuration for something that does not exist."""
    close = difflib.get_close_matches(key, list(known), n=1)
    hint = f"Did you mean {close[0]!r}?" if close else ""
    return _unusable(table, key, "there is no such credential", "override-unused", hint)


def _unusable(
    table: str, key: str, why: str, code: str = "override-unusable", hint: str = ""
) -> Problem:
    """Return a warning about a name in the configuration."""
    return Problem(
        code,
        Severity.WARNING,
        f"The name of {key!r} in names.{table} cannot be followed: {why}.",
        Location(CONFIG_FILE),
        hint,
    )


def environment_variable(prefix: str, argument: str) -> str:
    """Return the variable that an argument of the client is read from where it is not given; words
    that end the prefix and begin the argument occur once: `GITHUB` and `github_token` are
    `GITHUB_TOKEN`."""
    front, back = prefix.upper().split("_"), argument.upper().split("_")
    for length in range(min(len(front), len(back)), 0, -1):
        parts = [*front, *back[length:]]
        is_own = any(part == "X" or part.lower() not in _KIND_WORDS for part in parts)
        if front[-length:] == back[:length] and is_own:
            return "_".join(parts)
    return "_".join([*front, *back])
