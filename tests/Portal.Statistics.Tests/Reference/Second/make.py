"""Writes a second set of reference numbers, computed with Python's standard library alone: python3 make.py FOLDER."""
import json
import math
import sys
from statistics import NormalDist, median

MASK = (1 << 64) - 1
NORMAL = NormalDist()


class Stream:
    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
        return z ^ z >> 31

    def unit(self):
        return (self.bits() >> 11) * 2.0 ** -53

    def bell(self):
        total = self.unit()
        for _ in range(11):
            total += self.unit()
        return total - 6


def generated(spec):
    if isinstance(spec, list):
        return spec
    s, n, kind = Stream(spec.get("seed", 0)), spec["n"], spec["gen"]
    if kind == "uniform":
        made = [spec.get("a", 0) + (spec.get("b", 1) - spec.get("a", 0)) * s.unit() for _ in range(n)]
    elif kind == "ih12":
        made = [spec.get("mean", 0) + spec.get("sd", 1) * s.bell() for _ in range(n)]
    elif kind == "bern":
        made = [1 if s.unit() < spec["p"] else 0 for _ in range(n)]
    elif kind == "score_label":
        made = [1 if s.unit() < score else 0 for score in generated(spec["score"])]
    elif kind == "threshold":
        made = [1 if score >= spec["t"] else 0 for score in generated(spec["score"])]
    elif kind == "cat":
        made = []
        for _ in range(n):
            u, total, chosen = s.unit(), 0.0, len(spec["probs"]) - 1
            for place, share in enumerate(spec["probs"]):
                total += share
                if total > u:
                    chosen = place
                    break
            made.append(spec["labels"][chosen])
    if "missing" in spec:
        m = Stream(spec["missing"]["seed"])
        made = [None if m.unit() < spec["missing"]["rate"] else value for value in made]
    return made


def over(a, b):
    return None if b == 0 or a is None or b is None else a / b


def gamma_above(a, x):
    """Upper regularised incomplete gamma: series below a + 1, Lentz's continued fraction above."""
    if x <= 0:
        return 1.0
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        k = a
        while term > total * 1e-17:
            k += 1
            term *= x / k
            total += term
        return 1 - total * front
    b, c = x + 1 - a, 1e300
    d = 1 / b
    h = d
    for i in range(1, 10000):
        an = -i * (i - a)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * h


def chi_above(x, dof):
    return gamma_above(dof / 2, x / 2)


def two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


def wilson(x, n, z=NORMAL.inv_cdf(0.975)):
    p = x / n
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (centre - half) / (1 + z * z / n)), min(1.0, (centre + half) / (1 + z * z / n))


def newcombe(x1, n1, x2, n2):
    (l1, u1), (l2, u2), p1, p2 = wilson(x1, n1), wilson(x2, n2), x1 / n1, x2 / n2
    return p1 - p2 - math.hypot(p1 - l1, u2 - p2), p1 - p2 + math.hypot(u1 - p1, p2 - l2)


def pooled_z(x1, n1, x2, n2):
    p = (x1 + x2) / (n1 + n2)
    error = math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
    return (x1 / n1 - x2 / n2) / error if error > 0 else None


def fisher(x1, n1, x2, n2):
    """Tables at most as likely as the one seen, in whole numbers."""
    hits = x1 + x2
    ways = {k: math.comb(n1, k) * math.comb(n2, hits - k) for k in range(max(0, hits - n2), min(n1, hits) + 1)}
    return sum(w for w in ways.values() if w <= ways[x1]) / sum(ways.values())


def mixture(difference, variance, tau):
    v, t = variance, tau * tau
    log = 0.5 * math.log(v / (v + t)) + t * difference ** 2 / (2 * v * (v + t))
    return math.exp(min(0.0, -log)), math.sqrt(v * (v + t) / t * (2 * math.log(20) + math.log((v + t) / v)))


def adjusted(p):
    known = sorted((value, place) for place, value in enumerate(p) if value is not None)
    m = len(known)
    harmonic = sum(1 / k for k in range(1, m + 1))
    out = {name: [None] * len(p) for name in ("bh", "by", "bonferroni", "holm")}
    for rank, (value, place) in enumerate(known):
        out["bh"][place] = min(1.0, min(known[j][0] * m / (j + 1) for j in range(rank, m)))
        out["by"][place] = min(1.0, min(known[j][0] * m * harmonic / (j + 1) for j in range(rank, m)))
        out["bonferroni"][place] = min(1.0, value * m)
        out["holm"][place] = min(1.0, max(known[j][0] * (m - j) for j in range(rank + 1)))
    return out


def multiple_testing(identifier, p, alpha):
    expected = {}
    for name, values in adjusted(generated(p)).items():
        expected[name + "_adjusted"] = values
        expected[name + "_reject"] = [None if value is None else value <= alpha for value in values]
    return {"id": identifier, "p": p, "alpha": alpha, "expected": expected}


def proportions(identifier, x1, n1, x2, n2, tau):
    z, (low, high) = pooled_z(x1, n1, x2, n2), newcombe(x1, n1, x2, n2)
    variance = sum(x / n * (1 - x / n) / n for x, n in ((x1, n1), (x2, n2)))
    p, radius = mixture(x1 / n1 - x2 / n2, variance, tau)
    return {"id": identifier, "kind": "proportions", "x1": x1, "n1": n1, "x2": x2, "n2": n2, "tau": tau, "expected": {
        "z": z, "p": two_sided(z), "difference": x1 / n1 - x2 / n2, "ci95_low": low, "ci95_high": high,
        "fisher_p": fisher(x1, n1, x2, n2), "msprt_p": p, "msprt_ci95_radius": radius}}


def sequence(identifier, looks, tau):
    p, seen = 1.0, []
    for x1, n1, x2, n2 in looks:
        variance = sum(x / n * (1 - x / n) / n for x, n in ((x1, n1), (x2, n2)))
        p = min(p, mixture(x1 / n1 - x2 / n2, variance, tau)[0]) if variance > 0 else p
        seen.append(p)
    return {"id": identifier, "kind": "msprt_sequence", "looks": looks, "tau": tau, "expected": {"p": seen}}


def ratio(identifier, observed, ratios):
    total, parts = sum(observed), sum(ratios)
    planned = [total * part / parts for part in ratios]
    chi = sum((o - e) ** 2 / e for o, e in zip(observed, planned))
    p = chi_above(chi, len(observed) - 1)
    return {"id": identifier, "kind": "srm", "observed": observed, "ratios": ratios, "expected": {"chi2": chi, "p": p, "srm": p < 0.001}}


def size(identifier, p1, p2, alpha, power, k):
    mean = (p1 + k * p2) / (1 + k)
    n = ((NORMAL.inv_cdf(1 - alpha / 2) * math.sqrt((1 + 1 / k) * mean * (1 - mean))
          + NORMAL.inv_cdf(power) * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / k)) / (p1 - p2)) ** 2
    first = math.ceil(n)
    return {"id": identifier, "kind": "sample_size_proportions", "p1": p1, "p2": p2, "alpha": alpha, "power": power, "ratio": k,
            "expected": {"n1": first, "n2": math.ceil(k * first), "n1_unrounded": n}}


def robust(identifier, x):
    values = generated(x)
    middle = median(values)
    mad, mean = median(abs(v - middle) for v in values), math.fsum(abs(v - middle) for v in values) / len(values)
    kind = "mad" if mad > 0 else "mean_ad" if mean > 0 else "constant"
    z = [0.67448975 * (v - middle) / mad if mad > 0 else (v - middle) / (1.2533141 * mean) if mean > 0 else 0.0 for v in values]
    return {"id": identifier, "kind": "robust_z", "x": x, "expected": {
        "median": middle, "mad_unscaled": mad, "scale_used": kind, "z": ("near", z), "flag": [abs(v) > 3.5 for v in z]}}


def holt_winters(identifier, y, a, b, g, horizon, level=0.95, m=7):
    y = generated(y)
    l, t = sum(y[:m]) / m, (sum(y[m:2 * m]) - sum(y[:m])) / m / m
    s, fitted = [v - l for v in y[:m]], []
    for i, value in enumerate(y):
        season = s[i % m]
        fitted.append(l + t + season)
        before = l
        s[i % m] = g * (value - l - t) + (1 - g) * season
        l = a * (value - season) + (1 - a) * (l + t)
        t = b * (l - before) + (1 - b) * t
    variance = math.fsum((v - f) ** 2 for v, f in zip(y, fitted)) / len(y)
    c = [a + a * b * j + (g if j % m == 0 else 0) for j in range(1, horizon)]
    z = NORMAL.inv_cdf((1 + level) / 2)
    return {"id": identifier, "kind": "holt_winters_additive", "y": y, "period": m, "alpha": a, "beta": b, "gamma": g, "horizon": horizon, "level": level,
            "expected": {"fitted_last5": fitted[-5:], "forecast": [l + h * t + s[(len(y) + h - 1) % m] for h in range(1, horizon + 1)],
                         "sigma2": variance, "half_width": [z * math.sqrt(variance * (1 + sum(v * v for v in c[:h]))) for h in range(horizon)]}}


def classes(identifier, y, score, threshold):
    truth, given = generated(y), generated(score)
    tp = sum(1 for t, s in zip(truth, given) if t and s >= threshold)
    fp = sum(1 for t, s in zip(truth, given) if not t and s >= threshold)
    fn, tn, n = sum(truth) - tp, len(truth) - sum(truth) - fp, len(truth)
    high, low = [s for t, s in zip(truth, given) if t], [s for t, s in zip(truth, given) if not t]
    wins = sum((p > q) + (p == q) / 2 for p in high for q in low)
    margin = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    bins, calibration = [[] for _ in range(10)], 0.0
    for t, s in zip(truth, given):
        bins[min(9, int(s * 10))].append((t, s))
    for group in (g for g in bins if g):
        calibration += abs(math.fsum(t - s for t, s in group)) / n
    average, seen, hits = 0.0, 0, 0
    for value in sorted(set(given), reverse=True):
        tied = [t for t, s in zip(truth, given) if s == value]
        seen, hits = seen + len(tied), hits + sum(tied)
        average += sum(tied) / max(1, sum(truth)) * hits / seen
    clip = [min(1 - 1e-15, max(1e-15, s)) for s in given]
    low95, high95 = wilson(tp + tn, n)
    return {"id": identifier, "y_true": y, "score": score, "threshold": threshold, "expected": {
        "tp": tp, "fp": fp, "fn": fn, "tn": tn, "accuracy": (tp + tn) / n, "precision": over(tp, tp + fp), "recall": over(tp, tp + fn),
        "specificity": over(tn, tn + fp), "f1": over(2 * tp, 2 * tp + fp + fn), "mcc": over(tp * tn - fp * fn, margin),
        "balanced_accuracy": (tp / (tp + fn) + tn / (tn + fp)) / 2 if high and low else None,
        "roc_auc": wins / len(high) / len(low) if high and low else None, "average_precision": average if high else None,
        "brier": math.fsum((t - s) ** 2 for t, s in zip(truth, given)) / n,
        "log_loss": -math.fsum(math.log(s if t else 1 - s) for t, s in zip(truth, clip)) / n, "ece_10_equal_width": calibration,
        "accuracy_ci95_low": low95, "accuracy_ci95_high": high95}}


def regression(identifier, y, prediction):
    truth, given = generated(y), generated(prediction)
    n, errors = len(truth), [g - t for t, g in zip(truth, given)]
    mean = math.fsum(truth) / n
    squares, spread = math.fsum(e * e for e in errors), math.fsum((t - mean) ** 2 for t in truth)
    return {"id": identifier, "y_true": y, "y_pred": prediction, "expected": {
        "mae": math.fsum(map(abs, errors)) / n, "rmse": math.sqrt(squares / n), "bias": math.fsum(errors) / n,
        "r2": 1 - squares / spread if min(truth) < max(truth) else None,
        "mape": None if 0 in truth else math.fsum(abs(e / t) for e, t in zip(errors, truth)) / n,
        "smape": math.fsum(2 * abs(g - t) / (abs(g) + abs(t)) if g or t else 0 for t, g in zip(truth, given)) / n}}


def categorical(identifier, ref, cur):
    r, c = generated(ref), generated(cur)
    a, b = [v for v in r if v is not None], [v for v in c if v is not None]
    n, m, order = len(a), len(b), lambda label: label.encode("utf-16-be")
    names = sorted(set(a), key=lambda label: (-a.count(label), order(label)))[:50]
    pairs = [(a.count(label), b.count(label)) for label in names]
    rest = (n - sum(p for p, _ in pairs), m - sum(q for _, q in pairs))
    pairs += [rest] if sum(rest) or len(set(a)) > 50 else []
    seen = [pair for pair in pairs if sum(pair)]
    shares = [(x / n, y / m) for x, y in seen]
    chi = sum((x - (x + y) * side / (n + m)) ** 2 / ((x + y) * side / (n + m)) for pair in seen for x, y, side in ((pair[0], pair[1], n), (pair[1], pair[0], m)))
    half = 0.5 if any(0 in pair for pair in seen) else 0
    k = len(seen)
    psi = sum((q - p) * math.log(q / p) for p, q in (((x + half) / (n + half * k), (y + half) / (m + half * k)) for x, y in seen))
    bits = sum(v * math.log2(2 * v / (p + q)) / 2 for p, q in shares for v in (p, q) if v)
    z = pooled_z(len(r) - n, len(r), len(c) - m, len(c))
    return {"id": identifier, "ref": ref, "cur": cur, "expected": {
        "n_ref": n, "n_cur": m, "missing_ref": len(r) - n, "missing_cur": len(c) - m, "missing_p": 1.0 if z is None else two_sided(z),
        "new_categories": sorted(set(b) - set(a), key=order)[:100], "vanished_categories": sorted(set(a) - set(b), key=order)[:100],
        "new_share": sum(1 for v in b if v not in set(a)) / m, "k": len(pairs), "chi2": chi, "chi2_dof": k - 1, "chi2_p": chi_above(chi, k - 1),
        "cramers_v": math.sqrt(chi / (n + m)), "min_expected": min(map(sum, seen)) * min(n, m) / (n + m),
        "tvd": sum(abs(p - q) for p, q in shares) / 2, "l_inf": max(abs(p - q) for p, q in shares), "js2": math.sqrt(max(0, bits)),
        "hellinger": math.sqrt(sum((math.sqrt(p) - math.sqrt(q)) ** 2 for p, q in shares) / 2), "psi": psi, "psi_smoothed": half > 0,
        "psi_p": chi_above(psi / (1 / n + 1 / m), k - 1), "status": "ok" if min(n, m) >= 30 else "insufficient_data"}}


def fairness(identifier, y, p, g, least):
    rows = list(zip(generated(y), generated(p), ["(missing)" if v is None else v for v in generated(g)]))
    groups, n = sorted({group for _, _, group in rows}), len(rows)
    by = {}
    for group in groups:
        own = [(t, s) for t, s, name in rows if name == group]
        tp, fp = sum(t and s for t, s in own), sum((not t) and s for t, s in own)
        fn, tn = sum(t and not s for t, s in own), sum((not t) and (not s) for t, s in own)
        low, high = wilson(tp + fp, len(own))
        by[group] = {"n": len(own), "n_positive": tp + fn, "selection_rate": (tp + fp) / len(own), "base_rate": (tp + fn) / len(own),
                     "tpr": over(tp, tp + fn), "fpr": over(fp, fp + tn), "fnr": over(fn, tp + fn), "tnr": over(tn, fp + tn),
                     "ppv": over(tp, tp + fp), "npv": over(tn, tn + fn), "for": over(fn, tn + fn), "accuracy": (tp + tn) / len(own),
                     "treatment_ratio": over(fn, fp), "selection_rate_ci95_low": low, "selection_rate_ci95_high": high, "eligible": len(own) >= least}
    parities = {}
    for name, rate in (("demographic_parity", "selection_rate"), ("equal_opportunity", "tpr"), ("predictive_equality", "fpr"),
                       ("predictive_parity", "ppv"), ("accuracy_parity", "accuracy"), ("for_parity", "for")):
        rates = [line[rate] for line in by.values() if line[rate] is not None]
        parities[name + "_difference"] = max(rates) - min(rates) if len(rates) > 1 else None
        parities[name + "_ratio"] = over(min(rates), max(rates)) if len(rates) > 1 else None
    benefits = [s - t + 1 for t, s, _ in rows]
    mean = sum(benefits) / n
    weights = {}
    for group in groups:
        for label in (0, 1):
            cell = sum(1 for t, _, name in rows if name == group and t == label)
            if cell:
                weights[f"{group}|{label}"] = by[group]["n"] * sum(1 for t, _, _ in rows if t == label) / (n * cell)
    return {"id": identifier, "y_true": y, "y_pred": p, "sensitive": {"g": g}, "min_group": least, "expected": {
        "by_group": by, "all_groups": parities, "reweighing": weights,
        "theil_index": math.fsum(v / mean * math.log(v / mean) for v in benefits if v) / n}}


def rng(seed):
    def first(draw):
        s = Stream(seed)
        return [draw(s) for _ in range(3)]
    s = Stream(seed)
    total = 0.0
    for _ in range(1000):
        total += s.unit()
    return {"seed": seed, "u64_first3": [str(v) for v in first(Stream.bits)], "unit_first3": first(Stream.unit),
            "ih12_first3": first(Stream.bell), "unit_sum_first1000": total}


def leaf(value):
    if isinstance(value, dict):
        return {name: leaf(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return {"v": value[1], "rel": 1e-7, "abs": 1e-9}
    return {"v": value, "rel": 1e-8, "abs": 1e-12}


def cat(seed, n, probs, labels, rate=0.0):
    return {"gen": "cat", "seed": seed, "n": n, "probs": probs, "labels": labels, "missing": {"seed": seed + 5000, "rate": rate}}


def cases():
    uniform = lambda seed, n, **rest: {"gen": "uniform", "seed": seed, "n": n, **rest}
    bell = lambda seed, n, **rest: {"gen": "ih12", "seed": seed, "n": n, **rest}
    many = [f"k{i:02}" for i in range(70)]
    score, coin = uniform(3101, 800), lambda seed, n, p: {"gen": "bern", "seed": seed, "n": n, "p": p}
    labelled = lambda seed, given: {"gen": "score_label", "seed": seed, "n": given["n"], "score": given}
    return {
        "rng": [rng(seed) for seed in (3, 99, 123456789, 2 ** 53 + 1, 2 ** 64 - 1)],
        "multiple_testing": [multiple_testing(f"mt-{i}", p, alpha) for i, (p, alpha) in enumerate((
            (uniform(11, 40, b=0.2), 0.05), (uniform(12, 200), 0.1), ([0.04, None, 0.001, 0.04, None, 1.0, 0.0], 0.05), ([0.03], 0.05), ([None, None], 0.05)))],
        "abtest": [proportions(f"ab-{i}", *given) for i, given in enumerate((
            (31, 400, 52, 410, 0.05), (4, 30, 9, 33, 0.1), (5200, 90000, 5555, 91000, 0.01), (0, 40, 6, 44, 0.2), (700, 1000, 700, 1000, 0.02), (1, 9, 9, 9, 0.3)))]
        + [ratio(f"srm-{i}", *given) for i, given in enumerate((([5000, 5200], [1, 1]), ([100, 205, 290], [1, 2, 3]), ([50, 900], [1, 9]), ([30000, 31000], [1, 1])))]
        + [size(f"size-{i}", *given) for i, given in enumerate(((0.05, 0.06, 0.05, 0.8, 1.0), (0.4, 0.3, 0.01, 0.9, 2.0), (0.9, 0.95, 0.1, 0.7, 0.5)))]
        + [sequence("seq-0", [[3, 50, 9, 55], [7, 100, 18, 110], [15, 210, 30, 205], [40, 600, 70, 610]], 0.1), sequence("seq-1", [[0, 5, 0, 5], [0, 10, 1, 10], [5, 100, 4, 90]], 0.02)],
        "anomaly": [robust(f"rz-{i}", x) for i, x in enumerate((bell(21, 41, mean=50, sd=4), bell(22, 30), [5.0, 5, 5, 5, 5, 9], [2.0, 2, 2], [1.0, 4, 2, 8, 1000]))]
        + [holt_winters("hw-0", [100 + i + 15 * (i % 7 == 5) + e for i, e in enumerate(generated(bell(23, 35)))], 0.2, 0.1, 0.15, 10),
           holt_winters("hw-1", uniform(24, 28, a=10, b=20), 0.5, 0.01, 0.3, 8, 0.8)],
        "performance": [classes("cl-0", labelled(3102, score), score, 0.5), classes("cl-1", labelled(3104, uniform(3103, 300)), uniform(3103, 300), 0.7),
                        classes("cl-2", coin(3105, 150, 0.2), [round(v, 1) for v in generated(uniform(3106, 150))], 0.35),
                        classes("cl-3", [1, 1, 1], [0.2, 0.5, 0.9], 0.5), classes("cl-4", [0, 0, 0, 0], [0.1, 0.2, 0.9, 0.4], 0.95),
                        regression("re-0", bell(3107, 400, mean=7, sd=3), bell(3108, 400, mean=7.5, sd=3)), regression("re-1", [0.0, 2, 4], [0.0, 1, 5]), regression("re-2", [3.0, 3, 3], [2.0, 3, 5])],
        "categorical": [categorical("ca-0", cat(31, 500, [.4, .3, .2, .1], list("abcd")), cat(32, 300, [.3, .3, .25, .15], list("abcd"))),
                        categorical("ca-1", cat(33, 400, [.5, .3, .2], ["x", "", "Y"], .05), cat(34, 350, [.5, .2, .2, .1], ["x", "", "Y", "neu"], .1)),
                        categorical("ca-2", cat(35, 3000, [1 / 70] * 70, many), cat(36, 2000, [1 / 70] * 70, many)),
                        categorical("ca-3", cat(37, 600, [1 / 60] * 60, many[:60]), cat(38, 900, [1 / 70] * 70, many)),
                        categorical("ca-4", cat(39, 20, [.6, .4], ["é", "e"]), cat(40, 50, [.5, .4, .1], ["é", "e", "É"]))],
        "fairness": [fairness("fa-0", labelled(42, uniform(41, 900)), {"gen": "threshold", "seed": 0, "n": 900, "score": uniform(41, 900), "t": 0.55}, cat(43, 900, [.5, .3, .2], list("abc")), 30),
                     fairness("fa-1", coin(44, 300, .6), coin(45, 300, .4), cat(46, 300, [.9, .07, .03], ["m", "n", "o"], .1), 30),
                     fairness("fa-2", [1, 0, 1, 1, 0, 0, 1, 0], [1, 1, 0, 1, 0, 1, 1, 1], ["a", "a", "a", "b", "b", "b", "b", "c"], 1)],
    }


for file, made in cases().items():
    for case in made:
        if "expected" in case:
            case["expected"] = {name: leaf(value) for name, value in case["expected"].items()}
    with open(f"{sys.argv[1]}/{file}.json", "w", encoding="utf-8") as output:
        json.dump({"file": file, "cases": made}, output, ensure_ascii=False, separators=(",", ":"))
        output.write("\n")
