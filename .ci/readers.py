"""Reads every export back with a reader that is not ours, and compares with the statements.

usage: readers.py TERCET STORE SCRATCH (needs rdflib, pyshacl and networkx)
"""
import csv
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import networkx
import pyshacl
import rdflib
from rdflib.compare import to_isomorphic

tercet, store, scratch = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
problems = []


def export(form, *options):
    path = scratch / f"export.{form}"
    subprocess.run(
        [tercet, "--store", store, "export", "--format", form, "--output", path, *options], check=True
    )
    return path


def compare(what, found, wanted):
    good = found == wanted
    print(f"{what}: {found}{'' if good else f', but {wanted} were wanted'}")
    if not good:
        problems.append(what)


statements = [json.loads(line) for line in open(export("jsonl"), encoding="utf-8")]


def mode(s):
    if s["polarity"] == "negative":
        return "denied"
    if s["modality"] != "actual":
        return "possible"
    return "attributed" if s["attribution"] else "asserted"


def is_entity(node):
    return node is not None and "name" in node


entities = {n["id"]: n["name"] for s in statements for n in (s["subject"], s["object"]) if is_entity(n)}
links = [s for s in statements if is_entity(s["subject"]) and is_entity(s["object"])]
ends = {(s["subject"]["id"], s["object"]["id"], mode(s)) for s in links}

# RDF: the same graph in every syntax, and a reifier a statement.
wanted = rdflib.Graph().parse(export("ntriples", "--statements", "reification"), format="nt")
told = set(wanted.subjects(rdflib.URIRef("https://tercet.dev/ontology#sentence")))
reified = told & set(wanted.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
compare("N-Triples, statements", len(reified), len({s["id"] for s in statements}))
for form, name in [("turtle", "turtle"), ("rdfxml", "xml")]:
    graph = rdflib.Graph().parse(export(form, "--statements", "reification"), format=name)
    compare(f"{form}, triples", len(graph), len(wanted))
    compare(f"{form}, the same graph", to_isomorphic(graph) == to_isomorphic(wanted), True)
for form, name in [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(export(form, "--statements", "reification"), format=name)
    triples = {(s, p, o) for s, p, o, _ in dataset.quads()}
    compare(f"{form}, triples", len(triples), len(wanted))
    # One a document, and that of the facts.
    named = {g for *_, g in dataset.quads() if g is not None}
    compare(f"{form}, named graphs", len(named), len({s["document"] for s in statements}) + 1)

# SHACL: another validator finds the same violations of the same shapes.
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
check = [tercet, "--store", store, "check"]
shapes = rdflib.Graph().parse(data=subprocess.run([*check, "--shapes"], check=True, capture_output=True).stdout)
_, report, _ = pyshacl.validate(wanted, shacl_graph=shapes, ont_graph=shapes)
term = lambda node: None if node is None else node.n3()
theirs = sorted(
    tuple(str(term(report.value(result, p))) for p in (SH.focusNode, SH.resultPath, SH.value))
    + (report.value(result, SH.sourceConstraintComponent).removeprefix(SH),)
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
)
found = subprocess.run([*check, "--json"], capture_output=True)
compare("check, exit code", found.returncode, int(bool(theirs)))
ours = sorted(
    (v["focus"], f"<{v['path']}>" if v["path"] else "None", str(v["value"]), v["component"])
    for v in map(json.loads, found.stdout.splitlines())
)
compare("check, violations", len(ours), len(theirs))
compare("check, the same violations", ours == theirs, True)

# Graphs of entities: every link with its mode, every name.
graphs = {"graphml": networkx.read_graphml(export("graphml"))}
tree = ElementTree.parse(export("gexf")).getroot()
# networkx knows GEXF 1.2 at the most; what differs in 1.3 is not used.
text = (scratch / "export.gexf").read_text(encoding="utf-8").replace("gexf.net/1.3", "www.gexf.net/1.2draft")
(scratch / "export.1.2.gexf").write_text(text.replace('version="1.3"', 'version="1.2"'), encoding="utf-8")
graphs["gexf"] = networkx.read_gexf(scratch / "export.1.2.gexf")
for form, graph in graphs.items():
    found = {(a, b, data["mode"]) for a, b, data in graph.edges(data=True)}
    compare(f"{form}, links", len(found), len(ends))
    names = {node: data.get("name", data.get("label")) for node, data in graph.nodes(data=True)}
    compare(f"{form}, names", sum(names.get(i) == n for i, n in entities.items()), len(entities))
    counted = sum(int(data["statements"]) for *_, data in graph.edges(data=True))
    compare(f"{form}, statements", counted, len(links))

# neo4j-admin: headers with types, ids that all exist.
nodes = list(csv.DictReader(open(export("csv-nodes"), encoding="utf-8", newline="")))
edges = list(csv.DictReader(open(export("csv-edges"), encoding="utf-8", newline="")))
for rows in (nodes, edges):
    bad = [h for h in rows[0] if not re.fullmatch(r"\w*(:(ID|LABEL|START_ID|END_ID|TYPE|int|double|string(\[\])?))?", h)]
    compare("csv, odd headers", bad, [])
ids = {row["id:ID"]: row["name"] for row in nodes}
compare("csv, names", sum(ids.get(i) == n for i, n in entities.items()), len(entities))
found = {(row[":START_ID"], row[":END_ID"], row["mode"]) for row in edges}
compare("csv, links", found == ends, True)
compare("csv, statements", sum(int(row["statements:int"]) for row in edges), len(links))

# Drawings: well-formed, and the same cards whoever draws.
svg = ElementTree.parse(export("svg")).getroot()
cards = [e for e in svg.iter() if (e.get("class") or "").startswith("card ")]
dot = export("dot")
drawn = subprocess.run(["dot", "-Tsvg", dot], check=True, capture_output=True)
compare("dot, warnings", drawn.stderr.decode(), "")
drawn = ElementTree.fromstring(drawn.stdout)
compare("dot, cards", sum(e.get("class") == "node" for e in drawn.iter()) - 1, len(cards))
mermaid = export("mermaid").read_text(encoding="utf-8").splitlines()
compare("mermaid, kind", mermaid[0], "flowchart LR")
line = re.compile(
    r'  (n\d+\["[^"`]*"\]:::\w+|n\d+ (-->|--x|-\.->)\|"[^"`]*"\| n\d+|subgraph c\d+\[" "\]|end|classDef \w+ [\w:#,]+)'
)
compare("mermaid, odd lines", [l for l in mermaid[1:] if not line.fullmatch(l)], [])
compare("mermaid, cards", sum(":::" in l for l in mermaid), len(cards))


class Report(html.parser.HTMLParser):
    """Ids, links and addresses of the report."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.fetched, self.items = set(), set(), set(), 0

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if "id" in a:
            self.ids.add(a["id"])
        if tag == "a":
            self.links.add(a["href"])
        self.fetched |= {v for k, v in attributes if k in ("src", "data", "action")}
        self.items += tag == "li" and "id" in a


report = Report()
page = export("html")
report.feed(page.read_text(encoding="utf-8"))
compare("html, statements", report.items, len({s["id"] for s in statements}))
compare("html, links that lead nowhere", [l for l in report.links if l[0] == "#" and l[1:] not in report.ids], [])
compare("html, things fetched", report.fetched, set())
if len(sys.argv) > 4:
    # A browser, as the reader sees it: scripts have run.
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    seen = subprocess.run(
        [sys.argv[4], *flags.split(), f"--user-data-dir={scratch}/browser", "--dump-dom", f"file://{page}"],
        check=True, capture_output=True, timeout=120,
    ).stdout.decode()
    compare("browser, statements", len(re.findall(r'<li data-held="\w+" id="s-', seen)), report.items)
    compare("browser, cards", len(re.findall(r'class="card ', seen)), len(cards))

sys.exit(f"these differ: {', '.join(problems)}" if problems else 0)
