"""Scores a table: Polars reads and writes, ONNX Runtime or YDF predicts.

usage: score.py MODEL.onnx|YDF-FOLDER IN.csv OUT.csv

An ONNX model takes one matrix. Its metadata says what each column of it is: a number with the value that stands for a missing one,
or 1 where a column holds a category.
"""
import json
import os
import sys

import numpy as np
import polars as pl

import tables

BATCH = 8192  # rows: what a batch needs stays in the cache


def slot(part):
    if "category" in part:
        return (pl.col(part["column"]) == part["category"]).fill_null(False).cast(pl.Float32)
    return pl.col(part["column"])


def with_onnxruntime(model, source, passed):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    parts = json.loads(session.get_modelmeta().custom_metadata_map["columns"])
    table = tables.read(source, passed + list(dict.fromkeys(part["column"] for part in parts)))
    filled = [pl.col(part["column"]).fill_null(part["fill"]) for part in parts if "fill" in part and table[part["column"]].null_count()]
    matrix = table.with_columns(filled).select([slot(part).alias(str(k)) for k, part in enumerate(parts)]).to_numpy()
    matrix = np.ascontiguousarray(matrix, dtype=np.float32)
    batches = [session.run(["probability"], {"features": matrix[k:k + BATCH]})[0] for k in range(0, len(matrix), BATCH)]
    return table, np.concatenate(batches)[:, 0]


def with_ydf(folder, source, passed):
    import ydf

    model = ydf.load_model(folder)
    features = model.input_feature_names()
    table = tables.read(source, passed + features)
    return table, model.predict(tables.for_ydf(table, features), num_threads=os.cpu_count())


model, source, target = sys.argv[1:4]
passed = [name for name in tables.header(source) if name == "id"]
table, probability = (with_ydf if os.path.isdir(model) else with_onnxruntime)(model, source, passed)
predictions = {"PredictedLabel": (probability >= 0.5).astype(np.int8), "Probability": probability.astype(np.float32)}
pl.DataFrame({name: table[name] for name in passed} | predictions).write_csv(target)
