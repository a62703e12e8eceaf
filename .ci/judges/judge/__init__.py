"""Lets tools that know nothing of our generator judge what its crates read and send.

The modules in the order in which data flows, each using only those above it:

`values`         JSON with exact numbers, and where two values differ
`document`       a document as it was written, and its places
`discriminator`  what a discriminator says, in the words of JSON Schema
`access`         which properties do not go in a direction
`dialect`        the schemas as JSON Schema 2020-12
`validity`       which instances are valid, and what describes a property, by `jsonschema_rs`
`instances`      instances of schemas, by `json-schema-faker`
`pages`          how the pages of a crate say that its methods are called
`callers`        Rust that calls them
`crate`          the generated crates, and a program for each that reads, writes and calls
`finding`        what is found, and which of it is known
`roundtrip`      every type: instances are read and written again
`recorder`       what writes down each exchange
`prism`          Prism, which judges requests and makes responses
`calls`          every operation: called at Prism
`suite`          the JSON Schema Test Suite as documents
`report`         the table, and the findings
`page`           the page of a run over many documents
"""
