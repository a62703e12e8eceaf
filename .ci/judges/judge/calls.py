"""Every operation: called with the example of its page and with all that can be set, at Prism."""

import json
import re
import subprocess
from collections import Counter

from . import prism, values
from .document import at
from .finding import Finding
from .instances import Instances
from .recorder import Recorder
from .roundtrip import without
from .validity import Validity

# Headers that OpenAPI says are no parameters (3.0.3, "Parameter Object": `name`).
IGNORED = {
    "accept": "application/json",
    "content-type": "application/json",
    "authorization": "Bearer judge",
}
NO_PARAMETER = re.compile(
    f"(request/)?header(/({'|'.join(IGNORED)}): |: .*required property '({'|'.join(IGNORED)})')"
)
# What is sent where bytes are asked for.
BYTES = "judge's bytes"
# How many calls of each operation set all that can be set.
SETS = 2


class Calls:
    """The operations of one document."""

    def __init__(self, document, trees, crate, tools):
        self.document, self.trees, self.crate, self.tools = document, trees, crate, tools
        self.counts = Counter()
        self.findings = []
        self.read = Validity(trees.of("received", False))

    def run(self, target, seconds=300):
        given = self.given()
        if not given:
            return
        for name, is_dynamic in (("example", False), ("full", True)):
            log = self.crate.program / f"prism-{name}.log"
            with prism.mock(self.document.path, self.tools, log, is_dynamic) as port:
                if port is None:
                    said = " ".join(log.read_text().split()) or "it did not start in time"
                    self.add(None, "prism", said[:300], "")
                    return
                self.of_set(name, given, target, port, seconds)

    def of_set(self, name, given, target, port, seconds):
        calls = {index: sets if name == "full" else sets[:1] for index, sets in given.items()}
        file = self.crate.program / f"calls-{name}.json"
        file.write_text(values.write({str(index): sets for index, sets in calls.items()}))
        recorder = Recorder(port, {str(index): self.ignored(index) for index in calls})
        program = target / "debug" / f"judge-{self.crate.name}"
        base = f"http://127.0.0.1:{recorder.port}"
        try:
            done = subprocess.run(
                [program, "calls", base, file, name],
                capture_output=True,
                text=True,
                timeout=seconds,
            )
            lines = done.stdout
        except subprocess.TimeoutExpired as error:
            lines = (error.stdout or b"").decode()
            self.add(None, "prism", f"the calls took longer than {seconds} s", "")
        finally:
            recorder.close()
        for line in lines.splitlines():
            outcome = json.loads(line)
            key = f"{outcome['operation']}.{outcome['call']}"
            given_now = calls[outcome["operation"]][outcome["call"]]
            self.judge(outcome, recorder.exchanges.get(key), given_now, name)

    def given(self):
        """The arguments of the calls of each operation."""
        maker = Instances(
            self.trees.of("sent", True),
            Validity(self.trees.of("sent", False)),
            self.tools,
            self.crate.program,
            has_examples=False,
        )
        try:
            return {
                index: [self.arguments(maker, operation, call) for call in range(SETS)]
                for index, operation in enumerate(self.crate.operations)
                if operation["page"]
            }
        finally:
            maker.close()

    def arguments(self, maker, operation, call):
        found = {}
        parameters = [*operation["parameters"]]
        if body := operation["body"]:
            parameters.append({"name": "body", "at": body["at"]})
            found["content_type"] = concrete(body["media_type"])
        for parameter in parameters:
            value = self.argument(maker, parameter["at"], call)
            is_text = parameter["name"] == "body" and body["media_type"].startswith("text/")
            if is_text and value is not None and not isinstance(value, str):
                value = values.write(value)
            if value is not None:
                found[parameter["name"].removeprefix("r#")] = value
        return found

    def argument(self, maker, place, call):
        """An instance of a parameter, of a property of a form, or of a body."""
        place, schema = schema_at(self.document.root, place)
        if schema is None:
            # A parameter of which nothing is said, or a body.
            return BYTES
        if is_bytes(schema):
            return BYTES
        try:
            place = self.trees.place(place)
            found, _ = maker.of(place, seed=call, made=12, kept=4, is_wire=True)
            # What no schema describes cannot be sent, even if it is required.
            described = [one for one in found if is_described(maker.validity, place, one)]
        except (LookupError, ValueError, TypeError):
            return None
        found = described or found
        # There is no telling an empty text from none outside of JSON.
        found = [one for one in found if one != ""]
        return found[-1 - call % len(found)] if found else None

    def ignored(self, index):
        """Headers that Prism asks for although they are no parameters."""
        try:
            item = at(self.document.root, self.crate.operations[index]["at"])
        except (LookupError, ValueError, TypeError):
            return {}
        found = {}
        for parameter in item.get("parameters") or []:
            if isinstance(parameter.get("$ref"), str):
                parameter = at(self.document.root, parameter["$ref"])
            name = str(parameter.get("name")).lower()
            if parameter.get("in") == "header" and name in IGNORED:
                allowed = (parameter.get("schema") or {}).get("enum") or [IGNORED[name]]
                found[name] = str(allowed[0])
        return found

    def judge(self, outcome, exchange, given, name):
        """Counts a call, or adds what is wrong with it."""
        self.counts["calls"] += 1
        operation = self.crate.operations[outcome["operation"]]
        shown = values.write(given)
        fault = outcome["fault"]
        if exchange is None:
            if fault and fault.startswith("judge: no value"):
                self.counts["calls without arguments"] += 1
                return
            kind = "argument" if fault and fault.startswith("judge: argument") else "unsent"
            self.add(operation, kind, f"{name}: {fault}", shown)
            return
        shown = f"{exchange.method} {exchange.path} {text(exchange.body[:400])}"
        found = prism.violations(exchange)
        if found is None:
            self.counts["calls that Prism could not respond to"] += 1
            return
        # OpenAPI says of these headers that they are no parameters.
        found = [one for one in found if not NO_PARAMETER.match(one)]
        if found:
            self.add(operation, "violation", f"{name}: {'; '.join(sorted(set(found))[:3])}", shown)
        if fault and not found and self.is_to_be_read(operation, exchange):
            self.add(operation, "unread", f"{name}: {fault}", text(exchange.response[:2000]))

    def is_to_be_read(self, operation, exchange):
        """Whether a response is one that the document describes."""
        if not 200 <= exchange.status < 300:
            return False
        place = self.response_schema(operation, exchange)
        if place is None:
            return False
        try:
            return self.read.is_valid(self.trees.place(place), json.loads(exchange.response))
        except (LookupError, ValueError, TypeError):
            self.counts["responses that are not as documented"] += 1
            return False

    def response_schema(self, operation, exchange):
        """Where the schema of a response is; None for a response that is no JSON, or unknown."""
        root = self.document.root
        try:
            responses = at(root, f"{operation['at']}/responses")
            known = (str(exchange.status), f"{exchange.status // 100}XX", "default")
            status = next(status for status in known if status in responses)
            place, response = followed(root, f"{operation['at']}/responses/{status}")
            if "content" not in response:
                return f"{place}/schema" if "schema" in response else None
            sent = essence(exchange.response_header("content-type"))
            media = next(media for media in response["content"] if essence(media) == sent)
        except (LookupError, ValueError, TypeError, StopIteration):
            return None
        return f"{place}/content/{escaped(media)}/schema" if sent.endswith("json") else None

    def add(self, operation, kind, message, instance):
        place = operation["at"] if operation else "#"
        self.findings.append(
            Finding(
                document=self.document.name,
                kind=kind,
                subject=operation["request"] if operation else "the document",
                place=place,
                line=self.document.line(place),
                message=message,
                instance=instance,
            )
        )


def schema_at(root, place):
    """Where a parameter, a body or a property of a form has its schema; None where it has none."""
    try:
        place, node = followed(root, place)
        if not isinstance(node, dict) or "responses" in node:
            return place, None
        if "in" in node and isinstance(node.get("content"), dict) and node["content"]:
            place = f"{place}/content/{escaped(next(iter(node['content'])))}"
            node = at(root, place)
            return f"{place}/schema", node.get("schema")
        if "in" in node and "type" not in node:
            return f"{place}/schema", node.get("schema")
    except (LookupError, ValueError, TypeError):
        return place, None
    return place, node


def followed(root, place):
    """Where a reference to anything but a schema leads."""
    node = at(root, place)
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        if re.search("/(schemas|definitions)/", node["$ref"]):
            break
        place = node["$ref"]
        node = at(root, place)
    return place, node


def escaped(name):
    return name.replace("~", "~0").replace("/", "~1")


def essence(media_type):
    """A media type without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_described(validity, place, instance):
    return without(instance, validity.described(place, values.plain(instance))) == instance


def is_bytes(schema):
    is_schema = isinstance(schema, dict)
    return is_schema and (schema.get("format") == "binary" or schema.get("type") == "file")


def text(data):
    return data.decode("utf-8", "replace")


def concrete(media_type):
    """A media type of a range, which is that of no other body."""
    return media_type.replace("*/*", "application/*").replace("/*", "/vnd.judge+json")
