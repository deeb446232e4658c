"""Computes test/lifetime/stress-grid.json: what the lifetime models give on a grid made to break them, by
arithmetic of 50 and more digits, with none of the library's formulas: textbook likelihoods, hypergeometric
functions and integrals. Needs python3-mpmath; run `python3 test/lifetime/stress-grid.py` (about 15 minutes).
"""

import base64
import json
import os
import struct
from multiprocessing import Pool

from mpmath import beta, exp, expm1, hyp2f1, log, log1p, loggamma, mp, mpf, quad

mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))

REPEATS = [0, 1, 2, 3, 7, 26, 100, 400, 3000, 10000]
OBSERVED = [1e-6, 0.01, 1.0, 39.0, 365.0, 3650.0, 1e6]
PARTS = [0.0, 0.01, 0.5, 0.9, 0.999, 1.0]
HORIZONS = [0.001, 1.0, 39.0, 3650.0, 1e7]

# r, alpha, a, b: the singular ones are exact (a = 1; a + b = 1; a + b < 1; one dropout for all; nobody leaves).
BG = [
    [0.243, 4.414, 0.793, 2.426], [0.525, 6.183, 0.891, 1.614], [0.25, 4.0, 1.0, 2.5], [0.5, 10.0, 1.0, 1.0],
    [0.25, 4.0, 0.25, 0.75], [0.25, 4.0, 0.5, 0.5], [0.25, 4.0, 0.1, 0.2], [0.25, 4.0, 0.02, 0.03],
    [0.25, 4.0, 0.8, 0.05], [1.0, 1.0, 1.0, 0.5], [1.0, 100.0, 2.0, 3.0], [5.0, 300.0, 1.5, 40.0],
    [0.05, 0.5, 0.3, 4.0], [0.01, 0.01, 0.5, 2.0], [30.0, 2000.0, 1.2, 7.0], [2.0, 1e-3, 0.7, 0.9],
    [0.8, 1e5, 0.4, 1.4], [0.243, 4.414, 300.0, 900.0], [0.243, 4.414, 2000.0, 9000.0],
    [0.243, 4.414, 50000.0, 150000.0], [0.5, 8.0, 1e-6, 2.0], [0.5, 8.0, 1e-4, 400.0], [0.5, 8.0, 12.0, 0.3],
    [0.5, 8.0, 1.0000000001, 3.0], [0.5, 8.0, 0.99999999, 3.0], [150.0, 900.0, 0.6, 2.0], [0.5, 8.0, 2.0, 1.0],
    [0.5, 8.0, 3.0, 2.0], [1.5, 40.0, 0.5, 2.0], [1.0, 7.0, 0.35, 0.65],
]
# r, alpha, s, beta: s = 1, alpha = beta, beta far off on both sides, one death rate for all.
PARETO = [
    [0.553, 10.578, 0.606, 11.669], [0.25, 4.0, 1.0, 10.0], [0.5, 10.0, 1.0, 10.0], [0.5, 10.0, 0.5, 10.0],
    [0.6, 10.0, 0.4, 18000.0], [0.6, 10.0, 0.4, 0.02], [0.6, 1000.0, 0.4, 0.02], [0.6, 0.02, 0.4, 1000.0],
    [5.0, 300.0, 2.0, 400.0], [0.05, 0.5, 0.3, 4.0], [0.01, 0.01, 0.02, 0.03], [30.0, 2000.0, 1.2, 700.0],
    [2.0, 1e-3, 0.7, 0.9], [0.8, 1e5, 0.4, 1e5], [0.553, 10.578, 300.0, 9000.0], [0.553, 10.578, 9000.0, 270000.0],
    [0.5, 8.0, 1e-6, 10.0], [0.5, 8.0, 1.0000000001, 30.0], [0.5, 8.0, 0.99999999, 30.0], [150.0, 900.0, 0.6, 20.0],
    [0.5, 8.0, 20.0, 2.0], [1.0, 10.0, 1.0, 10.0], [0.553, 10.578, 0.606, 10.5780001], [1.5, 40.0, 3.0, 15.0],
]


def spread(index, base):
    """A number in 0..1 of the van der Corput sequence, exact in binary floating point for base 2."""
    result, weight = 0.0, 1.0
    while index:
        weight /= base
        result += weight * (index % base)
        index //= base
    return result


def filled(sets, logs):
    """Adds sets spread evenly over a box of logarithms to base 10, rounded so that they stand in JSON as they are."""
    sets = list(sets)
    index = 1
    while len(sets) < 50:
        point = [low + (high - low) * spread(index, base) for (low, high), base in zip(logs, (2, 3, 5, 7))]
        sets.append([float("%.6g" % 10**value) for value in point])
        index += 1
    return sets


BG = filled(BG, [(-2, 1.5), (-2, 4), (-1.5, 1.5), (-1.5, 2)])
PARETO = filled(PARETO, [(-2, 1.5), (-2, 4), (-2, 1.5), (-2, 4)])


def customers(index):
    """The 70 customers that meet parameter set number index, each with a horizon."""
    for i, x in enumerate(REPEATS):
        for j, T in enumerate(OBSERVED):
            part = 0.0 if x == 0 else PARTS[(index + i + j) % len(PARTS)]
            yield x, T * part, T, HORIZONS[(3 * index + 5 * i + j) % len(HORIZONS)]


def bg_family(r, alpha, a, b, x, t, T, h, modified):
    r, alpha, a, b, t, T, h = (mpf(value) for value in (r, alpha, a, b, t, T, h))
    B = b + x + (1 if modified else 0)
    rate = loggamma(r + x) - loggamma(r) + r * log(alpha)
    ln_beta = lambda p, q: loggamma(p) + loggamma(q) - loggamma(p + q)
    base = ln_beta(a, b)
    alive = ln_beta(a, B) - base + rate - (r + x) * log(alpha + T)
    if x > 0 or modified:
        gone = ln_beta(a + 1, B - 1) - base + rate - (r + x) * log(alpha + t)
        total = max(alive, gone) + log(1 + exp(-abs(alive - gone)))
    else:
        total = alive
    p_alive = exp(alive - total)
    return total, p_alive, p_alive * bg_expected(r + x, alpha + T, a, B, h)


def bg_expected(R, A, a, B, h):
    """(a+B-1)/(a-1) (1 - (A/(A+h))^R 2F1(R, B; a+B-1; h/(A+h))), by two roads."""
    # Where leaving hardly varies, the series takes for ever.
    return (bg_expected_by_integral if a > 1000 else bg_expected_by_series)(R, A, a, B, h)


def bg_expected_by_series(R, A, a, B, h):
    """The textbook's hypergeometric function, moved off its removable singularities."""
    with mp.workdps(110):
        shift = mpf(10) ** -45
        if abs(a - 1) < mpf(10) ** -30 or abs(a + B - 1) < mpf(10) ** -30:
            a = a + shift
        c, u = a + B - 1, h / (A + h)
        # Euler's transformation of the same function; the plain series needs ten thousands of terms for large R.
        function = (1 - u) ** (a - 1) * hyp2f1(c - R, a - 1, c, u, maxterms=10**7, maxprec=20000)
        return c / (a - 1) * (1 - function)


def bg_expected_by_integral(R, A, a, B, h):
    """The same as a mean over the chance p of leaving: E[(1 - (1 + p h/A)^-R) / p], with p = 1/(1+e^-y)."""
    f = lambda y: exp(-a * log(1 + exp(-y)) - B * log(1 + exp(y)) - peak) * -expm1(-R * log1p(h / A / (1 + exp(-y)))) * (1 + exp(-y))
    top = log(a / B)
    peak = -a * log(1 + exp(-top)) - B * log(1 + exp(top))
    turn = log(A / (h * R))
    width = mp.sqrt((a + B) / (a * B))
    cuts = [top + k * width for k in (-30, -12, -5, -2, 0, 2, 5, 12, 30)] + [turn + k for k in range(-30, 31, 3)]
    low, high = top - 150 / a - 25 * width, top + 20 + 150 / B
    cuts += [top - k / a for k in (3, 10, 30, 70, 110)] + [top + 20 + k / B for k in (3, 10, 30, 70, 110)]
    cuts = [c for c in cuts if low < c < high] + [low, high]
    return quad(f, sorted(set(cuts))) * exp(peak) / beta(a, B)


def pareto(r, alpha, s, beta_, x, t, T, h):
    r, alpha, s, beta_, t, T, h = (mpf(value) for value in (r, alpha, s, beta_, t, T, h))
    rate = loggamma(r + x) - loggamma(r) + r * log(alpha) + s * log(beta_)
    alive = rate - (r + x) * log(alpha + T) - s * log(beta_ + T)
    integral = death_integral(alpha, r + x, beta_, s + 1, t, T)
    if integral == 0:
        total = alive
    else:
        gone = rate + log(s) + log(integral)
        total = max(alive, gone) + log(1 + exp(-abs(alive - gone)))
    p_alive = exp(alive - total)
    with mp.workdps(110):
        ratio = (beta_ + T) / (beta_ + T + h)
        g = -log(ratio) if s == 1 else (1 - ratio ** (s - 1)) / (s - 1)
        return total, p_alive, p_alive * (r + x) * (beta_ + T) / (alpha + T) * g


def death_integral(alpha, p, beta_, q, t, T):
    """Integral of (alpha+u)^-p (beta+u)^-q from t to T by tanh-sinh, cut where it falls by powers of e."""
    if t == T:
        return mpf(0)
    low = min(alpha, beta_) + t
    slope = p * low / (alpha + t) + q * low / (beta_ + t)
    f = lambda y: exp(y - p * log(alpha + t + low * (exp(y) - 1)) - q * log(beta_ + t + low * (exp(y) - 1)) - top)
    top = -p * log(alpha + t) - q * log(beta_ + t)
    Y = log(1 + (T - t) / low)
    cuts = [mpf(0)] + [c for c in (k / slope for k in (1, 8, 30, 90, 200)) if c < Y] + [Y]
    extra = [mpf(c) for c in range(2, int(Y) + 1, 3)]
    cuts = sorted(set(cuts + [c for c in extra if c < 200 / slope * 3 or slope < 3]))
    return low * quad(f, cuts) * exp(top)


def death_integral_by_hypergeometric(alpha, p, beta_, q, t, T):
    """The textbook's difference of two hypergeometric functions, alpha >= beta; checks the above."""
    with mp.workdps(400):
        k = p + q - 1
        if alpha >= beta_:
            F = lambda u: hyp2f1(k, q, k + 1, (alpha - beta_) / (alpha + u)) / (alpha + u) ** k
        else:
            F = lambda u: hyp2f1(k, p, k + 1, (beta_ - alpha) / (beta_ + u)) / (beta_ + u) ** k
        return (F(t) - F(T)) / k


def rows(job):
    model, index = job
    out = []
    for x, t, T, h in customers(index):
        if model == "pareto-nbd":
            values = pareto(*PARETO[index], x, t, T, h)
        else:
            values = bg_family(*BG[index], x, t, T, h, model == "mbg-nbd")
        # A logarithm is a plain number; of a probability or expectation what no double tells from 0 is 0.
        out.append([float(v) if i == 0 or v > mpf(10) ** -300 else 0.0 for i, v in enumerate(values)])
    return out


def check():
    """The truth's own check: two independent roads agree on a sample."""
    for index in (0, 2, 4, 6, 10, 12, 17, 28, 35, 45):
        r, alpha, a, b = (mpf(v) for v in BG[index])
        for x, t, T, h in list(customers(index))[:50:7]:
            one = bg_expected_by_series(r + x, alpha + T, a, b + x + 1, mpf(h))
            two = bg_expected_by_integral(r + x, alpha + T, a, b + x + 1, mpf(h))
            assert abs(one / two - 1) < mpf(10) ** -14, ("bg", index, x, T, h, one, two)
    for index in (0, 1, 3, 5, 8, 9, 21, 30, 40):
        r, alpha, s, beta_ = (mpf(v) for v in PARETO[index])
        for x, t, T, h in list(customers(index))[:50:7]:
            if t == T:
                continue
            one = death_integral(alpha, r + x, beta_, s + 1, mpf(t), mpf(T))
            two = death_integral_by_hypergeometric(alpha, r + x, beta_, s + 1, mpf(t), mpf(T))
            assert abs(one / two - 1) < mpf(10) ** -14, ("pareto", index, x, t, T, one, two)
    print("both roads agree", flush=True)


if __name__ == "__main__":
    check()
    jobs = [(model, index) for model in ("bg-nbd", "mbg-nbd", "pareto-nbd") for index in range(50)]
    values = []
    with Pool(2) as pool:
        for number, found in enumerate(pool.imap(rows, jobs)):
            print(number, jobs[number], flush=True)
            values.extend(value for row in found for value in row)
    packed = base64.b64encode(struct.pack("<%dd" % len(values), *values)).decode()
    with open(os.path.join(HERE, "stress-grid.json"), "w") as file:
        json.dump({
            "about": "Log-likelihood, probability alive and expected orders within the horizon of each point, by stress-grid.py; little-endian doubles in base 64. Point n of parameter set i takes repeats k and observed j in order, part (i+k+j) mod 6 of the time, horizon (3i+5k+j) mod 5.",
            "models": ["bg-nbd", "mbg-nbd", "pareto-nbd"],
            "repeats": REPEATS, "observed": OBSERVED, "parts": PARTS, "horizons": HORIZONS,
            "beta": BG, "pareto": PARETO, "values": packed,
        }, file)
        file.write("\n")
