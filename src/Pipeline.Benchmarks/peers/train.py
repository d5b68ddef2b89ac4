"""Trains YDF's gradient-boosted trees: as many trees and leaves as ours, at the same rate.

usage: train.py TRAIN.csv FOLDER
"""
import os
import sys

import numpy as np
import ydf

import tables

source, folder = sys.argv[1:3]
names = tables.header(source)
features = tables.of_kind(names, "f") + tables.of_kind(names, "c")
table = tables.read(source, features + ["label"])
learner = ydf.GradientBoostedTreesLearner(
    label="label",
    num_trees=100,
    shrinkage=0.1,
    max_depth=-1,
    growing_strategy="BEST_FIRST_GLOBAL",
    max_num_nodes=31,
    min_examples=20,
    validation_ratio=0.0,
    num_threads=os.cpu_count(),
)
data = tables.for_ydf(table, features) | {"label": table["label"].to_numpy().astype(np.int64)}
learner.train(data, verbose=0).save(folder)
