"""Results as columns: plain arrays, and where pandas is, tables."""

import importlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]


def long_form(fibers: int, **by: NDArray[Any]) -> Columns:
    """One row a fiber and condition; values (fibers, conditions) or (conditions,)."""
    many = max(one.shape[-1] for one in by.values())
    columns: Columns = {"fiber": np.repeat(np.arange(fibers), many)}
    for name, values in by.items():
        columns[name] = np.array(np.broadcast_to(values, (fibers, many))).ravel()
    return columns


def table(columns: Columns) -> Any:
    """A pandas DataFrame of `columns`; ImportError where pandas is not installed."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError as error:
        raise ImportError(
            "tables need pandas, which is not installed; columns() has the same as arrays"
        ) from error
    return pandas.DataFrame(columns)
