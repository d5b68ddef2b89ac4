using Pipeline.Artifacts.Container;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>
/// Reads the first half of a chain, from the columns of a table to the feature vector, in the order in which train builds it:
/// numbers, Double numbers, indicators, categories, then all of them joined.
/// </summary>
internal sealed class FeatureReader(StoredEntries entries, ChainReader chain)
{
    /// <summary>ML.NET's numbers for the kinds of values.</summary>
    private const byte Single = 9;
    private const byte Double = 10;
    private const int Text = 10;

    /// <summary>Reads the steps; the model is left open.</summary>
    public StoredFeatures Read(IReadOnlyList<StoredColumn> inputs)
    {
        var names = inputs.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != inputs.Count || inputs.Any(column => !(column.Type.Is("Single") || column.Type.Is("Double") || column.Type.Is("TextSpan"))))
            throw Refusal.Of(entries.Where("Schema"), "inputs that are no numbers or texts, or two of a name");
        List<string> Of(string item) => [.. inputs.Where(column => column.Type.Is(item)).Select(column => column.Name)];
        List<string> numbers = [.. inputs.Where(column => !column.Type.Is("TextSpan")).Select(column => column.Name)];
        var single = Numbers(numbers, Of("Single"), ChainColumns.Numeric, NumericType.Single);
        var wide = Numbers(numbers, Of("Double"), ChainColumns.NumericDouble, NumericType.Double);
        var indicators = Indicators(numbers);
        var texts = Of("TextSpan");
        var categories = Categories(texts);
        List<string> first = [.. single is not null ? [ChainColumns.Numeric] : (string[])[]];
        List<string> doubles = [.. wide is not null ? [ChainColumns.NumericDouble] : (string[])[]];
        List<string> others = [.. indicators.Count > 0 ? [ChainColumns.Indicators] : (string[])[],
            .. categories.Select(column => ChainColumns.Encoded(column.Column))];
        List<FeatureBlock> narrow = [.. single is null ? [] : (FeatureBlock[])[single]];
        List<FeatureBlock> unscaled = [.. indicators.Count == 0 ? [] : (FeatureBlock[])[new FeatureBlock.Missing(Places(indicators, numbers), null)],
            .. categories.Select(column => new FeatureBlock.OneHot(texts.IndexOf(column.Column), column.Terms, column.FilledSlot, null))];
        List<FeatureBlock> last = [.. wide is null ? [] : (FeatureBlock[])[wide]];
        var whole = Join(first, doubles, others, narrow.Concat(unscaled).Sum(block => block.Width));
        return new StoredFeatures(inputs, categories,
            whole is null ? [.. narrow, .. last, .. unscaled] : [.. WholeScaler.Share(narrow.Concat(unscaled), whole), .. last]);
    }

    private FeatureBlock.Numeric? Numbers(List<string> all, List<string> columns, string vector, NumericType type)
    {
        if (columns.Count == 0)
            return null;
        Concatenate(vector, columns);
        var fill = Fill(vector, type, columns.Count);
        var scaler = chain.IsNext(Loader.Normalize) ? Normalize(vector, type, columns.Count) : null;
        if (type == NumericType.Double)
            ConvertToSingle([vector]);
        return new FeatureBlock.Numeric(type, Places(columns, all), fill, scaler);
    }

    private List<string> Indicators(List<string> numbers)
    {
        if (!chain.IsNext(Loader.IndicateMissing))
            return [];
        var (_, entry) = chain.Next(Loader.IndicateMissing);
        var reader = entry.Numbers;
        var pairs = Pairs(entry, ref reader);
        reader.End();
        List<string> columns = [.. pairs.Select(pair => pair.Input)];
        Require(entry, columns.Count > 0 && IsPartOf(columns, numbers) && pairs.All(pair => pair.Output == ChainColumns.Indicator(pair.Input)),
            "indicators of other columns than the numbers");
        List<string> made = [.. pairs.Select(pair => pair.Output)];
        ConvertToSingle(made);
        Concatenate(ChainColumns.Indicators, made);
        return columns;
    }

    private List<StoredCategory> Categories(List<string> texts)
    {
        var fills = new Dictionary<string, string>(StringComparer.Ordinal);
        while (chain.IsNext(Loader.Expression))
        {
            var (_, entry) = chain.Next(Loader.Expression);
            var (column, fill) = Expression(entry);
            Require(entry, texts.Contains(column, StringComparer.Ordinal) && fills.TryAdd(column, fill),
                $"a fill for column {DataText.Name(column)}, which is no category or has one");
        }
        if (!chain.IsNext(Loader.Chain))
            return fills.Count == 0 ? [] : throw Refusal.Of(entries.Where("TransformerChain/Model.key"), "filled categories that are not encoded");
        var (folder, inner) = chain.Next(Loader.Chain);
        var steps = chain.Steps(folder, inner);
        Require(inner, steps is [{ Entry: { } first }, { Entry: { } second }] && first.Loader == Loader.TextToKey && second.Loader == Loader.KeyToVector,
            "a chain in the chain of other steps than those that encode categories");
        return Encoded(steps[0], steps[1].Entry, fills, texts);
    }

    private List<StoredCategory> Encoded((string Folder, ModelEntry Entry) toKeys, ModelEntry toVectors, Dictionary<string, string> fills, List<string> texts)
    {
        var reader = toKeys.Entry.Numbers;
        var pairs = Pairs(toKeys.Entry, ref reader);
        reader.Require(reader.Take(pairs.Count).IndexOfAnyExcept((byte)1) < 0, "categories that are no texts");
        reader.End();
        var vocabularies = StoredTerms.Read(entries, $"{toKeys.Folder}/Vocabulary", pairs.Count);
        var categories = new List<StoredCategory>();
        foreach (var ((output, input), terms) in pairs.Zip(vocabularies))
        {
            var column = texts.FirstOrDefault(name => ChainColumns.Encoded(name) == output);
            var fill = column is null ? null : fills.GetValueOrDefault(column);
            Require(toKeys.Entry, column is not null && input == (fill is null ? column : ChainColumns.Filled(column)),
                $"column {DataText.Name(output)} made of {DataText.Name(input)}");
            categories.Add(new StoredCategory(column!, fill, terms));
        }
        Require(toKeys.Entry, IsPartOf([.. categories.Select(column => column.Column)], texts)
            && fills.Count == categories.Count(column => column.Fill is not null),
            "other columns than the categories, in another order, or filled ones left out");
        var vectors = toVectors.Numbers;
        var made = Pairs(toVectors, ref vectors);
        vectors.Require(vectors.Take(made.Count).IndexOfAnyExcept((byte)0) < 0, "categories that are counted");
        vectors.End();
        Require(toVectors, made.All(pair => pair.Output == pair.Input) && made.Select(pair => pair.Output).SequenceEqual(pairs.Select(pair => pair.Output)),
            "other columns than those that were encoded");
        return categories;
    }

    /// <summary>Reads how the parts are joined; gives the scaler of the vector where it is scaled as a whole.</summary>
    private Scaler? Join(List<string> single, List<string> doubles, List<string> others, int scaled)
    {
        if (chain.IsNext(Loader.Concatenate) && IsScaledNext())
        {
            Concatenate(ChainColumns.Scaled, [.. single, .. others]);
            var scaler = Normalize(ChainColumns.Scaled, NumericType.Single, scaled);
            Concatenate(ChainColumns.Features, [ChainColumns.Scaled, .. doubles]);
            return scaler;
        }
        Concatenate(ChainColumns.Features, [.. single, .. doubles, .. others]);
        return null;
    }

    private bool IsScaledNext()
    {
        var entry = chain.Peek;
        var reader = entry.Numbers;
        reader.Fixed(1, "a number of columns");
        return entry.Text(ref reader) == ChainColumns.Scaled;
    }

    private void Concatenate(string output, List<string> inputs)
    {
        var (_, entry) = chain.Next(Loader.Concatenate);
        var reader = entry.Numbers;
        reader.Fixed(1, "a number of columns");
        Require(entry, entry.Text(ref reader) is var made && made == output, "a vector of another name", DataText.Name(output));
        reader.Fixed(inputs.Count, "a number of parts,");
        foreach (var input in inputs)
        {
            Require(entry, entry.Text(ref reader) == input, $"another part than {DataText.Name(input)}");
            reader.Fixed(-1, "a second name");
        }
        reader.End();
    }

    private double[] Fill(string vector, NumericType type, int size)
    {
        var (_, entry) = chain.Next(Loader.ReplaceMissing);
        var reader = entry.Numbers;
        RequireSelf(entry, ref reader, vector);
        reader.Require(StoredType.Read(ref reader, entry.Where).IsVector(type == NumericType.Single ? "Single" : "Double", size),
            "fill values of another type or number");
        reader.Fixed(1, "a number of vectors");
        reader.Fixed(size, "a vector of size");
        reader.Fixed(-1, "a number of values");
        reader.Fixed(0, "a number of indices");
        var fill = ScalerReader.Numbers(ref reader, Bytes(type), size);
        reader.End();
        return fill;
    }

    private Scaler Normalize(string vector, NumericType type, int size)
    {
        var (folder, entry) = chain.Next(Loader.Normalize);
        var reader = entry.Numbers;
        RequireSelf(entry, ref reader, vector);
        reader.FixedByte(1, "a vector");
        reader.FixedByte(type == NumericType.Single ? Single : Double, "a kind of number");
        reader.Fixed(1, "a number of dimensions");
        reader.Fixed(size, "a vector of size");
        reader.End();
        entries.MayHave($"{folder}/Normalizer_000/AffineNormalizer.txt");
        entries.MayHave($"{folder}/Normalizer_000/CdfNormalizer.txt");
        return ScalerReader.Read(entries.Model($"{folder}/Normalizer_000"), Bytes(type), size);
    }

    private static int Bytes(NumericType type) => type == NumericType.Single ? sizeof(float) : sizeof(double);

    /// <summary>Where names stand among others, in whose order they are.</summary>
    private static int[] Places(List<string> names, List<string> all)
    {
        var places = new int[names.Count];
        for (var (i, at) = (0, 0); i < places.Length; i++, at++)
            places[i] = at = all.IndexOf(names[i], at);
        return places;
    }

    private void ConvertToSingle(List<string> columns)
    {
        var (_, entry) = chain.Next(Loader.ConvertType);
        var reader = entry.Numbers;
        var pairs = Pairs(entry, ref reader, columns.Count);
        Require(entry, pairs.All(pair => pair.Output == pair.Input) && pairs.Select(pair => pair.Output).SequenceEqual(columns),
            "other columns than those to convert");
        reader.Require(reader.Take(columns.Count).IndexOfAnyExcept(Single) < 0, "another type than Single");
        reader.End();
    }

    /// <summary>A fill of a category: the only expression that train writes. Its text is read here, before ML.NET's own parser sees it.</summary>
    private static (string Column, string Fill) Expression(ModelEntry entry)
    {
        var reader = entry.Numbers;
        reader.Fixed(1, "a number of columns");
        reader.Fixed(1, "a number of inputs");
        var (column, text, output) = (entry.Text(ref reader), entry.Text(ref reader), entry.Text(ref reader));
        reader.Fixed(-1, "an input of vectors,");
        reader.Fixed(Text, "a kind of value");
        reader.End();
        Require(entry, output == ChainColumns.Filled(column), $"an expression for column {DataText.Name(output)}", "one that fills a category");
        return FillExpression.CategoryOf(text) is { } fill ? (column, fill)
            : throw Refusal.Of(entry.Where, "an expression that does not fill a missing category", "the only one that train writes");
    }

    private static void RequireSelf(ModelEntry entry, ref EntryReader reader, string vector)
    {
        var pairs = Pairs(entry, ref reader, 1);
        Require(entry, pairs is [var (output, input)] && output == vector && input == vector, "another column", DataText.Name(vector));
    }

    private static List<(string Output, string Input)> Pairs(ModelEntry entry, ref EntryReader reader, int? expected = null)
    {
        var count = reader.Count(2 * sizeof(int));
        reader.Require(expected is null || count == expected, "another number of columns");
        var pairs = new List<(string, string)>(count);
        for (var i = 0; i < count; i++)
            pairs.Add((entry.Text(ref reader), entry.Text(ref reader)));
        return pairs;
    }

    /// <summary>Whether names are some of others, in their order.</summary>
    private static bool IsPartOf(List<string> names, List<string> all)
    {
        var at = 0;
        return names.TrueForAll(name => (at = all.IndexOf(name, at) + 1) > 0);
    }

    private static void Require(ModelEntry entry, bool holds, string found, string expected = "the step as train wrote it")
    {
        if (!holds)
            throw Refusal.Of(entry.Where, found, expected);
    }
}
