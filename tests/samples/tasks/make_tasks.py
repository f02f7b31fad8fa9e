"""Writes the data and models of ranking, forecasting, multi-label classification and retrieval, and what is expected of them.

    apt-get install --no-install-recommends python3-onnx python3-sklearn
    cd tests/samples/tasks && /usr/bin/python3 make_tasks.py

Scores are computed by NumPy in 32 bits, metrics by scikit-learn or from their definitions: nothing of the product is asked.
"""
import csv
import hashlib
import json
import math
import pathlib
from datetime import date, timedelta

import numpy as np
import onnx
from onnx import TensorProto, helper
from sklearn.linear_model import LinearRegression, LogisticRegression, QuantileRegressor
from sklearn.metrics import (accuracy_score, average_precision_score, f1_score, hamming_loss, mean_absolute_error, mean_pinball_loss,
                             ndcg_score, precision_score, recall_score, roc_auc_score)
from sklearn.neural_network import MLPRegressor

HERE = pathlib.Path(__file__).parent
SEED = HERE.parent.parent.parent / "seed"


def write_table(path, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def write_model(path, layers, width, metadata, output, last=None):
    """Layers of weights and biases with ReLU between them; `last` is an operator behind the last one."""
    nodes, weights, value = [], [], "features"
    for i, (w, b) in enumerate(layers):
        weights += [helper.make_tensor(f"w{i}", TensorProto.FLOAT, w.shape, w.astype(np.float32).ravel()),
                    helper.make_tensor(f"b{i}", TensorProto.FLOAT, b.shape, b.astype(np.float32).ravel())]
        end = i == len(layers) - 1
        nodes.append(helper.make_node("Gemm", [value, f"w{i}", f"b{i}"], [output if end and not last else f"z{i}"]))
        if not end:
            nodes.append(helper.make_node("Relu", [f"z{i}"], [f"a{i}"]))
        elif last:
            nodes.append(helper.make_node(last, [f"z{i}"], [output]))
        value = f"a{i}"
    outputs = layers[-1][1].shape[-1]
    graph = helper.make_graph(
        nodes, "model", [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", width])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", outputs])], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="make_tasks.py")
    helper.set_model_props(model, {key: text if isinstance(text, str) else json.dumps(text) for key, text in metadata.items()})
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def run(layers, x, last=None):
    value = x.astype(np.float32)
    for i, (w, b) in enumerate(layers):
        value = value @ w.astype(np.float32) + b.astype(np.float32)
        if i < len(layers) - 1:
            value = np.maximum(value, 0)
    return (1 / (1 + np.exp(-value)) if last == "Sigmoid" else value).astype(np.float64)


def write_expected(model, scores, metrics, **more):
    text = {"first_20": [[float(v) for v in row] for row in scores[:20]], "evaluation": {"metrics": {k: float(v) for k, v in metrics.items()}, **more}}
    model.with_suffix(".expected.json").write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")


def scaled(mean, deviation, layers):
    """The same layers for features that are not scaled."""
    (w, b), *rest = layers
    return [(w / deviation[:, None], b - (mean / deviation) @ w), *rest]


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# Ranking ---------------------------------------------------------------------------------------------------------------------------

ARTICLE_FEATURES = ["words_shared", "title_words", "age_days", "opened_30_days", "same_product"]


def questions(rng, count, first):
    rows = []
    for number in range(first, first + count):
        language = "de" if rng.random() < 0.7 else "fr"
        for place in range(rng.integers(4, 21)):
            fit = rng.beta(1.2, 3.2)
            product = int(rng.random() < 0.25 + 0.6 * fit)
            shared = rng.binomial(12, min(0.95, 0.12 + 0.7 * fit * (1.0 if language == "de" else 0.55)))
            title = rng.binomial(4, 0.1 + 0.6 * fit)
            age = int(rng.gamma(2, 160))
            opened = rng.poisson(3 + 40 * fit * math.exp(-age / 900))
            grade = fit + 0.1 * product - 0.00008 * age + rng.normal(0, 0.07)
            relevance = int(np.digitize(grade, [0.45, 0.6, 0.75]))
            rows.append([f"q{number:04d}", f"a{number:04d}-{place:02d}", language, shared, title, age, opened, product, relevance])
    return rows


def ranking_metrics(scores, relevances, queries, k=10):
    found = {name: [] for name in ("ndcg_at_10", "map", "mrr", "recall_at_10", "precision_at_10")}
    for query in sorted(set(queries)):
        rows = [i for i, q in enumerate(queries) if q == query]
        s, r = np.array([scores[i] for i in rows]), np.array([relevances[i] for i in rows])
        if not (r > 0).any():
            continue
        order = np.argsort(-s, kind="stable")
        hits = (r[order] > 0).astype(int)
        assert len(set(s)) == len(s), "ties"
        found["ndcg_at_10"].append(ndcg_score([r], [s], k=k) if len(rows) > 1 else 1.0)
        found["map"].append(average_precision_score(r > 0, s) if (r > 0).any() else 0)
        found["mrr"].append(1 / (1 + int(np.argmax(hits))))
        found["recall_at_10"].append(hits[:k].sum() / hits.sum())
        found["precision_at_10"].append(hits[:k].sum() / k)
    return {name: np.mean(values) for name, values in found.items()}, len(found["map"])


def ranking():
    folder = SEED / "articles"
    columns = ["query_id", "article_id", "language", *ARTICLE_FEATURES, "relevance"]
    rng = np.random.default_rng(41)
    train, held = questions(rng, 220, 1), questions(rng, 150, 501)
    # Counts repeat; the hundredth parts keep scores apart, so that no metric depends on how ties are broken.
    for rows in (train, held):
        for row in rows:
            row[5] = round(row[5] + float(rng.random()), 2)
    write_table(folder / "reference.csv", columns, train)
    write_table(folder / "evaluation.csv", columns, held)
    x, y = np.array([row[3:8] for row in train], float), np.array([row[8] for row in train], float)
    test, truth, queries = np.array([row[3:8] for row in held], float), [row[8] for row in held], [row[0] for row in held]
    mean, deviation = x.mean(0), x.std(0)
    metadata = {"task": "ranking", "input_style": "matrix", "feature_order": ARTICLE_FEATURES, "target": "relevance", "query_column": "query_id",
                "training_data_sha256": sha(folder / "reference.csv")}
    linear = LinearRegression().fit((x[:, :1] - mean[:1]) / deviation[:1], y)
    w = np.zeros((5, 1))
    w[0, 0], w[2, 0] = linear.coef_[0], -1e-4
    first = scaled(mean, deviation, [(w, np.array([linear.intercept_]))])
    net = MLPRegressor((8,), max_iter=4000, random_state=3, alpha=0.01).fit((x - mean) / deviation, y)
    second = scaled(mean, deviation, list(zip(net.coefs_, net.intercepts_)))
    for name, layers, algorithm in (("articles-words-v1", first, "words shared, newer first"), ("articles-net-v2", second, "neural network")):
        path = folder / "models" / f"{name}.onnx"
        write_model(path, layers, 5, {**metadata, "algorithm": algorithm}, "score")
        scores = run(layers, test)
        metrics, counted = ranking_metrics(scores[:, 0], truth, queries)
        write_expected(path, scores, metrics, queries=len(set(queries)), without_relevant=len(set(queries)) - counted)
        print(name, metrics)
    write_model(HERE / "ranking-constant.onnx", [(np.zeros((5, 1)), np.ones(1))], 5, metadata, "score")


# Forecasting -----------------------------------------------------------------------------------------------------------------------

CASH_FEATURES = ["mean_28_days", "same_weekday_last_week", "is_friday", "is_weekend", "is_payday", "is_holiday_eve"]
LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]


def branches(rng):
    start, days = date(2023, 1, 1), 730
    train, held = [], []
    for branch in range(1, 9):
        level = 6000 + 5000 * branch
        series = []
        for day in range(days):
            when = start + timedelta(days=day)
            payday, eve = when.day in (1, 15, 28), (when.month, when.day) in ((12, 23), (12, 24), (12, 31), (4, 30), (5, 17))
            factor = (1 + 0.45 * (when.weekday() == 4) - 0.35 * (when.weekday() >= 5) + 0.5 * payday + 0.8 * eve + 0.12 * math.sin(2 * math.pi * day / 365))
            series.append(level * factor * rng.lognormal(0, 0.12 + 0.1 * (when.weekday() >= 5)))
            if day >= 28:
                row = [f"b{branch}", when.isoformat(), round(np.mean(series[-29:-1]), 2), round(series[-8], 2), int(when.weekday() == 4),
                       int(when.weekday() >= 5), int(payday), int(eve), round(series[-1], 2)]
                (train if day < 610 else held).append(row)
    return train, held


def forecast_metrics(q, y):
    at = {level: q[:, i] for i, level in enumerate(LEVELS)}
    pinball = [mean_pinball_loss(y, q[:, i], alpha=level) for i, level in enumerate(LEVELS)]
    constant = np.mean([mean_pinball_loss(y, np.full(len(y), np.quantile(y, level)), alpha=level) for level in LEVELS])
    inside = {round(u - l, 10): np.mean((at[l] <= y) & (y <= at[u])) for l, u in ((0.05, 0.95), (0.25, 0.75))}
    return {"mean_pinball": np.mean(pinball), "pinball_skill": 1 - np.mean(pinball) / constant,
            "coverage_error": np.mean([abs(seen - nominal) for nominal, seen in inside.items()]),
            "interval_width": np.mean(at[0.95] - at[0.05]), "mae_of_median": mean_absolute_error(y, at[0.5])}, pinball, [inside[0.9], inside[0.5]]


def forecasting():
    folder = SEED / "cash"
    train, held = branches(np.random.default_rng(42))
    columns = ["branch_id", "day", *CASH_FEATURES, "withdrawn"]
    write_table(folder / "reference.csv", columns, train)
    write_table(folder / "evaluation.csv", columns, held)
    x, y = np.array([row[2:8] for row in train], float), np.array([row[8] for row in train])
    test, truth = np.array([row[2:8] for row in held], float), np.array([row[8] for row in held])
    # A day's factor is on top of the branch's level, so the level is multiplied in.
    deviation = np.maximum(x.std(0), 1e-9)
    mean = x.mean(0)
    z = (x - mean) / deviation
    point = LinearRegression().fit(z, y)
    spread = np.quantile(y - point.predict(z), LEVELS)
    first = scaled(mean, deviation, [(np.repeat(point.coef_[:, None], 5, 1), point.intercept_ + spread)])
    fits = [QuantileRegressor(quantile=level, alpha=0, solver="highs").fit(z, y / 1000) for level in LEVELS]
    second = scaled(mean, deviation, [(np.stack([fit.coef_ for fit in fits], 1) * 1000, np.array([fit.intercept_ for fit in fits]) * 1000)])
    metadata = {"task": "forecasting", "input_style": "matrix", "feature_order": CASH_FEATURES, "target": "withdrawn", "quantiles": LEVELS,
                "training_data_sha256": sha(folder / "reference.csv")}
    for name, layers, algorithm in (("cash-linear-v1", first, "least squares with one spread for all days"), ("cash-quantiles-v2", second, "quantile regression")):
        path = folder / "models" / f"{name}.onnx"
        write_model(path, layers, 6, {**metadata, "algorithm": algorithm}, "quantiles")
        scores = run(layers, test)
        metrics, pinball, coverage = forecast_metrics(scores, truth)
        crossing = int((np.diff(scores, axis=1) < 0).any(1).sum())
        write_expected(path, scores, metrics, pinball=pinball, coverage=coverage, crossing=crossing)
        print(name, metrics, pinball, coverage, crossing)
    (w, b), = second
    write_model(HERE / "quantiles-reversed.onnx", [(w[:, ::-1], b[::-1])], 6, metadata, "quantiles")
    write_model(HERE / "quantiles-crossing.onnx", [(first[0][0] + np.array([[0, 0, 0, 0.15, 0]] + [[0] * 5] * 5), first[0][1])], 6, metadata, "quantiles")


# Multi-label -----------------------------------------------------------------------------------------------------------------------

TOPICS = ["fees", "card", "loan", "fraud", "app"]


def multilabel():
    rng = np.random.default_rng(43)
    columns = [f"words_{topic}" for topic in TOPICS] + ["length"]
    rows, truth = [], []
    for number in range(400):
        has = rng.random(5) < [0.35, 0.3, 0.25, 0.08, 0.3]
        has[3] |= has[1] and rng.random() < 0.15
        words = rng.poisson(0.6 + 2.2 * has)
        truth.append(has)
        rows.append([f"m{number:03d}", *words, int(words.sum() * 9 + rng.integers(5, 60)), "|".join(t for t, h in zip(TOPICS, has) if h)])
    write_table(HERE / "messages.csv", ["message_id", *columns, "topics"], rows)
    x, y = np.array([row[1:7] for row in rows], float), np.array(truth)
    mean, deviation = x.mean(0), x.std(0)
    fits = [LogisticRegression().fit((x[:200] - mean) / deviation, y[:200, i]) for i in range(5)]
    layers = scaled(mean, deviation, [(np.stack([fit.coef_[0] for fit in fits], 1), np.array([fit.intercept_[0] for fit in fits]))])
    metadata = {"task": "multilabel_classification", "input_style": "matrix", "feature_order": columns, "target": "topics", "class_labels": TOPICS,
                "label_separator": "|", "decision_threshold": "0.4"}
    write_model(HERE / "multilabel.onnx", layers, 6, metadata, "probabilities", last="Sigmoid")
    p = run(layers, x, last="Sigmoid")
    hat = p >= 0.4
    metrics = {"subset_accuracy": accuracy_score(y, hat), "hamming_loss": hamming_loss(y, hat), "precision_micro": precision_score(y, hat, average="micro"),
               "recall_micro": recall_score(y, hat, average="micro"), "f1_micro": f1_score(y, hat, average="micro"),
               "precision_macro": precision_score(y, hat, average="macro"), "recall_macro": recall_score(y, hat, average="macro"),
               "f1_macro": f1_score(y, hat, average="macro"), "f1_weighted": f1_score(y, hat, average="weighted"),
               "f1_samples": f1_score(y, hat, average="samples", zero_division=0), "roc_auc_micro": roc_auc_score(y, p, average="micro"),
               "roc_auc_macro": roc_auc_score(y, p, average="macro"), "pr_auc_macro": average_precision_score(y, p, average="macro")}
    write_expected(HERE / "multilabel.onnx", p, metrics, f1=[float(v) for v in f1_score(y, hat, average=None)], support=[int(v) for v in y.sum(0)])
    print("multilabel", metrics)
    write_model(HERE / "multilabel-constant.onnx", [(np.zeros((6, 5)), np.zeros(5))], 6, metadata, "probabilities", last="Sigmoid")


# Retrieval -------------------------------------------------------------------------------------------------------------------------


def search_metrics(vectors, keys, is_query, is_document):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = unit @ unit.T
    found = {name: [] for name in ("recall_at_1", "recall_at_5", "recall_at_10", "mrr_at_10")}
    without = 0
    for q in np.flatnonzero(is_query):
        documents = [d for d in np.flatnonzero(is_document) if d != q]
        relevant = {d for d in documents if keys[d] and keys[d] == keys[q]}
        if not relevant:
            without += 1
            continue
        order = sorted(documents, key=lambda d: -cosine[q, d])
        for k in (1, 5, 10):
            found[f"recall_at_{k}"].append(len(relevant & set(order[:k])) / len(relevant))
        found["mrr_at_10"].append(next((1 / (rank + 1) for rank, d in enumerate(order[:10]) if d in relevant), 0))
    return {name: np.mean(values) for name, values in found.items()}, without


def retrieval():
    rng = np.random.default_rng(44)
    centres = rng.normal(size=(60, 12))
    columns = [f"x{i}" for i in range(12)]
    rows = []
    for key in range(60):
        for place in range(1 + rng.integers(1, 5)):
            kind = "query" if place == 0 else "document"
            values = centres[key] + rng.normal(0, 0.8, 12)
            rows.append([f"r{len(rows):03d}", kind, *np.round(values, 4), f"topic {key}" if key > 2 or kind == "query" else ""])
    write_table(HERE / "passages.csv", ["passage_id", "kind", *columns, "topic"], rows)
    x = np.array([row[2:14] for row in rows], float)
    layers = [(rng.normal(size=(12, 8)) / 3, rng.normal(size=8) / 20)]
    metadata = {"task": "retrieval", "input_style": "matrix", "feature_order": columns, "target": "topic", "role_column": "kind"}
    write_model(HERE / "retrieval.onnx", layers, 12, metadata, "embedding")
    write_model(HERE / "retrieval-both.onnx", layers, 12, {key: text for key, text in metadata.items() if key != "role_column"}, "embedding")
    write_model(HERE / "retrieval-zero.onnx", [(np.zeros((12, 8)), np.zeros(8))], 12, metadata, "embedding")
    write_model(HERE / "retrieval-same.onnx", [(np.zeros((12, 8)), np.ones(8))], 12, metadata, "embedding")
    keys, vectors = [row[-1] for row in rows], run(layers, x)
    query = np.array([row[1] == "query" for row in rows])
    for name, q, d in (("retrieval", query, ~query), ("retrieval-both", query | True, query | True)):
        metrics, without = search_metrics(vectors, keys, q, d)
        write_expected(HERE / f"{name}.onnx", vectors, metrics, queries=int(q.sum()), without_relevant=without)
        print(name, len(rows), metrics, int(q.sum()), without)


if __name__ == "__main__":
    ranking()
    forecasting()
    multilabel()
    retrieval()
