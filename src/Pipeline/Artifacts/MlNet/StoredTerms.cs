namespace Pipeline.Artifacts.MlNet;

/// <summary>Reads the vocabularies of the columns that a step encodes.</summary>
internal static class StoredTerms
{
    private const byte Texts = 0;

    /// <summary>The terms of each column, in order.</summary>
    public static List<IReadOnlyList<string>> Read(StoredEntries entries, string folder, int columns)
    {
        entries.MayHave($"{folder}/Terms.txt");
        var entry = entries.Model(folder);
        if (entry.Loader != Loader.Terms)
            throw ModelReader.Misplaced(entry, "vocabularies");
        var reader = entry.Numbers;
        reader.Fixed(columns, "vocabularies for a number of columns,");
        var read = new List<IReadOnlyList<string>>(columns);
        for (var i = 0; i < columns; i++)
        {
            reader.FixedByte(Texts, "a vocabulary of kind");
            var numbers = reader.Numbers<int>();
            var terms = new List<string>(numbers.Length);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var number in numbers)
            {
                var term = entry.Text(number);
                reader.Require(term.Length > 0 && seen.Add(term), "a category twice, or without a character");
                terms.Add(term);
            }
            reader.Require(terms.Count > 0, "a vocabulary without a category");
            read.Add(terms);
        }
        reader.End();
        return read;
    }
}
