"""Writes multiclass.json and regression.json: seeded rows and the numbers of scikit-learn."""
import json

import numpy as np
from sklearn import metrics as M


def write(name, value):
    def plain(x):
        return x.tolist() if hasattr(x, "tolist") else x.item()

    with open(name + ".json", "w", encoding="utf-8") as f:
        json.dump(value, f, default=plain, indent=None, separators=(",", ":"))
        f.write("\n")


def ece(confidence, hit, bins=10):
    b = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    return sum(abs(confidence[b == k].mean() - hit[b == k].mean()) * (b == k).mean() for k in range(bins) if (b == k).any())


def multiclass(rows, classes, seed, absent=()):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, classes, rows)
    for c in absent:
        y[y == c] = 0
    logits = rng.normal(size=(rows, classes))
    logits[np.arange(rows), y] += 1.2
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    p = np.round(p, 2)  # ties, and rows that do not sum to 1
    p[p.sum(1) == 0, 0] = 1
    hat = p.argmax(1)
    yb = (y[:, None] == np.arange(classes)[None, :]).astype(int)
    s = np.clip(p / p.sum(1, keepdims=True), 1e-15, 1)
    has = [k for k in range(classes) if yb[:, k].any()]
    precision, recall, f1, support = M.precision_recall_fscore_support(y, hat, labels=range(classes), zero_division=0)
    return {
        "classes": classes, "probabilities": p.ravel(), "actual": y, "accuracy": M.accuracy_score(y, hat),
        "balanced_accuracy": M.balanced_accuracy_score(y, hat),
        "precision_macro": M.precision_score(y, hat, average="macro", zero_division=0),
        "recall_macro": M.recall_score(y, hat, average="macro", zero_division=0),
        "f1_macro": M.f1_score(y, hat, average="macro", zero_division=0),
        "f1_micro": M.f1_score(y, hat, average="micro"), "f1_weighted": M.f1_score(y, hat, average="weighted"),
        "precision": precision, "recall": recall, "f1": f1, "support": support,
        "roc_auc": np.mean([M.roc_auc_score(yb[:, k], p[:, k]) for k in has]),
        "average_precision": np.mean([M.average_precision_score(yb[:, k], p[:, k]) for k in has]),
        "log_loss": -np.mean(np.log(s[yb.astype(bool)])), "brier_sum": np.mean(((p - yb) ** 2).sum(1)),
        "ece": ece(p.max(1), hat == y), "confusion": M.confusion_matrix(y, hat, labels=range(classes)).ravel()}


def regression(rows, seed):
    rng = np.random.default_rng(seed)
    y = np.round(rng.lognormal(3, 1, rows), 3)
    p = np.round(y * rng.normal(0.9, 0.3, rows) + rng.normal(0, 2, rows), 3)
    return {
        "actual": y, "predictions": p, "rmse": np.sqrt(M.mean_squared_error(y, p)), "mae": M.mean_absolute_error(y, p),
        "r2": M.r2_score(y, p), "median_absolute_error": M.median_absolute_error(y, p),
        "mape": M.mean_absolute_percentage_error(y, p), "mean_error": np.mean(p - y),
        "explained_variance": M.explained_variance_score(y, p), "max_error": M.max_error(y, p)}


if __name__ == "__main__":
    write("multiclass", {"cases": [multiclass(60, 3, 1), multiclass(80, 5, 2), multiclass(50, 4, 3, absent=(2,)), multiclass(30, 2, 4)]})
    write("regression", {"cases": [regression(41, 5), regression(60, 6), regression(2, 7)]})
