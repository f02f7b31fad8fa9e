"""Writes multilabel.json, ranking.json, forecast.json and retrieval.json.

Multilabel, NDCG, pinball, cosine: scikit-learn. Other ranking metrics: the mean over every order of tied documents, one by one.
MASE, sMAPE, coverage: NumPy, from the definitions.
"""
import itertools

import numpy as np
from sklearn import metrics as M
from sklearn.metrics.pairwise import cosine_similarity

from make_metrics import write


def multilabel(rows, labels, seed, rare=False):
    rng = np.random.default_rng(seed)
    y = (rng.random((rows, labels)) < 0.35).astype(int)
    if rare:
        y[:, 0] = 0
        y[:3] = 0
    p = np.round(np.clip(0.3 * y + rng.random((rows, labels)) * 0.7, 0, 1), 2)
    hat = (p >= 0.5).astype(int)
    both = [k for k in range(labels) if 0 < y[:, k].sum() < rows]
    out = {"labels": labels, "scores": p.ravel(), "actual": y.ravel(), "subset_accuracy": M.accuracy_score(y, hat), "hamming": M.hamming_loss(y, hat),
           "auc_micro": M.roc_auc_score(y.ravel(), p.ravel()), "auc_macro": np.mean([M.roc_auc_score(y[:, k], p[:, k]) for k in both]),
           "ap_micro": M.average_precision_score(y.ravel(), p.ravel()),
           "ap_macro": np.mean([M.average_precision_score(y[:, k], p[:, k]) for k in both]), "without": labels - len(both)}
    for average in ("micro", "macro", "weighted", "samples"):
        out[average] = M.precision_recall_fscore_support(y, hat, average=average, zero_division=0)[:3]
    return out


def orders(scores, relevances):
    """Every order of the documents in which scores fall."""
    groups = [[r for s, r in zip(scores, relevances) if s == v] for v in sorted(set(scores), reverse=True)]
    for parts in itertools.product(*(list(itertools.permutations(g)) for g in groups)):
        yield [r for part in parts for r in part]


def query(scores, relevances, k):
    ap, rr, recall, precision = [], [], [], []
    total = sum(r > 0 for r in relevances)
    for order in orders(scores, relevances):
        hits = [i for i, r in enumerate(order) if r > 0]
        ap.append(np.mean([(n + 1) / (i + 1) for n, i in enumerate(hits)]))
        rr.append(1 / (hits[0] + 1))
        found = sum(r > 0 for r in order[:k])
        recall.append(found / total)
        precision.append(found / k)
    r = np.array(relevances, float)
    return [M.ndcg_score([r], [scores], k=k), M.ndcg_score([2**r - 1], [scores], k=k), np.mean(ap), np.mean(rr), np.mean(recall), np.mean(precision)]


def ranking(seed, k):
    rng = np.random.default_rng(seed)
    scores, relevances, queries, per_query = [], [], [], []
    for q in range(7):
        n = int(rng.integers(2, 10))
        s, r = np.round(rng.random(n), 1), rng.choice([0, 0, 0, 1, 2, 3], n)
        if q == 4:
            r[:] = 0
        scores += s.tolist(); relevances += r.tolist(); queries += [q] * n
        if (r > 0).any():
            per_query.append(query(s.tolist(), r.tolist(), k))
    order = rng.permutation(len(scores))
    return {"k": k, "scores": np.array(scores)[order], "relevances": np.array(relevances)[order], "queries": np.array(queries)[order],
            "without": 7 - len(per_query), "per_query": per_query, "means": np.mean(per_query, axis=0)}


def forecast(seed):
    rng = np.random.default_rng(seed)
    levels = [0.05, 0.25, 0.5, 0.75, 0.95]
    y = np.round(rng.normal(10, 2, 50), 2)
    q = np.round(rng.normal(10, 0.5, 50)[:, None] + np.array([-3, -1.2, 0, 1.3, 3.1]) + rng.normal(0, 0.5, (50, 5)), 2)
    history = np.round(np.abs(rng.normal(10, 3, 40)), 1)
    point = q[:, 2]
    return {"levels": levels, "quantiles": q.ravel(), "actual": y, "pinball": [M.mean_pinball_loss(y, q[:, i], alpha=a) for i, a in enumerate(levels)],
            "coverage": [np.mean((q[:, i] <= y) & (y <= q[:, 4 - i])) for i in range(2)], "width": [np.mean(q[:, 4 - i] - q[:, i]) for i in range(2)],
            "crossing": int((np.diff(q, axis=1) < 0).any(1).sum()), "history": history,
            "mase": np.mean(np.abs(point - y)) / np.mean(np.abs(history[7:] - history[:-7])),
            "smape": np.mean(2 * np.abs(point - y) / (np.abs(point) + np.abs(y)))}


def retrieval(seed, k):
    rng = np.random.default_rng(seed)
    d = np.round(rng.normal(size=(90, 6)), 2).astype(np.float32)
    d[10] = 2 * d[3]
    d[40] = 0
    q = np.round(d[:20] + rng.normal(0, 0.6, (20, 6)), 2).astype(np.float32)
    relevant = [sorted(set(rng.choice(90, int(rng.integers(0, 3)), replace=False).tolist() + ([i] if i % 5 else []))) for i in range(20)]
    c = cosine_similarity(q.astype(float), d.astype(float)).round(6)
    top = np.argsort(-c, axis=1, kind="stable")[:, :k]
    rows = [(len(set(t) & set(r)) / len(r), next((1 / (i + 1) for i, x in enumerate(t) if x in r), 0)) for t, r in zip(top.tolist(), relevant) if r]
    return {"k": k, "dimensions": 6, "queries": q.ravel().astype(float).round(2), "documents": d.ravel().astype(float).round(2), "relevant": relevant,
            "top": top, "similarity": np.take_along_axis(c, top, 1).ravel(), "recall": np.mean([r for r, _ in rows]), "mrr": np.mean([m for _, m in rows]),
            "without": 20 - len(rows)}


if __name__ == "__main__":
    write("multilabel", {"cases": [multilabel(40, 4, 1), multilabel(30, 3, 2, rare=True)]})
    write("ranking", {"cases": [ranking(3, 3), ranking(4, 5), ranking(5, 20)]})
    write("forecast", forecast(6))
    write("retrieval", retrieval(7, 5))
