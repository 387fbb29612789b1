"""The routes and forms of an application as an OpenAPI description, by which strangers' tools can try it."""

import re
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.drills.input.pages import Field
from tests.drills.input.walking import LEFT_ALONE, ROLES, Place, Walk

ARGUMENT = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<among>[^>]*)\))?:)?(?P<name>\w+)>")
URLENCODED = "application/x-www-form-urlencoded"
# Numbers a row of the demonstration has, and then any other.
NUMBER = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 60}, {"type": "integer"}]}
WORDS = {
    "anyOf": [{"type": "string", "maxLength": 80}, {"type": "string", "enum": ["01/02/2026", "12", "", "Nội dung"]}]
}


def description(app: Flask, found: Walk) -> dict[str, Any]:
    """Return every route of ``app``: its arguments, the fields of the forms found to lead there, and who found it."""
    fields: dict[tuple[str, str], dict[str, Field]] = {}
    for one in found.forms:
        known = fields.setdefault((one.endpoint, one.form.method), {})
        known.update({field.name: field for field in one.form.fields})
    paths: dict[str, Any] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.endswith("static") or rule.endpoint in LEFT_ALONE:
            continue
        address = ARGUMENT.sub(lambda met: f"{{{met['name']}}}", rule.rule)
        for method in sorted({"GET", "POST"} & set(rule.methods or ())):
            given = fields.get((rule.endpoint, method), {})
            place = found.places.get(rule.endpoint) or Place(ROLES[0])
            paths.setdefault(address, {})[method.lower()] = _operation(rule, method, given, place)
    return {"openapi": "3.0.3", "info": {"title": "Nắm tình hình", "version": "1"}, "paths": paths}


def _operation(rule: Rule, method: str, fields: dict[str, Field], place: Place) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": f"{rule.endpoint}.{method}".lower(),
        "x-found-by": place.who,
        "parameters": [_argument(met, place.known.get(met["name"], set())) for met in ARGUMENT.finditer(rule.rule)],
        "responses": {"default": {"description": "a page"}},
    }
    shapes = {name: _shape(field) for name, field in fields.items() if name and name != "csrf_token"}
    if method == "POST":
        schema = {"type": "object", "properties": shapes, "required": list(shapes)[:2]}
        told["requestBody"] = {"content": {URLENCODED: {"schema": schema}}}
    else:
        told["parameters"] += [{"name": name, "in": "query", "schema": shape} for name, shape in shapes.items()]
    return told


def _argument(met: re.Match[str], known: set[object]) -> dict[str, Any]:
    shape: dict[str, Any] = NUMBER if met["kind"] == "int" else {"type": "string", "minLength": 1}
    if met["kind"] == "any":
        shape = {"type": "string", "enum": [word.strip('"') for word in met["among"].split(",")]}
    elif known:
        shape = {"anyOf": [{"enum": sorted(known, key=str)}, shape]}
    return {"name": met["name"], "in": "path", "required": True, "schema": shape}


def _shape(field: Field) -> dict[str, Any]:
    if field.options:
        return {"anyOf": [{"type": "string", "enum": sorted(set(field.options))}, {"type": "string", "maxLength": 20}]}
    if field.kind in ("hidden", "checkbox", "radio") and field.value:
        return {"anyOf": [{"type": "string", "enum": [field.value]}, {"type": "string", "maxLength": 40}]}
    return WORDS
