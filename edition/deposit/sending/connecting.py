"""connecting: the connections to one server: its token, its proxies, how long is waited.

httpx and not the standard library: urllib sends the token on to whatever host a redirect
names, cannot limit connecting and reading apart, and reads no NO_PROXY with ports.
Proxies come from the environment (HTTPS_PROXY, NO_PROXY …); this very machine is asked without,
for over http a proxy would read the token.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edition.deposit.sending.tokens import Token
from tei.diagnostics import Problem
from tei.version import DISTRIBUTION, tool_version

if TYPE_CHECKING:
    import httpx

CONNECT, READ = 30.0, 300.0  # seconds; a server may add up a large file before it answers


def client(server: str, token: Token | None, header: tuple[str, str]) -> httpx.Client:
    """A client for one server.

    header: that the token goes into, and what stands before it there; "" for none

    Raises Problem("archive-client-missing").
    """
    try:
        import httpx
    except ImportError:
        raise Problem("archive-client-missing", server) from None

    home = httpx.URL(f"{server}/")

    class Bearer(httpx.Auth):
        """Puts the token into requests to the archive itself, and into no others."""

        def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]
            if token is not None and header[0] and within(request.url, home):
                request.headers[header[0]] = header[1] + token.secret()
            yield request

    return httpx.Client(
        auth=Bearer(),
        timeout=httpx.Timeout(READ, connect=CONNECT),
        headers={
            "User-Agent": f"{DISTRIBUTION}/{tool_version()}",
            "Accept": "application/json",
        },
        trust_env=home.scheme == "https",  # http is this very machine
    )


def within(url: httpx.URL, home: httpx.URL) -> bool:
    """Whether an address lies below another: same scheme, host and port, deeper path."""
    here, there = (url.scheme, url.host, url.port), (home.scheme, home.host, home.port)
    return here == there and url.path.startswith(home.path)
