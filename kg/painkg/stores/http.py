"""How an endpoint elsewhere is spoken to: credentials, redirects, deadline, size, and errors that name it."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from painkg.errors import DeadlineError, QuerySyntaxError, StoreError
from painkg.settings import Settings

_KINDS = {400: QuerySyntaxError, 406: QuerySyntaxError, 408: DeadlineError, 504: DeadlineError}
_CURES = {
    401: "; set PAINKG_STORE_USER and PAINKG_STORE_PASSWORD, or PAINKG_STORE_TOKEN",
    403: "; the account of PAINKG_STORE_USER or PAINKG_STORE_TOKEN may not do this",
    413: "; raise the server's limit on the size of a request",
}
# Virtuoso answers 200 where it stopped early, and says so in these headers alone
_CUT = {
    "X-SPARQL-MaxRows": "the server cut the answer at {} rows; raise its limit (Virtuoso: ResultSetMaxRows)",
    "X-SQL-State": "the server stopped before the end ({}); raise its time limit",
}


class Connection:
    """Requests to one server; credentials go to its host alone, and never from https to http.

    A token goes with every request. Name and password go where the server asks for them, as Digest or Basic,
    and as Basic where it does not say how.
    """

    def __init__(self, address: str, settings: Settings) -> None:
        """Take an http or https address.

        :raises StoreError: when it has no host, or credentials in it.
        """
        parts = urlsplit(address)
        if parts.username is not None:
            raise StoreError(
                f"the address of {parts.hostname} holds credentials, and addresses are shown; leave them out "
                "and set PAINKG_STORE_USER and PAINKG_STORE_PASSWORD"
            )
        if not parts.hostname:
            raise StoreError(f"{address}: no host; write https://<host>/<path>")
        self._timeout, self._limit = settings.store_timeout, settings.store_limit
        passwords = HTTPPasswordMgrWithDefaultRealm()
        home = f"{parts.scheme}://{parts.netloc}/"
        passwords.add_password(None, home, settings.store_user, settings.store_password)
        digest = [_Digest(passwords)] if settings.store_user else []
        self._opener = build_opener(_Redirects(), _Authorisation(address, settings), *digest)

    def send(
        self, address: str, body: bytes | BinaryIO | None, headers: Mapping[str, str], method: str = "POST"
    ) -> bytes:
        """Return the body of the answer to a request.

        :raises QuerySyntaxError: when the server finds the request wrong.
        :raises DeadlineError: when it takes too long.
        :raises StoreError: when it cannot be reached, refuses, or answers more than it may.
        """
        timeout = self._timeout
        late = DeadlineError(f"{address} did not answer within {timeout:g} s (PAINKG_STORE_TIMEOUT)")
        request = Request(address, body, dict(headers), method=method)
        try:
            with self._opener.open(request, timeout=timeout) as response:
                return self._read(response, address, late)
        except HTTPError as error:
            raise _refused(address, error) from None
        except TimeoutError:
            raise late from None
        except (URLError, HTTPException, OSError, ValueError) as error:
            if isinstance(error, URLError) and isinstance(error.reason, TimeoutError):
                raise late from None
            raise StoreError(f"{address} cannot be reached: {error}") from None

    def _read(self, response: HTTPResponse, address: str, late: DeadlineError) -> bytes:
        for header, why in _CUT.items():
            if value := response.headers.get(header):
                raise StoreError(f"{address}: {why.format(value)}")
        end, found = time.monotonic() + self._timeout, bytearray()
        while part := response.read1(1 << 16):
            found += part
            if len(found) > self._limit:
                raise StoreError(f"{address} answers more than {self._limit} bytes (PAINKG_STORE_LIMIT)")
            if time.monotonic() > end:
                raise late
        if response.length:  # what the server announced and did not send
            raise StoreError(f"{address} broke off before the end of its answer")
        return bytes(found)


class _Authorisation(BaseHandler):
    """Adds a token, or name and password as Basic, to a request to the server that they are for."""

    def __init__(self, address: str, settings: Settings) -> None:
        pair = f"{settings.store_user}:{settings.store_password}".encode()
        self._home = urlsplit(address)
        self._basic = f"Basic {base64.b64encode(pair).decode()}" if settings.store_user else ""
        self._value = f"Bearer {settings.store_token}" if settings.store_token else ""

    def http_request(self, request: Request) -> Request:
        """Add the header, unless a handler gave one already."""
        to = urlsplit(request.full_url)
        same = to.hostname == self._home.hostname and to.scheme in {"https", self._home.scheme}
        if self._value and same and not request.has_header("Authorization"):
            request.add_unredirected_header("Authorization", self._value)
        return request

    https_request = http_request

    def http_error_401(
        self, req: Request, _fp: IO[bytes], _code: int, _msg: str, headers: HTTPMessage
    ) -> HTTPResponse | None:
        """Send the request again where the server asks for Basic; from then on it goes along at once."""
        asked = headers.get("WWW-Authenticate", "basic").lower()  # some servers do not say how
        if self._value or not self._basic or "basic" not in asked:
            return None
        self._value = self._basic
        answer: HTTPResponse = self.parent.open(req, timeout=req.timeout)
        return answer


class _Digest(HTTPDigestAuthHandler):
    """Answers a challenge, and goes on doing so: a server may hang up on a long body that comes without."""

    def __init__(self, passwords: HTTPPasswordMgrWithDefaultRealm) -> None:
        super().__init__(passwords)
        self._challenge: dict[str, str] = {}

    def http_request(self, request: Request) -> Request:
        """Add the answer to the last challenge."""
        if self._challenge and (value := self.get_authorization(request, self._challenge)):
            request.add_unredirected_header("Authorization", f"Digest {value}")
        return request

    https_request = http_request

    def retry_http_digest_auth(self, req: Request, auth: str) -> HTTPResponse | None:
        """Keep the challenge, then answer it."""
        self._challenge = parse_keqv_list(list(filter(None, parse_http_list(auth.partition(" ")[2]))))
        answer: HTTPResponse | None = super().retry_http_digest_auth(req, auth)
        return answer


class _Redirects(HTTPRedirectHandler):
    """Sends the same request to the new address; the usual handler would lose the query of a POST."""

    max_redirections = 5

    def redirect_request(  # noqa: PLR0913, PLR0917 - the library calls it so
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request to follow with.

        :raises URLError: when it would leave https.
        """
        fp.close()
        if urlsplit(req.full_url).scheme == "https" and urlsplit(newurl).scheme != "https":
            raise URLError(f"it redirects from https to {newurl}")
        if code == 303:
            return Request(newurl, headers=req.headers, method="GET")
        return Request(newurl, req.data, req.headers, method=req.get_method())


def _refused(address: str, error: HTTPError) -> StoreError:
    with error:
        said = error.read(500).decode(errors="replace").strip()
    kind = _KINDS.get(error.code, StoreError)
    return kind(f"{address} answered {error.code}: {said or error.reason}{_CURES.get(error.code, '')}")
