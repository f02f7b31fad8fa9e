"""Writes delong.json, mcnemar.json and bootstrap.json.

DeLong: placements by brute force from the definition (DeLong et al. 1988, equations 4 to 8), all pairs of a positive and a negative row.
McNemar: statsmodels. Bootstrap: the documented streams of SplitMix64 in Python's own integers, percentiles of NumPy.
"""
import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar

from make_metrics import write


def placements(score, y):
    pos, neg = score[y == 1], score[y == 0]
    psi = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    return psi.mean(1), psi.mean(0), psi.mean()


def delong(rows, seed, decimals):
    rng = np.random.default_rng(seed)
    y = (rng.random(rows) < 0.4).astype(int)
    a = np.round(rng.normal(y * 1.0, 1.0), decimals)
    b = np.round(0.5 * a + rng.normal(y * 0.3, 0.8), decimals)
    (va10, va01, auc_a), (vb10, vb01, auc_b) = placements(a, y), placements(b, y)
    s10, s01 = np.cov(va10, vb10), np.cov(va01, vb01)
    s = s10 / len(va10) + s01 / len(va01)
    error = np.sqrt(s[0, 0] + s[1, 1] - 2 * s[0, 1])
    z = stats.norm.ppf(0.975)
    logit, half = np.log(auc_a / (1 - auc_a)), z * np.sqrt(s[0, 0]) / (auc_a * (1 - auc_a))
    return {
        "positives": y, "first": a, "second": b, "auc_first": auc_a, "auc_second": auc_b, "variance_first": s[0, 0],
        "variance_second": s[1, 1], "covariance": s[0, 1], "p_value": 2 * stats.norm.sf(abs(auc_a - auc_b) / error),
        "lower": auc_a - auc_b - z * error, "upper": auc_a - auc_b + z * error,
        "logit_lower": 1 / (1 + np.exp(-(logit - half))), "logit_upper": 1 / (1 + np.exp(-(logit + half)))}


def mcnemar_case(both, first, second, neither):
    exact = first + second < 25
    return {"cells": [both, first, second, neither], "exact": int(exact),
            "p_value": mcnemar([[both, first], [second, neither]], exact=exact, correction=True).pvalue}


def stream(seed):
    mask, state = 2**64 - 1, seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def bootstrap(rows, samples, seed):
    rng = np.random.default_rng(seed)
    a, b = np.round(rng.lognormal(0, 1, rows), 3), np.round(rng.lognormal(0.1, 1, rows), 3)
    means, differences, medians = [], [], []
    for k in range(samples):
        source = stream(seed + k)
        drawn = np.array([int((next(source) >> 11) * 2.0**-53 * rows) for _ in range(rows)])
        means.append(a[drawn].mean())
        differences.append((a[drawn] - b[drawn]).mean())
        medians.append(np.median(a[drawn]))
    d = np.array(differences)
    return {
        "seed": seed, "samples": samples, "first": a, "second": b, "mean": np.percentile(means, [2.5, 97.5]),
        "mean_error": np.std(means, ddof=1), "difference": np.percentile(d, [2.5, 97.5]),
        "p_value": min(1, 2 * (1 + min((d <= 0).sum(), (d >= 0).sum())) / (1 + samples)), "median": np.percentile(medians, [2.5, 97.5])}


if __name__ == "__main__":
    first3 = {str(s): [str(x) for x, _ in zip(stream(s), range(3))] for s in (0, 1, 42)}
    write("delong", {"cases": [delong(60, 1, 1), delong(120, 2, 3), delong(30, 3, 0)]})
    write("mcnemar", {"cases": [mcnemar_case(*c) for c in ((59, 6, 16, 80), (40, 0, 5, 5), (90, 30, 12, 8), (10, 13, 12, 0), (7, 1, 0, 2), (300, 40, 52, 9))]})
    write("bootstrap", {"streams": first3, "cases": [bootstrap(31, 400, 42), bootstrap(40, 300, 7)]})
