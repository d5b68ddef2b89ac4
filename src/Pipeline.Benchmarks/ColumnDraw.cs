namespace Pipeline.Benchmarks;

/// <summary>How a column of a realistic table is drawn, row by row. Of the numbers drawn only Add, Mul and Sqrt are taken.</summary>
/// <param name="Name">f00… for numbers, c00… for categories, t00… for texts that no model takes, and id: programs go by it.</param>
internal abstract record ColumnDraw(string Name)
{
    /// <summary>Writes the field of a row.</summary>
    /// <returns>What the field adds to the signal that the label follows.</returns>
    public abstract double Write(SplitMix random, RowText row);

    /// <summary>Normal numbers with so many decimals; whole numbers with none.</summary>
    public sealed record Fixed(string Name, int Decimals, double Mean, double Deviation, double Weight, double Missing) : ColumnDraw(Name)
    {
        /// <inheritdoc/>
        public override double Write(SplitMix random, RowText row)
        {
            var z = random.Normal();
            if (Missing > 0 && random.Uniform() < Missing)
                return 0;
            row.Number(Mean + (Deviation * z), Decimals);
            return Weight * z;
        }
    }

    /// <summary>Normal numbers with the 17 digits that tell every float64 from its neighbours.</summary>
    public sealed record Full(string Name, double Mean, double Deviation, double Weight) : ColumnDraw(Name)
    {
        /// <inheritdoc/>
        public override double Write(SplitMix random, RowText row)
        {
            var z = random.Normal();
            row.Number(Mean + (Deviation * z));
            return Weight * z;
        }
    }

    /// <summary>One of several texts, the first the commonest.</summary>
    public sealed record Category(string Name, IReadOnlyList<string> Texts, IReadOnlyList<double> Effects, double Missing) : ColumnDraw(Name)
    {
        /// <inheritdoc/>
        public override double Write(SplitMix random, RowText row)
        {
            var u = random.Uniform();
            if (random.Uniform() < Missing)
                return 0;
            var k = (int)(Texts.Count * u * u);
            row.Field(Texts[k]);
            return Effects[k];
        }
    }

    /// <summary>A remark in quotes: words, with a comma, a quoted word or a line end between some of them.</summary>
    public sealed record Remark(string Name, IReadOnlyList<string> Words, int Longest) : ColumnDraw(Name)
    {
        /// <inheritdoc/>
        public override double Write(SplitMix random, RowText row)
        {
            row.Raw("\""u8);
            for (var left = 1 + random.Below(Longest); left > 0; left--)
            {
                var (word, between) = (Words[random.Below(Words.Count)], left == 1 ? 0 : random.Below(16));
                row.Raw(between == 1 ? "\"\""u8 : default);
                row.Text(word);
                row.Raw(between == 1 ? "\"\" "u8 : between == 2 ? "\n"u8 : between == 3 ? ", "u8 : left == 1 ? default : " "u8);
            }
            row.Raw("\""u8);
            return 0;
        }
    }

    /// <summary>36 characters, as of a UUID: hexadecimal digits of two numbers, in five groups.</summary>
    public sealed record Id(string Name) : ColumnDraw(Name)
    {
        /// <inheritdoc/>
        public override double Write(SplitMix random, RowText row)
        {
            row.Hexadecimal(random.Next(), random.Next());
            return 0;
        }
    }
}
