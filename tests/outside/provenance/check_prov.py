"""check_prov.py PROV-JSON TURTLE JSON-LD CSV: the four exports of one article's provenance say the same.

PROV-JSON is read by python3-prov, the others by rdflib. What the PROV-JSON says is turned into RDF here, by the terms of PROV-O, and
must be isomorphic to the Turtle and to the JSON-LD.
"""
import csv
import sys

import prov.model
from prov.identifier import QualifiedName
from rdflib import BNode, Graph, Literal, RDF, URIRef
from rdflib.compare import graph_diff, isomorphic, to_isomorphic

PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
CLASSES = {prov.model.ProvEntity: "Entity", prov.model.ProvActivity: "Activity", prov.model.ProvAgent: "Agent"}
# Record class → (subject attribute, object attribute, property, property of its time)
RELATIONS = {
    prov.model.ProvGeneration: ("entity", "activity", "wasGeneratedBy", "generatedAtTime"),
    prov.model.ProvUsage: ("activity", "entity", "used", None),
    prov.model.ProvAssociation: ("activity", "agent", "wasAssociatedWith", None),
    prov.model.ProvAttribution: ("entity", "agent", "wasAttributedTo", None),
    prov.model.ProvDelegation: ("delegate", "responsible", "actedOnBehalfOf", None),
    prov.model.ProvDerivation: ("generatedEntity", "usedEntity", "wasDerivedFrom", None),
    prov.model.ProvSpecialization: ("specificEntity", "generalEntity", "specializationOf", None),
    prov.model.ProvAlternate: ("alternate1", "alternate2", "alternateOf", None),
    prov.model.ProvInvalidation: ("entity", "activity", "wasInvalidatedBy", "invalidatedAtTime"),
}
DERIVATIONS = {"Revision": "wasRevisionOf", "PrimarySource": "hadPrimarySource"}


def fail(message):
    sys.exit("check_prov: " + message)


def term(value):
    if isinstance(value, QualifiedName):
        return URIRef(value.uri)
    if isinstance(value, prov.model.Literal):
        if value.langtag:
            return Literal(value.value, lang=value.langtag)
        return Literal(value.value, datatype=URIRef(value.datatype.uri) if value.datatype else None)
    if isinstance(value, int):
        return Literal(str(value), datatype=URIRef(XSD + "integer"))
    if hasattr(value, "isoformat"):
        return Literal(value.isoformat(), datatype=URIRef(XSD + "dateTime"))
    return Literal(value)


def rdf_of(document):
    graph = Graph()
    for record in document.get_records():
        attributes = [(name.uri, value) for name, value in record.attributes]
        formal = {name.removeprefix(PROV): value for name, value in attributes if name.startswith(PROV)}
        kind = next((CLASSES[c] for c in CLASSES if type(record) is c), None)
        if kind:
            subject = URIRef(record.identifier.uri)
            graph.add((subject, RDF.type, URIRef(PROV + kind)))
            for name, value in attributes:
                name = {PROV + "type": str(RDF.type), PROV + "startTime": PROV + "startedAtTime",
                        PROV + "endTime": PROV + "endedAtTime"}.get(name, name)
                graph.add((subject, URIRef(name), term(value)))
            continue
        subject_name, object_name, relation, time = RELATIONS[type(record)]
        subject = term(formal[subject_name])
        if relation == "wasDerivedFrom" and "type" in formal:
            relation = DERIVATIONS[formal["type"].localpart]
        if formal.get(object_name) is not None:
            graph.add((subject, URIRef(PROV + relation), term(formal[object_name])))
        if time and formal.get("time") is not None:
            graph.add((subject, URIRef(PROV + time), term(formal["time"])))
        if formal.get("plan") is not None:
            association = BNode()
            graph.add((subject, URIRef(PROV + "qualifiedAssociation"), association))
            graph.add((association, RDF.type, URIRef(PROV + "Association")))
            graph.add((association, URIRef(PROV + "agent"), term(formal["agent"])))
            graph.add((association, URIRef(PROV + "hadPlan"), term(formal["plan"])))
    return graph


def with_plain_times(graph):
    """Moments as numbers of one notation: `Z` and `+00:00`, `.120` and `.120000` are the same moment."""
    plain = Graph()
    for subject, name, value in graph:
        if isinstance(value, Literal) and value.datatype == URIRef(XSD + "dateTime"):
            value = Literal(value.toPython().timestamp())
        elif isinstance(value, Literal) and value.datatype in (URIRef(XSD + "decimal"), URIRef(XSD + "double")):
            value = Literal(float(value))
        plain.add((subject, name, value))
    return plain


def same(one, other, names):
    if isomorphic(one, other):
        return
    _, first, second = graph_diff(to_isomorphic(one), to_isomorphic(other))
    fail(f"{names[0]} and {names[1]} differ\nonly in {names[0]}:\n{first.serialize(format='nt')}\n"
         f"only in {names[1]}:\n{second.serialize(format='nt')}")


def main(prov_json, turtle, json_ld, table):
    document = prov.model.ProvDocument.deserialize(prov_json, format="json")
    statements = [r for r in document.get_records(prov.model.ProvEntity) if "statement/" in str(r.identifier)]
    if not statements:
        fail(f"{prov_json}: python3-prov finds no claim in it")
    graphs = {turtle: Graph().parse(turtle, format="turtle"), json_ld: Graph().parse(json_ld, format="json-ld")}
    expected = with_plain_times(rdf_of(document))
    for name, graph in graphs.items():
        if len(graph) == 0:
            fail(f"{name}: rdflib finds nothing in it")
        same(expected, with_plain_times(graph), (prov_json, name))
    with open(table, encoding="utf-8", newline="") as file:
        claims = [row for row in csv.DictReader(file) if row["property"]]
    if len(claims) != len(statements):
        fail(f"{table} has {len(claims)} claims, {prov_json} {len(statements)}")
    print(f"check_prov: {prov_json}: {len(graphs[turtle])} triples, {len(statements)} claims")


main(*sys.argv[1:])
