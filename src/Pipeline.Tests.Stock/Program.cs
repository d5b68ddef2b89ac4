using Stock;

// Arguments come in threes: model.zip, table, output. Many in one process, because a process costs more than a model.
for (var i = 0; i + 2 < args.Length; i += 3)
    StockScorer.Score(args[i], args[i + 1], args[i + 2]);
