"""Checks the dependencies' licences where cargo-deny is not installed.

usage: licences.py deny.toml METADATA.json (of `cargo metadata`)
"""
import json
import re
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    allowed = set(tomllib.load(file)["licenses"]["allow"])


def permitted(expression):
    """Evaluates an SPDX expression; AND binds closer than OR, as in Python."""
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))
    python, i = [], 0
    while i < len(tokens):
        token = tokens[i]
        if token in ("AND", "OR"):
            python.append(token.lower())
        elif token in "()":
            python.append(token)
        else:
            if tokens[i + 1 : i + 2] == ["WITH"]:
                token = f"{token} WITH {tokens[i + 2]}"
                i += 2
            python.append(str(token in allowed))
        i += 1
    return eval(" ".join(python), {"__builtins__": {}})


with open(sys.argv[2], encoding="utf-8") as file:
    packages = json.load(file)["packages"]
bad = [p for p in packages if not p["license"] or not permitted(p["license"])]
for package in bad:
    print(f"{package['name']} {package['version']}: {package['license']} is not allowed", file=sys.stderr)
print(f"{len(packages)} packages, {len(bad)} with licences that {sys.argv[1]} does not allow")
sys.exit(bool(bad))
