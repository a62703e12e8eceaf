"""Lets tools that know nothing of our generator judge what its crates read and send.

The modules in the order in which data flows, each using only those above it:

`values`     JSON with exact numbers, and where two values differ
`document`   a document as it was written, and its places
`dialect`    its schemas as JSON Schema 2020-12
`validity`   which instances are valid, and what describes a property, by `jsonschema_rs`
`instances`  instances of schemas, by `json-schema-faker`
`crate`      the generated crates, and a program for each that reads and writes
`finding`    what is found, and which of it is known
`roundtrip`  every type: instances are read and written again
`report`     the table, and the findings
"""
