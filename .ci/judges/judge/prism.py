"""Prism, which responds as a document says, and says where a request is not as the document says."""

import json
import os
import re
import signal
import socket
import subprocess
import time
from contextlib import contextmanager

# What Prism calls a request that it refuses.
REFUSALS = (
    *("UNPROCESSABLE_ENTITY", "UNAUTHORIZED"),
    *("UNSUPPORTED_MEDIA_TYPE", "INVALID_CONTENT_TYPE"),
)
ENVIRONMENT = {**os.environ, "NODE_OPTIONS": "--max-old-space-size=2048"}


@contextmanager
def mock(document, tools, log, is_dynamic):
    """The port of a mock of the document; None where Prism cannot read the document."""
    port = free_port()
    command = [tools.node / "node_modules/.bin/prism", "mock", document]
    command += ["--port", str(port), "--verboseLevel", "fatal"]
    command += ["--dynamic", "--seed", "judge"] if is_dynamic else []
    with log.open("w") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, start_new_session=True, env=ENVIRONMENT
        )
    try:
        yield port if is_up(process, port) else None
    finally:
        if process.poll() is None:
            # A mock that makes a large instance hears of no other signal.
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_up(process, port, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return True
        except OSError:
            time.sleep(0.2)
    return False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def violations(exchange):
    """What Prism has against a request, each in a line; None where it cannot say."""
    if problem := problem_of(exchange):
        name = problem["type"].rpartition("#")[2]
        told = problem.get("validation") or [{"message": problem.get("detail")}]
        if name in REFUSALS:
            return [message(one) for one in told]
        if name in ("NO_PATH_MATCHED_ERROR", "NO_METHOD_MATCHED_ERROR"):
            return [f"{name}: {problem.get('detail')}"]
        return None
    if exchange.status == 598:
        return None
    header = exchange.response_header("sl-violations")
    try:
        told = json.loads(header or "[]")
    except ValueError:
        # Prism cuts a header that is long.
        whole = re.findall(r'\{"location":[^{}]*\}', header)
        told = [json.loads(one) for one in whole]
    return [message(one) for one in told if is_of_request(one) and one.get("severity") != "Warning"]


def problem_of(exchange):
    if "problem+json" not in exchange.response_header("content-type"):
        return None
    try:
        problem = json.loads(exchange.response)
    except ValueError:
        return None
    is_own = isinstance(problem, dict) and "prism/errors" in str(problem.get("type"))
    return problem if is_own else None


def is_of_request(violation):
    return violation.get("location", ["request"])[0] == "request"


def message(violation):
    place = "/".join(map(str, violation.get("location", [])))
    return f"{place}: {violation.get('message')}"
