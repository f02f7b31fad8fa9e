"""Writes groups.json (SciPy: Welch; statsmodels: two proportions, corrections) and slices.json (pandas: every slice's gap)."""
import itertools

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats import weightstats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from make_metrics import write


def welch(n, m, seed):
    rng = np.random.default_rng(seed)
    a, b = np.round(rng.normal(3, 1, n), 3), np.round(rng.normal(2.5, 2.5, m), 3)
    c = weightstats.CompareMeans(weightstats.DescrStatsW(a), weightstats.DescrStatsW(b))
    return {"first": a, "second": b, "p_value": stats.ttest_ind(a, b, equal_var=False).pvalue, "interval": c.tconfint_diff(usevar="unequal")}


def proportions(a, n, b, m):
    return {"counts": [a, n, b, m], "p_value": proportions_ztest([a, b], [n, m])[1],
            "interval": confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")}


def corrections(seed):
    p = np.round(np.random.default_rng(seed).beta(0.5, 3, 12), 5)
    p[3] = p[4]
    return {"p": p, "fdr": multipletests(p, method="fdr_bh")[1], "holm": multipletests(p, method="holm")[1]}


def slices(seed, rows, binary):
    """A bad slice is planted: a = x and b = v."""
    rng = np.random.default_rng(seed)
    d = pd.DataFrame({k: rng.integers(0, c, rows) for k, c in (("a", 3), ("b", 3), ("c", 4))})
    bad = (d.a == 1) & (d.b == 2)
    loss = (rng.random(rows) < np.where(bad, 0.6, 0.15)).astype(float) if binary else np.round(rng.exponential(np.where(bad, 3, 1)), 4)
    found = {}
    for depth in (1, 2):
        for columns in itertools.combinations("abc", depth):
            for key, group in d.groupby(list(columns)).groups.items():
                key = key if isinstance(key, tuple) else (key,)
                inside = d.index.isin(group)
                if inside.sum() < 30 or (~inside).sum() < 30:
                    continue
                x, y = loss[inside], loss[~inside]
                p = proportions_ztest([x.sum(), y.sum()], [len(x), len(y)])[1] if binary else stats.ttest_ind(x, y, equal_var=False).pvalue
                found[" and ".join(f"{c} = {v}" for c, v in zip(columns, key))] = (int(inside.sum()), x.mean() - y.mean(), p)
    adjusted = multipletests([p for *_, p in found.values()], method="fdr_bh")[1]
    worst, q = max(((name, v, q) for (name, v), q in zip(found.items(), adjusted)), key=lambda item: item[1][1])[0::2]
    return {"a": d.a, "b": d.b, "c": d.c, "losses": loss, "tried": len(found), "worst": worst, "rows": found[worst][0], "gap": found[worst][1],
            "p_value": found[worst][2], "adjusted": q}


if __name__ == "__main__":
    write("groups", {"welch": [welch(12, 30, 1), welch(200, 9, 2)], "corrections": [corrections(3), corrections(4)],
                     "proportions": [proportions(80, 100, 30, 50), proportions(1, 40, 9, 60), proportions(0, 30, 5, 31)]})
    write("slices", {"cases": [slices(5, 400, True), slices(6, 500, False)]})
