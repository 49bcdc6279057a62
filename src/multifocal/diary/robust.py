"""A regression that outlying measures do not lead, and whose errors may hang together.

Huber's weights; the CR2 variance with Satterthwaite's degrees of freedom over clusters (source
cr2-satterthwaite), which stays honest with few clusters.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HUBER: Final = 1.5
"""Residuals beyond so many robust SD weigh less; the usual figure (source cr2-satterthwaite)."""
_STEPS: Final = 30
_MAD_OF_NORMAL: Final = 0.6745
_LEAST_WEIGHT: Final = 0.02
_ZERO: Final = 1e-9


@dataclass(frozen=True)
class Coefficient:
    """An estimate, its standard error and the degrees of freedom of the two."""

    value: float
    error: float
    freedom: float


def huber_weights(x: Array, y: Array) -> Array:
    """A weight for each row, 1 for most. `x` is (rows, columns), `y` (rows,)."""
    weights = np.ones(len(y))
    for _ in range(_STEPS):
        root = np.sqrt(weights)
        beta = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]
        size: Array = np.abs(y - x @ beta)
        # as many residuals are close to nothing as there are columns
        spread = np.median(np.sort(size)[min(x.shape[1], len(y) - 1) :]) / _MAD_OF_NORMAL
        if spread < _ZERO:
            return weights
        fresh: Array = np.clip(HUBER * spread / np.maximum(size, _ZERO), _LEAST_WEIGHT, 1.0)
        if np.max(np.abs(fresh - weights)) < 1e-4:
            return fresh
        weights = fresh
    return weights


def clustered(
    x: Array, y: Array, weights: Array, cluster: NDArray[np.int64], column: int
) -> Coefficient | None:
    """The coefficient of one column of `x`; None where the rows do not determine it."""
    root = np.sqrt(weights)
    x, y = x * root[:, None], y * root
    gram = x.T @ x
    if np.linalg.matrix_rank(gram, tol=_ZERO * np.trace(gram)) < x.shape[1]:
        return None
    bread = np.linalg.inv(gram)
    beta = bread @ (x.T @ y)
    residual = y - x @ beta
    to_column = x @ bread[:, column]
    labels = np.unique(cluster)
    scores = np.empty(len(labels))
    spread = np.empty((len(labels), len(y)))
    for at, label in enumerate(labels):
        rows = np.flatnonzero(cluster == label)
        own = np.eye(len(rows)) - x[rows] @ bread @ x[rows].T
        adjusted = _inverse_root(own) @ to_column[rows]
        scores[at] = adjusted @ residual[rows]
        # what the residuals are of the errors: a row less its projection on the columns
        spread[at] = -(x @ (bread @ (x[rows].T @ adjusted)))
        spread[at, rows] += adjusted
    variance = float(scores @ scores)
    among = spread @ spread.T
    size = float(np.sum(among**2))
    if size < _ZERO**2:
        return None
    freedom = float(np.trace(among)) ** 2 / size
    # the slope of Huber's score is 1 for rows of full weight and 0 for the others, so the weights
    # themselves, which stand in the bread, are too large by this
    full = np.mean(weights >= 1.0)
    widening = float(np.mean(weights) / full) if full > 0 else 1.0
    return Coefficient(float(beta[column]), widening * variance**0.5, freedom)


def _inverse_root(matrix: Array) -> Array:
    """The symmetric inverse square root; directions without extent stay out."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    inverse = np.where(values > 1e-8, 1.0 / np.sqrt(np.maximum(values, 1e-8)), 0.0)
    rooted: Array = (vectors * inverse) @ vectors.T
    return rooted
