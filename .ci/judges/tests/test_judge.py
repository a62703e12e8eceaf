"""What the judge would miss if it were wrong."""

import unittest
from types import SimpleNamespace

from judge import finding, prism, received, roundtrip, suite, values
from judge.dialect import Trees
from judge.recorder import Exchange
from judge.validity import Validity


def trees(schemas, is_modern=True):
    root = {"components": {"schemas": schemas}}
    return Trees(SimpleNamespace(root=root, is_modern=is_modern))


def place(name):
    return f"#/components/schemas/{name}"


class Received(unittest.TestCase):
    """What is sent is received, too, in a document that is changed so."""

    BODY = {"content": {"application/json": {"schema": {"type": "integer"}}, "text/csv": {}}}

    def test_the_json_of_a_body_is_that_of_a_response(self):
        root = {
            "paths": {"/a": {"post": {"requestBody": {"$ref": "#/components/requestBodies/One"}}}},
            "components": {"requestBodies": {"One": self.BODY}},
        }
        operation = received.received(root)["paths"]["/a"]["post"]
        self.assertNotIn("requestBody", operation)
        content = operation["responses"][received.STATUS]["content"]
        self.assertEqual(content, {"application/json": {"schema": {"type": "integer"}}})
        self.assertIn("requestBody", root["paths"]["/a"]["post"])

    def test_so_is_a_body_of_swagger(self):
        query = {"name": "a", "in": "query", "type": "string"}
        body = {"name": "b", "in": "body", "schema": {"type": "integer"}}
        root = {"swagger": "2.0", "paths": {"/a": {"put": {"parameters": [query, body]}}}}
        operation = received.received(root)["paths"]["/a"]["put"]
        self.assertEqual(operation["parameters"], [query])
        response = operation["responses"][received.STATUS]
        self.assertEqual(response["schema"], {"type": "integer"})


class Values(unittest.TestCase):
    def test_numbers_are_compared_by_their_exact_value(self):
        read = values.read
        self.assertIsNone(values.difference(read("[1, 1.50, 1e2]"), read("[1.0, 1.5, 100]")))
        self.assertIsNotNone(values.difference(read("0.1"), read("0.10000000000000001")))
        large = read("12345678901234567890"), read("12345678901234567891")
        self.assertIsNotNone(values.difference(*large))

    def test_points_in_time_are_compared_as_such(self):
        moments = "2024-02-29T12:00:00+02:00", "2024-02-29T10:00:00Z"
        self.assertIsNone(values.difference(*moments))
        self.assertIsNotNone(values.difference("2024-02-29", "2024-02-29T00:00:00Z"))

    def test_what_is_lost_and_what_is_added_has_its_place(self):
        before, after = {"a": [{"b": None}]}, {"a": [{"c": 1}]}
        self.assertEqual(values.difference(before, after), (("a", 0, "b"), "null is lost"))
        self.assertEqual(values.difference({}, {"c": 1}), (("c",), "1 came from nowhere"))


    def test_lost_nulls_can_be_left_out_of_a_comparison(self):
        before, after = {"a": None, "b": [{"c": None, "d": None}]}, {"b": [{"d": None}]}
        self.assertEqual(values.without_lost_nulls(before, after), after)
        self.assertEqual(values.without_lost_nulls({"a": 1}, {}), {"a": 1})


class Dialect(unittest.TestCase):
    def test_null_is_valid_where_openapi_3_0_says_nullable(self):
        made = trees({"A": {"allOf": [{"type": "string"}], "nullable": True}}, is_modern=False)
        validity = Validity(made.of("received", False))
        self.assertTrue(validity.is_valid(place("A"), None))
        self.assertFalse(validity.is_valid(place("A"), 1))

    def test_places_within_what_may_be_null_are_found_both_ways(self):
        made = trees({"A": {"allOf": [{"type": "string"}], "nullable": True}}, is_modern=False)
        inner = f"{place('A')}/allOf/0"
        self.assertTrue(Validity(made.of("both", False)).is_valid(made.place(inner), "text"))
        self.assertEqual(made.written(made.place(inner)), inner)

    def test_what_can_be_any_object_has_a_property(self):
        free, part = {"type": "object", "description": "Any."}, {"allOf": [{"type": "object"}]}
        made = trees({"A": free, "B": part}).of("received", True)["components"]["schemas"]
        self.assertEqual(made["A"]["minProperties"], 1)
        self.assertNotIn("minProperties", made["B"]["allOf"][0])

    def test_a_property_that_does_not_go_in_a_direction_is_not_there(self):
        schema = {"properties": {"a": {"readOnly": True}, "b": {}}, "required": ["a", "b"]}
        made = trees({"A": schema})
        sent, received = (Validity(made.of(way, False)) for way in ("sent", "received"))
        self.assertTrue(sent.is_valid(place("A"), {"b": 1}))
        self.assertFalse(received.is_valid(place("A"), {"b": 1}))

    def test_one_part_of_several_says_in_which_direction_a_property_goes(self):
        first = {"properties": {"a": {"readOnly": True}}, "required": ["a"]}
        second = {"properties": {"a": {"type": "string"}, "b": {}}}
        made = trees({"A": {"allOf": [first, second]}})
        self.assertTrue(Validity(made.of("sent", False)).is_valid(place("A"), {}))
        narrow = made.of("sent", True)["components"]["schemas"]["A"]
        self.assertEqual(narrow["allOf"][1]["properties"], {"b": {}})

    def test_a_property_that_another_part_asks_for_goes_in_both_directions(self):
        parts = [{"properties": {"a": {"readOnly": True}}}, {"required": ["a"]}]
        made = trees({"A": {"allOf": parts}})
        self.assertFalse(Validity(made.of("sent", False)).is_valid(place("A"), {}))

    def test_an_alternative_is_valid_with_its_tag_only(self):
        one = {"type": "object", "properties": {"kind": {"type": "string"}}}
        discriminator = {"propertyName": "kind", "mapping": {"b": place("B")}}
        arms = [{"$ref": place("A")}, {"$ref": place("B")}]
        union = {"oneOf": arms, "discriminator": discriminator}
        validity = Validity(trees({"A": one, "B": one, "U": union}).of("both", False))
        is_valid = {kind: validity.is_valid(place("U"), {"kind": kind}) for kind in "ABab"}
        self.assertEqual(is_valid, {"A": True, "B": False, "a": False, "b": True})

    def test_a_base_is_one_of_those_that_extend_it(self):
        base = {"type": "object", "discriminator": {"propertyName": "kind"}}
        child = {"allOf": [{"$ref": place("Base")}, {"required": ["a"]}]}
        made = trees({"Base": base, "Child": child})
        validity = Validity(made.of("both", False))
        self.assertTrue(validity.is_valid(made.place(place("Base")), {"kind": "Child", "a": 1}))
        self.assertFalse(validity.is_valid(made.place(place("Base")), {"kind": "Child"}))


class Loss(unittest.TestCase):
    def test_only_what_no_schema_describes_may_be_lost(self):
        schema = {"properties": {"a": {}}, "anyOf": [{"properties": {"b": {}}}]}
        validity = Validity(trees({"A": schema, "Free": {"type": "object"}}).of("both", False))
        instance = {"a": 1, "b": 2, "c": 3}
        kept = roundtrip.without(instance, validity.described(place("A"), instance))
        self.assertEqual(kept, {"a": 1, "b": 2})
        kept = roundtrip.without(instance, validity.described(place("Free"), instance))
        self.assertEqual(kept, instance)

    def test_the_path_of_an_error_is_read(self):
        told = roundtrip.told('at $.a[0]["b c"]: expected text, found null')
        self.assertEqual(told, (("a", 0, "b c"), "expected text, found null"))


class Suite(unittest.TestCase):
    def test_words_that_openapi_3_0_does_not_have_are_named(self):
        self.assertIn("patternProperties", suite.foreign({"not": {"patternProperties": {}}}))
        self.assertIsNone(suite.foreign({"properties": {"patternProperties": {}}}))

    def test_references_to_the_root_follow_it(self):
        moved = suite.moved({"$ref": "#", "enum": [{"$ref": "#"}]}, "#/x")
        self.assertEqual(moved, {"$ref": "#/x", "enum": [{"$ref": "#"}]})


class Prism(unittest.TestCase):
    def exchange(self, header):
        return Exchange("GET", "/", [], b"", 200, [("sl-violations", header)], b"")

    def test_what_is_wrong_with_a_response_is_none_of_the_request(self):
        told = '[{"location":["response","body"],"message":"m"}]'
        self.assertEqual(prism.violations(self.exchange(told)), [])

    def test_a_list_that_was_cut_is_read_as_far_as_it_goes(self):
        told = 'Too many! [{"location":["request","query"],"message":"m"},{"location":["req'
        self.assertEqual(prism.violations(self.exchange(told)), ["request/query: m"])


class Verdicts(unittest.TestCase):
    def found(self):
        return finding.Finding("a.yaml", "changed", "T", "#/a", 1, "/x: null is lost", "{}")

    def test_the_same_loss_of_other_values_is_found_once(self):
        other = finding.Finding("a.yaml", "changed", "T", "#/a", 1, "/x/y: [1] is lost", "{}")
        self.assertEqual(len(finding.distinct([self.found(), other])), 1)

    def test_a_verdict_is_for_what_it_matches_only(self):
        verdict = finding.Verdict(["a.*"], "generator", "r", {"kind": "changed", "message": "null"})
        other = finding.Verdict(["a.*"], "generator", "r", {"kind": "refused"})
        self.assertTrue(verdict.covers(self.found()))
        self.assertFalse(other.covers(self.found()))

    def test_a_verdict_is_needless_once_its_documents_show_nothing(self):
        verdict = finding.Verdict(["a.yaml"], "generator", "r", {"kind": "refused"})
        finding.judge([self.found()], [verdict])
        self.assertEqual(finding.stale([verdict], ["a.yaml"], False), [verdict])
        self.assertEqual(finding.stale([verdict], ["b.yaml"], True), [])

    def test_a_verdict_on_all_documents_is_needless_in_a_run_over_all_only(self):
        verdict = finding.Verdict(["*"], "generator", "r", {"kind": "refused"})
        self.assertEqual(finding.stale([verdict], ["a.yaml"], False), [])
        self.assertEqual(finding.stale([verdict], ["a.yaml"], True), [verdict])


if __name__ == "__main__":
    unittest.main()
