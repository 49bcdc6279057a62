"""Drift, mains hum and the tail of the stimulus artifact, fitted where the sweep is quiet.

A model of the sweep at rest is a level, with or without a straight drift, a sine of 50 or 60 Hz and
an exponential that begins with the stimulus. For every model and every stretch that may hold the
response, least squares over what lies outside tells how well the model explains it. A stretch left
out costs as much as deviations of three standard deviations, a further component must save more
than it costs; the cheapest pair is taken, then samples that the model does explain are added to
those it rests on. Choice: `multifocal-choice-measurable`.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.measuring import choices
from multifocal.measuring.sweep import Samples, Sweep
from multifocal.study.quality import Disturbance

EXCLUDED_COST: Final = 9.0  # a bin left out costs as much as one that is three SD off
DRIFT_COST, HUM_COST, ARTIFACT_COST = 40.0, 80.0, 15.0  # what a component must save
DECAYS_MS: Final = (0.25, 0.4, 0.6, 0.95, 1.5, 2.3, 3.6, 5.5)  # of an artifact, to begin with
TAIL_BINS: Final = 3  # an artifact's tail is fitted only where so many show nothing else
LEAST_BINS: Final = 12
WINDOWS: Final = 13  # starts, and ends, of the stretch that may hold the response
ROUNDS: Final = 8
NEAR_SIGMAS: Final = 4.0
SHORTEST_QUIET_MS: Final = 2.0  # a shorter one is a crossing of the baseline, not rest

LEVEL, DRIFT, HUM_50, HUM_60, FIRST_DECAY = 0, (1,), (2, 3), (4, 5), 6
HUMS: Final[tuple[tuple[tuple[int, ...], Disturbance | None], ...]] = (
    ((), None), (HUM_50, "hum_50"), (HUM_60, "hum_60"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Bins:
    """Averages over short stretches of a sweep; shape (count,). `usable`: not in the artifact."""

    at_ms: Samples
    mean_mv: Samples
    usable: NDArray[np.bool_]
    samples: int
    width_ms: float
    least_mv: float

    @classmethod
    def of(cls, sweep: Sweep) -> "Bins":
        m = sweep.bin_samples
        count = sweep.wave.size // m
        at = sweep.times[: count * m].reshape(count, m).mean(axis=1)
        mean = sweep.wave[: count * m].reshape(count, m).mean(axis=1)
        width = m * sweep.step_ms
        struck = (at > -width) & (at - width / 2 < sweep.scale.artifact_ms - 1e-9)
        return cls(at, mean, ~struck, m, width, sweep.scale.least_mv)

    @property
    def count(self) -> int:
        return self.mean_mv.size

    @cached_property
    def noise_mv(self) -> float:
        """SD of the averages, response, drift and hum apart; see `trembling`."""
        return trembling(self.mean_mv, self)


def trembling(values: Samples, bins: Bins, lags: tuple[int, ...] = (1, 4)) -> float:
    """SD of what is not response in averages, from the calmer of their second differences.

    Differences over 0.5 and 2 ms (four bins), so that the slow tremble of a muscle that is not
    relaxed shows; never less than a tenth of what counts as rest.
    """
    least_mv = 0.1 * choices.REST_SHARE * bins.least_mv
    for lag in lags:
        use = bins.usable[: -2 * lag] & bins.usable[lag:-lag] & bins.usable[2 * lag :]
        bend = (values[: -2 * lag] - 2 * values[lag:-lag] + values[2 * lag :])[use]
        if bend.size >= 8:
            calm = float(np.quantile(np.abs(bend), 0.25))  # of a normal deviate: 0.319 SD
            least_mv = max(least_mv, calm / (0.319 * float(np.sqrt(6.0))))
    return least_mv


@dataclass(frozen=True, eq=False)
class Model:
    """Rest as fitted: `level` and its standard error at every sample (n,), quiet bins, noise."""

    level: Samples
    unsure: Samples
    quiet: NDArray[np.bool_]
    noise: float
    removed: tuple[Disturbance, ...]


def fitted(sweep: Sweep, bins: Bins) -> Model | None:
    """The cheapest model; None where the sweep is too short for any, or quiet nowhere near it."""
    if bins.usable.sum() < LEAST_BINS:
        return None
    first_look = _fitted(sweep, bins, bins.noise_mv)
    if first_look is None or first_look.noise > 0.7 * bins.noise_mv:
        return first_look
    return _fitted(sweep, bins, first_look.noise)  # hum had passed for noise


def _fitted(sweep: Sweep, bins: Bins, sigma: float) -> Model | None:
    span = float(bins.at_ms[-1] - bins.at_ms[0])
    full = _columns(sweep.times, span, DECAYS_MS)
    columns = _averaged(full, bins)
    windows = _windows(bins)
    sums = _sums(columns, bins)
    costs = [
        (price + _cheapest(sums, windows, wanted, bins, sigma)[0], at)
        for at, (wanted, _, price) in enumerate(_MODELS)
    ]
    # A decay between those tried explains more than they do, and until it is found hum may stand in
    # for it: the best without it, the same with it, and the best of all with it settle first.
    plain = min(one for one in costs if "artifact" not in _MODELS[one[1]][1])[1]
    struck = [one for one in costs if "artifact" in _MODELS[one[1]][1]]
    same = min(one for one in struck if _MODELS[one[1]][1][:-1] == _MODELS[plain][1])[1]
    _, wanted, removed, fit, quiet = min(
        (
            _settled(sweep, bins, full, sums, windows, at, sigma)
            for at in dict.fromkeys((plain, same, min(struck)[1]))
        ),
        key=lambda one: one[0],
    )
    x = _averaged(fit, bins)
    first = float(bins.at_ms[_first_usable(bins)])
    if not quiet[bins.at_ms < max(first, 0.0) + bins.width_ms].any():
        return None
    inverse = np.linalg.pinv(x[quiet].T @ x[quiet])
    beta = inverse @ (x[quiet].T @ bins.mean_mv[quiet])
    spare = max(int(quiet.sum()) - len(wanted), 1)
    noise = float(np.sqrt(np.sum((bins.mean_mv - x @ beta)[quiet] ** 2) / spare))
    variance = np.einsum("ij,jk,ik->i", fit, inverse, fit)
    noise = max(noise, trembling(bins.mean_mv - x @ beta, bins))
    unsure = noise * np.sqrt(np.maximum(variance, 0.0))
    return Model(fit @ beta, unsure, quiet, noise, removed)


def _settled(
    sweep: Sweep,
    bins: Bins,
    full: Samples,
    sums: Samples,
    windows: NDArray[np.intp],
    at: int,
    sigma: float,
) -> tuple[float, tuple[int, ...], tuple[Disturbance, ...], Samples, NDArray[np.bool_]]:
    """A model's cost once its quiet bins, and its decay, have settled; columns and quiet bins."""
    wanted, removed, price = _MODELS[at]
    quiet = bins.usable.copy()
    quiet[slice(*_cheapest(sums, windows, wanted, bins, sigma)[1])] = False
    fit = full[:, list(wanted)]
    if "artifact" in removed:
        for _ in range(2):
            fit = _own_decay(sweep, bins, fit, quiet, DECAYS_MS[wanted[-1] - FIRST_DECAY])
            quiet = _grown(_averaged(fit, bins), bins, quiet)
    else:
        quiet = _grown(_averaged(fit, bins), bins, quiet)
    x, y = _averaged(fit, bins)[quiet], bins.mean_mv[quiet]
    off = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    left_out = int(bins.usable.sum()) - int(quiet.sum())
    cost = float(off @ off) / sigma**2 + EXCLUDED_COST * left_out + price
    first = _first_usable(bins)
    if "artifact" in removed and not quiet[first : first + TAIL_BINS].all():
        cost = np.inf  # it must be seen by itself, before the response begins
    return cost, wanted, removed, fit, quiet


def _own_decay(
    sweep: Sweep, bins: Bins, fit: Samples, quiet: NDArray[np.bool_], decay_ms: float
) -> Samples:
    """The columns of a model with an artifact, its decay made the one that fits best."""

    def with_decay(log_ms: float) -> Samples:
        tried = fit.copy()
        tried[:, -1] = _decay(sweep.times, float(np.exp(log_ms)))
        return tried

    def off(log_ms: float) -> float:
        x, y = _averaged(with_decay(log_ms), bins)[quiet], bins.mean_mv[quiet]
        left = y - x @ np.linalg.solve(x.T @ x + 1e-12 * np.eye(x.shape[1]), x.T @ y)
        return float(left @ left)

    from scipy.optimize import minimize_scalar  # noqa: PLC0415  (slow to load, seldom needed)

    middle = float(np.log(decay_ms))
    found = minimize_scalar(
        off, bounds=(middle - 0.6, middle + 0.6), method="bounded", options={"xatol": 1e-5}
    )
    return with_decay(float(found.x))


def _first_usable(bins: Bins) -> int:
    after = np.flatnonzero(bins.usable & (bins.at_ms > 0))
    return int(after[0]) if after.size else 0


def _columns(times: Samples, span: float, decays_ms: tuple[float, ...]) -> Samples:
    """What a model may be made of, (times, 6 + decays)."""
    turns = [2 * np.pi * hz * times / 1e3 for hz in (50.0, 60.0)]
    waves = [f(turn) for turn in turns for f in (np.cos, np.sin)]
    decays = [_decay(times, decay) for decay in decays_ms]
    return np.column_stack([np.ones_like(times), times / span, *waves, *decays])


def _decay(times: Samples, decay_ms: float) -> Samples:
    """An exponential from the stimulus on, zero before it, (times,)."""
    return np.asarray(np.where(times > 0, np.exp(-np.maximum(times, 0.0) / decay_ms), 0.0))


def _averaged(columns: Samples, bins: Bins) -> Samples:
    """Each column's averages over the bins, (count, columns)."""
    whole = columns[: bins.count * bins.samples]
    return np.asarray(whole.reshape(bins.count, bins.samples, -1).mean(axis=1), dtype=np.float64)


def _models() -> list[tuple[tuple[int, ...], tuple[Disturbance, ...], float]]:
    models: list[tuple[tuple[int, ...], tuple[Disturbance, ...], float]] = []
    decays: list[tuple[int, ...]] = [(), *((FIRST_DECAY + k,) for k in range(len(DECAYS_MS)))]
    for drift, (hum, hum_name), decay in product(((), DRIFT), HUMS, decays):
        removed: list[Disturbance] = []
        if drift:
            removed.append("drift")
        if hum_name:
            removed.append(hum_name)
        if decay:
            removed.append("artifact")
        price = DRIFT_COST * bool(drift) + HUM_COST * bool(hum) + ARTIFACT_COST * bool(decay)
        models.append(((LEVEL, *drift, *hum, *decay), tuple(removed), price))
    return models


_MODELS: Final = _models()


def _windows(bins: Bins) -> NDArray[np.intp]:
    """Stretches that may hold the response, as first and after-last bin, (windows, 2)."""
    first, last = _first_usable(bins), bins.count
    far = max(0.75 * (last - first), 2.0)
    # close together where an artifact's tail may end just before the response begins
    starts = first + np.unique(np.concatenate(([0], np.geomspace(1, far, WINDOWS))).astype(int))
    ends = np.unique(np.linspace(first, last, WINDOWS).astype(int))
    pairs = [(a, b) for a in starts for b in ends if b > a + 2]
    return np.array([(first, first), *pairs], dtype=np.intp)


def _sums(columns: Samples, bins: Bins) -> Samples:
    """Running sums of products of all columns and the averages, (count + 1, k, k)."""
    rows = np.column_stack([columns, bins.mean_mv]) * bins.usable[:, None]
    products = np.einsum("ni,nj->nij", rows, rows)
    return np.concatenate([np.zeros((1, *products.shape[1:])), np.cumsum(products, axis=0)])


def _cheapest(
    sums: Samples, windows: NDArray[np.intp], wanted: tuple[int, ...], bins: Bins, sigma: float
) -> tuple[float, tuple[int, int]]:
    outside = sums[-1] - (sums[windows[:, 1]] - sums[windows[:, 0]])
    k = list(wanted)
    xx = outside[:, k][:, :, k] + 1e-9 * np.eye(len(k))
    xy = outside[:, k, -1]
    beta = np.linalg.solve(xx, xy[:, :, None])[:, :, 0]
    rest = np.maximum(outside[:, -1, -1] - np.einsum("wi,wi->w", beta, xy), 0.0)
    cost = rest / sigma**2 + EXCLUDED_COST * (windows[:, 1] - windows[:, 0])
    cost = np.where(outside[:, 0, 0] < len(k) + 4, np.inf, cost)
    if wanted[-1] >= FIRST_DECAY:  # its tail must be seen by itself
        cost = np.where(windows[:, 0] < _first_usable(bins) + TAIL_BINS, np.inf, cost)
    at = int(np.argmin(cost))
    return float(cost[at]), (int(windows[at, 0]), int(windows[at, 1]))


def _grown(x: Samples, bins: Bins, quiet: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The bins that the model explains, found by fitting and looking again until they stay."""
    shortest = max(2, round(SHORTEST_QUIET_MS / bins.width_ms)) if bins.width_ms >= 0.4 else 6
    for _ in range(ROUNDS):
        beta = np.linalg.lstsq(x[quiet], bins.mean_mv[quiet], rcond=None)[0]
        left = bins.mean_mv - x @ beta
        off = np.abs(left)
        sigma = trembling(left, bins)
        sigma = min(max(float(np.sqrt(np.mean(off[quiet] ** 2))), sigma), 2 * sigma)
        near = bins.usable & (off < NEAR_SIGMAS * sigma)
        again = _in_runs(near, shortest, _first_usable(bins)) & bins.usable
        if again.sum() < x.shape[1] + 4 or (again == quiet).all():
            break
        quiet = again
    return quiet


def _in_runs(near: NDArray[np.bool_], shortest: int, first_after: int) -> NDArray[np.bool_]:
    """Those of the bins that stand in runs of at least that many, or just after the stimulus."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], near.astype(np.int8), [0]))))
    kept = np.zeros_like(near)
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        if after - first >= shortest or first in (0, first_after):
            kept[first:after] = True
    return kept
