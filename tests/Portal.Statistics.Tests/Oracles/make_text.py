"""Writes text.json: BLEU and chrF2 of sacreBLEU 2.6.0, ROUGE-L of the rouge_score package, exact match and F1 after the SQuAD paper.

    python3 -m pip install sacrebleu==2.6.0 rouge-score
"""
import re
import string
from collections import Counter

import numpy as np
from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU, CHRF

from make_metrics import write

TEXTS = [
    ("The cat sat on the mat.", ["The cat is sitting on the mat.", "A cat sat on a mat!"]),
    ("It costs $1,234.50 (about 5% more), doesn't it?", ["It cost 1,234.50 dollars, roughly 5% more, did it not?"]),
    ("the the the the", ["the cat"]),
    ("In 2020-21 the co-operation of R&amp;D teams grew 3.5-fold.", ["In 2020-21, cooperation of R&D teams grew by a factor of 3.5."]),
    ("Yes", ["yes."]),
    ("", ["Nothing was said."]),
    ("Something was said", [""]),
    ("Die Größe der Straße beträgt 12,5 m – sehr groß!", ["Die Straße ist 12,5 m breit – sehr groß."]),
    ("今日は天気がいいですね。", ["今日は良い天気ですね。", "天気がいい"]),
    ("I \U0001f600 love emojis \U0001f469\u200d\U0001f52c!", ["I love \U0001f600 emojis \U0001f469\u200d\U0001f52c"]),
    ("one two three four five six seven", ["one two three four five six seven"]),
    ("An answer: the Denver Broncos", ["Denver Broncos", "The Broncos of Denver"]),
    ("line one-\nbroken\nline two", ["line onebroken line two"]),
    ("completely different words", ["nothing shared here at all"]),
]


def words(s):
    s = "".join(c for c in s.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", s).split()


def f1(a, b):
    a, b = words(a), words(b)
    if not a or not b:
        return float(a == b)
    same = sum((Counter(a) & Counter(b)).values())
    return 2 * same / (len(a) + len(b))


def rouge(prediction, references):
    scorer = rouge_scorer.RougeScorer(["rougeL"])
    best = max((scorer.score(r, prediction)["rougeL"] for r in references), key=lambda s: s.fmeasure)
    return [best.precision, best.recall, best.fmeasure]


def is_ascii(prediction, references):
    return all(t.isascii() for t in [prediction, *references])


def generated(seed, count):
    rng = np.random.default_rng(seed)
    vocabulary = ["loan", "was", "approved", "by", "the", "bank", ",", "3.14", "rate", "of", "U.S.", "e-mail", "(see", "page", "12)", "."]
    for _ in range(count):
        n, m = rng.integers(3, 90, 2)
        a = [vocabulary[i] for i in rng.integers(0, len(vocabulary), n)]
        b = [w if rng.random() < 0.7 else vocabulary[rng.integers(0, len(vocabulary))] for w in (a * 30)[:m]]
        yield " ".join(a), [" ".join(b)]


texts = TEXTS + list(generated(1, 6))
examples = [{
    "prediction": p, "references": r, "bleu": BLEU(effective_order=True).sentence_score(p, r).score, "chrf": CHRF().sentence_score(p, r).score,
    "rouge": rouge(p, r) if is_ascii(p, r) else [], "exact": max(float(words(p) == words(x)) for x in r), "f1": max(f1(p, x) for x in r)}
    for p, r in texts]
width = max(len(r) for _, r in texts)
streams = [[r[i] if i < len(r) else None for _, r in texts] for i in range(width)]
bleu = BLEU().corpus_score([p for p, _ in texts], streams)
short = [("a b", ["a b"]), ("c", ["c d"])]
write("text", {
    "examples": examples, "chrf": CHRF().corpus_score([p for p, _ in texts], streams).score,
    "bleu": {"score": bleu.score, "precisions": bleu.precisions, "penalty": bleu.bp, "length": bleu.sys_len, "reference_length": bleu.ref_len},
    "short_bleu": BLEU().corpus_score([p for p, _ in short], [[r[0] for _, r in short]]).score})
