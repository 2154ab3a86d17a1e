"""transport: requests to one archive, with its token, its limits and its bad moments.

Nothing here knows one archive from another: what differs (where the interface begins, which
header bears the token) are fields of `Archive`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

from edition.deposit.sending import connecting
from edition.deposit.sending.faults import Unsure, refused
from edition.deposit.sending.tokens import Token
from tei.diagnostics import Problem

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")
Pause = Callable[[float], None]
TRIES = 7
LONGEST_PAUSE = 900  # seconds that are waited without asking the user
LONGEST_BACKOFF = 30
ANY = {"Accept": "*/*", "Accept-Encoding": "identity"}  # of a file, as its bytes are
PASSING = (408, 425, 429, 500, 502, 503, 504)  # faults of the moment


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status, JSON, headers with names in small letters, and its words.

    body: a JSON object; a list stands in it as "items"; {} where the answer is no JSON
    """

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]
    text: str = ""

    @property
    def done(self) -> bool:
        """Whether it was done as asked."""
        return 200 <= self.status < 300


@dataclass
class Archive:
    """A server, and how it is talked to.

    server: its address, as `addresses.archive` gives it
    token:  None for what everybody may read
    pause:  waits for seconds
    base:   what stands before all paths of its interface
    header: the header that the token goes into, and what stands before it there; "" for none
    """

    server: str
    token: Token | None
    pause: Pause = time.sleep
    hear: Callable[[str], None] = lambda line: None
    base: str = "/api"
    header: tuple[str, str] = ("Authorization", "Bearer ")
    _client: httpx.Client | None = field(default=None, repr=False)

    @property
    def client(self) -> httpx.Client:
        """The client, made when first used.  Raises Problem("archive-client-missing")."""
        if self._client is None:
            self._client = connecting.client(self.server, self.token, self.header)
        return self._client

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def send(
        self,
        method: str,
        path: str,
        deed: str,
        *,
        json: Any = None,
        content: Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: Iterable[int] = (),
        params: Mapping[str, str] | None = None,
        words: bool = False,
    ) -> Answer:
        """One request, once.

        path:   below `base`
        deed:   what it is for, as in "make a draft", for messages
        accept: statuses that the caller understands, besides success
        words:  whether the answer is no JSON

        Raises Unsure where nobody knows whether it was done, Problem where it was refused.
        """
        client = self.client  # first, for it tells where httpx is missing
        import httpx

        url = f"{self.server}{self.base}{path}"
        try:
            response = client.request(
                method, url, json=json, content=content, headers=headers, params=params
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unsure(self.hidden(f"{type(error).__name__}: {error}")) from None
        body = {} if words else _json(response)
        answer = Answer(response.status_code, body, response.headers, response.text)
        self._keep_limits(answer)
        if answer.status in accept:
            return answer
        if answer.status in PASSING:
            raise Unsure(f"status {answer.status}")
        if response.is_redirect:
            address = self.hidden(response.headers["location"])
            raise Problem("archive-moved", self.server, address=address)
        if not answer.done:
            said = self.hidden(response.text[:200]) if not answer.body else ""
            raise refused(deed, self.server, answer.status, self._told(answer.body), said)
        if answer.status != 204 and not answer.body and not words:
            raise Unsure(f"status {answer.status} without the JSON that belongs to it")
        return answer

    def ask(self, path: str, deed: str, *, accept: Iterable[int] = (), **options: Any) -> Answer:
        """A question, repeated until it is answered: asking changes nothing.  Raises Problem."""
        return self.persist(
            lambda: None, lambda: self.send("GET", path, deed, accept=accept, **options)
        )

    def persist(self, done: Callable[[], T | None], do: Callable[[], T]) -> T:
        """Do a thing once, whatever happens to the answers.

        done: asks the server whether it is done already; None where it is not
        do:   does it

        Raises Problem("archive-unreachable") where it cannot be found out.
        """
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                self.hear(f"again, after {reason}")
                self.pause(min(2.0 ** (attempt - 1), LONGEST_BACKOFF))
            try:
                found = done()
                return do() if found is None else found
            except Unsure as unsure:
                reason = str(unsure)
        raise Problem("archive-unreachable", self.server, reason=reason, tries=str(TRIES))

    @contextmanager
    def download(self, path: str) -> Iterator[httpx.Response]:
        """A file as a stream.  Raises Unsure and Problem."""
        client = self.client
        import httpx

        url = path if "://" in path else f"{self.server}{self.base}{path}"
        try:
            with client.stream("GET", url, follow_redirects=True, headers=ANY) as response:
                if response.status_code in PASSING:
                    raise Unsure(f"status {response.status_code}")
                if response.status_code >= 400:
                    raise refused("give the file", self.server, response.status_code, {}, "")
                yield response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unsure(self.hidden(f"{type(error).__name__}: {error}")) from None

    def hidden(self, words: str) -> str:
        """Words without the token."""
        return self.token.hidden(words) if self.token else words

    def _told(self, body: dict[str, Any]) -> dict[str, Any]:
        """An answer's body without the token, should a server repeat it."""
        if self.token is None:
            return body
        cleaned = _cleaned(body, self.token.hidden)
        assert isinstance(cleaned, dict)
        return cleaned

    def _keep_limits(self, answer: Answer) -> None:
        """Wait where the server asks for it.

        InvenioRDM sends Retry-After with every answer, even the good ones: it tells when the
        count begins anew.  It counts only where the answer was refused for it, or where no
        request is left (X-RateLimit-Remaining: 0).
        """
        refused_for_it = answer.status in (429, 503)
        if refused_for_it or answer.headers.get("x-ratelimit-remaining", "").strip() == "0":
            seconds = waiting(answer.headers)
            if seconds > LONGEST_PAUSE:
                raise Problem("archive-rate-limited", self.server, seconds=f"{seconds:.0f}")
            if seconds > 0:
                self.hear(f"waiting {seconds:.0f} s, as the archive asks")
                self.pause(seconds)


def waiting(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float:
    """Seconds to wait by Retry-After (seconds or a date; RFC 9110, §10.2.3) or the limit's end."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    if value:
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - now())
        except ValueError:
            return 0.0
    reset = headers.get("x-ratelimit-reset", "").strip()
    return max(0.0, float(reset) - now()) if reset.isdecimal() else 0.0


def _json(response: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer, a list as its "items"; {} where it has none."""
    try:
        body = response.json()
    except ValueError:
        return {}
    if isinstance(body, list):
        return {"items": body}
    return body if isinstance(body, dict) else {}


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(name)): _cleaned(item, clean) for name, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item, clean) for item in value]
    return value
