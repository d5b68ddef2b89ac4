"""The tables of the benchmark as Polars reads them: the name of a column says what it is.

f00, f01, ... are numbers, c00, c01, ... categories, t00, t01, ... texts that no model takes; id passes through.
"""
import numpy as np
import polars as pl


def header(path):
    """The names of the columns."""
    with open(path, encoding="utf-8") as file:
        return file.readline().rstrip("\r\n").split(",")


def of_kind(names, kind):
    """The columns of a kind: f, c or t."""
    return [name for name in names if name[0] == kind and name[1:].isdigit()]


def read(path, columns):
    """Only the columns that are needed, each in the type that the model takes: nothing is guessed, nothing converted afterwards."""
    types = {name: pl.Float32 for name in of_kind(columns, "f")} | {name: pl.Categorical for name in of_kind(columns, "c")} | {"id": pl.String}
    return pl.read_csv(path, columns=columns, schema_overrides={name: types[name] for name in columns if name in types}, low_memory=False)


def texts(categories):
    """A column of categories as fixed-width bytes, the quickest form that YDF takes; the empty text where one is missing."""
    present = categories.drop_nulls().unique()
    names = np.array([name.encode() for name in present.cast(pl.String)], dtype=bytes)
    vocabulary = np.zeros((present.to_physical().max() or 0) + 2, dtype=names.dtype)  # the last slot, -1, stays empty
    vocabulary[present.to_physical().to_numpy()] = names
    return vocabulary[categories.to_physical().cast(pl.Int64).fill_null(-1).to_numpy()]


def for_ydf(table, names):
    """The columns as YDF takes them: an array a column, a missing number as NaN."""
    arrays = {name: table[name].to_numpy() for name in of_kind(names, "f")}
    return arrays | {name: texts(table[name]) for name in of_kind(names, "c")}
