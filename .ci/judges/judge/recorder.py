"""What stands between a program and Prism: it writes down each exchange.

The first segment of a request's path says which call it is of; the rest is as the client wrote it.
"""

import http.client
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What belongs to one connection (RFC 9110, section 7.6.1), and what is made anew.
OWN = {"transfer-encoding", "content-length", "connection", "keep-alive"}
# After so many requests without a response there are no more.
PATIENCE = 2


@dataclass
class Exchange:
    """A request, and the response to it."""

    method: str
    path: str
    headers: list
    body: bytes
    status: int
    response_headers: list
    response: bytes

    def response_header(self, name):
        found = (value for key, value in self.response_headers if key.lower() == name)
        return next(found, "")


class Recorder:
    """A server at a port of 127.0.0.1 that passes requests on to another port."""

    def __init__(self, upstream, added):
        self.upstream, self.added, self.exchanges = upstream, added, {}
        self.patience = PATIENCE
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            """Takes any method."""

            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def __getattr__(self, name):
                if name.startswith("do_"):
                    return lambda: recorder.exchange(self)
                raise AttributeError(name)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def exchange(self, handler):
        body = body_of(handler)
        _, call, *rest = handler.path.split("/", 2)
        call, mark, query = call.partition("?")
        path = "/" + (rest[0] if rest else "") + mark + query
        status, headers, response = self.passed_on(handler, call, path, body)
        self.exchanges[call] = Exchange(
            handler.command, path, handler.headers.items(), body, status, headers, response
        )
        handler.send_response_only(status)
        for name, value in headers:
            if name.lower() not in OWN:
                handler.send_header(name, value)
        has_body = handler.command != "HEAD" and status >= 200 and status not in (204, 304)
        if has_body:
            handler.send_header("Content-Length", str(len(response)))
        handler.end_headers()
        if has_body:
            handler.wfile.write(response)

    def passed_on(self, handler, call, path, body):
        if self.patience <= 0:
            return 598, [], b"the mock hangs"
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=10)
        try:
            connection.putrequest(handler.command, path, skip_host=True, skip_accept_encoding=True)
            own = handler.headers.items()
            # Prism wants headers that OpenAPI says are no parameters.
            added = self.added.get(call.partition(".")[0], {}).items()
            added = [(name, value) for name, value in added if name not in handler.headers]
            for name, value in [*own, *added]:
                if name.lower() not in OWN:
                    connection.putheader(name, value)
            if body or "Content-Length" in handler.headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        except TimeoutError:
            self.patience -= 1
            return 598, [], b"no response in time"
        except (OSError, ValueError, http.client.HTTPException) as error:
            return 598, [], f"{type(error).__name__}: {error}".encode()
        finally:
            connection.close()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def body_of(handler):
    if "chunked" not in handler.headers.get("Transfer-Encoding", "").lower():
        return handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
    body = b""
    while True:
        size = int(handler.rfile.readline().partition(b";")[0], 16)
        body += handler.rfile.read(size)
        handler.rfile.readline()
        if size == 0:
            return body
