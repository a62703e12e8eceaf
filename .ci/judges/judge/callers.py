"""Rust that calls an operation: the example of its page, and with all that can be set."""

import re

from .pages import closing, setters, split

# Texts of any kind.
TEXTS = "&[impl AsRef<str>]"
ALLOWED = "#![allow(unused_imports, unused_variables, unused_mut)]"
# Types of other crates, which are read from text: a crate can do without reading them from JSON.
PARSED = {"Timestamp", "Date", "DateTime", "Uuid", "Decimal"}


def program(crate, pages):
    """The modules of the operations of a crate, and a table of their functions."""
    aliases = {one["name"]: one["alias_of"] for one in crate.types}
    modules, rows = [], []
    for index, operation in enumerate(crate.operations):
        page = pages.get((operation["request"], operation["name"]))
        operation["page"] = page is not None
        if page is None:
            continue
        caller = Caller(crate.name.replace("-", "_"), aliases)
        code, has_full = caller.module(index, operation, page)
        operation["full"] = has_full
        modules.append(code)
        full = f"Some(|given| Box::pin(op{index}::full(given)))" if has_full else "None"
        rows.append(f"    ({index}, |given| Box::pin(op{index}::example(given)), {full}),\n")
    return "\n".join(modules), "".join(rows)


class Caller:
    """Writes the calls of a crate."""

    def __init__(self, crate, aliases):
        self.crate, self.aliases = crate, aliases

    def module(self, index, operation, page):
        example = page.example.replace(f"use {self.crate}::", "use krate::")
        head, rest = example.split("async fn example", 1)
        start = rest.index("(")
        end = closing(rest, start)
        body = rest[rest.index("{", end) + 1 : rest.rindex("}")]
        build = re.search(r"let client = .*?\.build\(\)\?;", body, re.S)
        client = build[0].removesuffix(".build()?;")
        client += ".base_url(&given.base()).options(given.options()).build()?;"
        lines = [f"pub mod op{index} {{", ALLOWED, head, "use crate::calls::{Given, Outcome};"]
        lines += ["pub async fn example(given: Given) -> Outcome {"]
        lines += [self.bound(argument) for argument in split(rest[start + 1 : end])]
        lines += [client, shown(body[build.end() :]), "}"]
        full = self.chain(operation, page, client)
        lines += full or []
        return "\n".join([*lines, "}"]), full is not None

    def bound(self, argument):
        """The argument of an example as a variable."""
        name, ty = argument.split(": ", 1)
        if ty.startswith("Option<&"):
            inner = ty.removeprefix("Option<&").removesuffix(">")
            owned = f"Vec<{inner[1:-1]}>" if inner.startswith("[") else inner
            owned = "String" if inner == "str" else owned
            ref = "as_ref" if owned == inner else "as_deref"
            got = f'given.get("{plain(name)}")?'
            return f"let {name}: Option<{owned}> = {got}; let {name} = {name}.{ref}();"
        if ty == TEXTS:
            ty = "&[String]"
        if ty.startswith("&["):
            return f"let {name}: Vec<{ty[2:-1]}> = {self.read(name, ty)}; let {name} = &{name}[..];"
        if ty == "&str":
            return f"let {name}: String = {self.read(name, ty)}; let {name} = &{name}[..];"
        if ty.startswith("&"):
            return f"let {name}: {ty[1:]} = {self.read(name, ty)}; let {name} = &{name};"
        if "Part" in ty or ty.startswith("impl Into"):
            return f"let {name} = {self.value(name, ty)};"
        return f"let {name}: {ty} = {self.read(name, ty)};"

    def chain(self, operation, page, client):
        """A function that sets all that there are values for; None where a page says too little."""
        signature = page.signature
        start = signature.find(".await")
        if start < 0 or "Stream" in signature[start:]:
            return None
        text = signature[:start].strip()
        name = re.escape(operation["name"].replace("r#", ""))
        call = re.match(rf"client((?:\s*\.[\w#]+\(\))*)\s*\.((?:r#)?{name})\(", text)
        if not call:
            return None
        end = closing(text, call.end() - 1)
        required = [argument.split(": ", 1) for argument in split(text[call.end() : end])]
        given = ", ".join(self.value(*argument) for argument in required)
        lines = ["pub async fn full(given: Given) -> Outcome {", client]
        lines.append(f"let mut call = client{call[1]}.{call[2]}({given});")
        for setter, ty in setters(text[end + 1 :]):
            if len(split(ty)) == 1:
                has = f'given.has("{plain(setter)}")'
                lines.append(f"if {has} {{ call = call.{setter}({self.value(setter, ty)}); }}")
        return [*lines, 'let response = call.await?; Ok(format!("{response:?}"))', "}"]

    def value(self, name, ty):
        """An expression for an argument of a type."""
        if ty.startswith("Option<&"):
            ref = "as_deref" if ty.startswith(("Option<&str", "Option<&[")) else "as_ref"
            owned = "Option<String>" if ty == "Option<&str>" else "Option<_>"
            return f'given.get::<{owned}>("{plain(name)}")?.{ref}()'
        if ty.startswith("impl Into<"):
            return f'given.bytes("{plain(name)}")?'
        if re.fullmatch(r"(?:Vec<|&\[)(?:runtime::)?Part[>\]]", ty):
            return f'vec![given.part("{plain(name)}")?]'
        if ty in ("runtime::Part", "Part"):
            return f'given.part("{plain(name)}")?'
        if ty == TEXTS:
            return f'&given.get::<Vec<String>>("{plain(name)}")?'
        if ty.startswith("&["):
            return f'&given.get::<Vec<_>>("{plain(name)}")?'
        if ty == "&str":
            return f'&given.get::<String>("{plain(name)}")?'
        if ty.startswith("&"):
            return f'&given.get::<_>("{plain(name)}")?'
        return self.read(name, ty)

    def read(self, name, ty):
        last = ty.rpartition("::")[2]
        way = "parsed" if (self.aliases.get(last) or last) in PARSED else "get"
        return f'given.{way}("{plain(name)}")?'


def shown(call):
    """What an example does with its response, as the outcome of the call."""
    if "while let Some" in call:
        loop = r"while let Some\((\w+)\) = (\w+)\.next\(\)\.await \{.*?\n    \}"
        counting = r"while let Some(\1) = \2.next().await { let _ = \1?; count += 1; }"
        call = re.sub(loop, "let mut count = 0; " + counting, call, flags=re.S)
        return call.replace("Ok(())", 'Ok(format!("{count} items"))')
    call = re.sub(r'println!\("\{response:\?\}"\);', 'let shown = format!("{response:?}");', call)
    return call.replace("Ok(())", "Ok(shown)" if "let shown" in call else "Ok(String::new())")


def plain(name):
    return name.removeprefix("r#")
