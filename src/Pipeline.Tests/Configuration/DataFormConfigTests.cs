using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Configuration.Records;
using Pipeline.Configuration.Reference;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tests.Configuration.Reference;

namespace Pipeline.Tests.Configuration;

/// <summary>What a config says about how files are written.</summary>
internal sealed class DataFormConfigTests
{
    private static readonly SchemaValidator schema = new(ConfigSchema.Create());

    [TestCase("\"NA\"", "NA", "NA", "")]
    [TestCase("[\"NA\", \"?\"]", "NA,?", "NA,?", "")]
    [TestCase("{\"numeric\": [\"NA\"]}", "NA", "", "")]
    [TestCase("{\"numeric\": \"NA\", \"a\": [], \"c\": [\"?\"]}", "NA", "", "a=;c=?")]
    [TestCase("{\"categorical\": [\"?\"], \"columns\": {\"numeric\": [\"-9\"], \"columns\": []}}", "", "?", "columns=;numeric=-9")]
    public void Markers_are_a_list_for_all_columns_or_go_by_kind_and_column(string json, string numeric, string categorical, string columns)
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.With(("data.missing", json));
        var config = folder.Read(text);

        Assert.That(string.Join(',', config.Data.Missing.Numeric), Is.EqualTo(numeric));
        Assert.That(string.Join(',', config.Data.Missing.Categorical), Is.EqualTo(categorical));
        Assert.That(string.Join(';', config.Data.Missing.Columns.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}")),
            Is.EqualTo(columns));
        Assert.That(schema.Errors(JsonNode.Parse(text)), Is.Empty);
        Assert.That(ConfigWriter.Write(ConfigReader.FromJson(ConfigWriter.Write(config), "x")).ToJsonString(),
            Is.EqualTo(ConfigWriter.Write(config).ToJsonString()), "written and read again");
    }

    [TestCase("3", "$.data.missing", "the number 3")]
    [TestCase("{\"numeric\": 3}", "$.data.missing.numeric", "the number 3")]
    [TestCase("{\"columns\": [\"a\"]}", "$.data.missing.columns", "a list")]
    [TestCase("{\"a\": [\"1\"], \"columns\": {\"a\": [\"2\"]}}", "$.data.missing.columns.a", "column 'a' a second time")]
    [TestCase("{\"a\": [\"1\", \"1\"]}", "$.data.missing", "'1' more than once")]
    [TestCase("{\"categorical\": [\"Yes\"]}", "$.data.missing", "'Yes', which is the positive class")]
    [TestCase("[\"Yes\"]", "$.data.missing", "'Yes', which is the positive class")]
    public void Markers_that_cannot_be_are_told(string json, string path, string found)
    {
        using var folder = new ConfigFolder();
        var problem = folder.Problems(ConfigFolder.With(("data.missing", json))).Single();

        Assert.That((problem.Where, problem.Found), Is.EqualTo(($"run.jsonc: {path}", found)));
    }

    [TestCase("{\"categorical\": [\"Yes\"], \"y\": []}")]
    [TestCase("{\"numeric\": [\"Yes\"]}")]
    public void A_marker_that_does_not_count_for_the_label_may_be_a_class(string json)
    {
        using var folder = new ConfigFolder();

        Assert.That(folder.Problems(ConfigFolder.With(("data.missing", json))), Is.Empty);
    }

    [Test]
    public void Markers_of_an_id_are_refused()
    {
        using var folder = new ConfigFolder();

        Assert.That(folder.Problems(ConfigFolder.With(("data.id", "\"c\""), ("data.missing", "{\"c\": [\"?\"]}"))).Single().Found,
            Is.EqualTo("column 'c', which data.id names too"));
    }

    [Test]
    public void A_text_is_the_label_column()
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.Multiclass(("data.label", "\"y\""));

        Assert.That(folder.Read(text).Data.Label, Is.EqualTo(new LabelConfig { Column = "y" }));
        Assert.That(folder.Read(ConfigFolder.Multiclass(), "data.label=2020").Data.Label.Column, Is.EqualTo("2020"));
        Assert.That(schema.Errors(JsonNode.Parse(text)), Is.Empty);
        Assert.That(folder.Problems(ConfigFolder.With(("data.label", "\"y\""))).Single().Where, Is.EqualTo("run.jsonc: $.data.label.positive"),
            "binary needs a class too");
        Assert.That(schema.Errors(JsonNode.Parse(ConfigFolder.With(("data.label", "\"y\"")))), Is.Not.Empty);
        Assert.That(folder.Problems(ConfigFolder.Multiclass(("data.label", "3"))).Single().Expected, Is.EqualTo("an object, or a text: its column"));
        Assert.That(folder.Problems(ConfigFolder.Multiclass(("data.label", "\"\""))).Single().Expected, Is.EqualTo("a text that is not empty"));
    }

    [Test]
    public void The_column_without_a_name_may_be_left_out()
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.With(("data.ignore", "[\"\"]"));

        Assert.That(folder.Read(text).Data.Ignore, Is.EqualTo(new[] { "" }));
        Assert.That(schema.Errors(JsonNode.Parse(text)), Is.Empty);
        Assert.That(folder.Problems(ConfigFolder.With(("data.id", "[\"\"]"))).Single().Expected, Is.EqualTo("a text that is not empty"));
    }

    [Test]
    public void Every_habit_is_read_and_written()
    {
        using var folder = new ConfigFolder();
        var text = ConfigFolder.With(
            ("data.decimal", "\",\""), ("data.trim", "true"), ("data.encoding", "\"windows1252\""), ("data.skipLines", "2"), ("data.comment", "\"#\""),
            ("data.names", "[\"y\", \"a\", \"b\", \"c\"]"),
            ("data.numbers", "{\"a\": {\"thousands\": \".\", \"currency\": \"€\"}, \"b\": {\"decimal\": \".\", \"percent\": true}}"));
        var data = folder.Read(text).Data;

        Assert.That((data.Decimal, data.Trim, data.Encoding, data.SkipLines, data.Comment), Is.EqualTo((',', true, TextEncoding.Windows1252, 2, "#")));
        Assert.That(data.Names, Is.EqualTo(new[] { "y", "a", "b", "c" }));
        Assert.That(data.Numbers["a"].As(data.Decimal), Is.EqualTo(new NumberText(',', '.', false, "€")));
        Assert.That(data.Numbers["b"].As(data.Decimal), Is.EqualTo(new NumberText('.', null, true, null)));
        Assert.That(schema.Errors(JsonNode.Parse(text)), Is.Empty);
        Assert.That(schema.Errors(ConfigWriter.Write(folder.Read(text))), Is.Empty);
    }

    [TestCase("data.decimal", "\";\"", "$.data.decimal", "one of \".\" \",\"")]
    [TestCase("data.encoding", "\"cp1252\"", "$.data.encoding", "one of utf8, windows1252, latin1, utf16LE, utf16BE")]
    [TestCase("data.skipLines", "-1", "$.data.skipLines", "a whole number from 0 to 1000000")]
    [TestCase("data.comment", "\"#,\"", "$.data.comment", "a text without quotes, line ends and the separator")]
    [TestCase("data.names", "[\"a\", \"a\"]", "$.data.names", "each column once")]
    [TestCase("data.names", "[]", "$.data.names", "a text or a list of texts, not empty")]
    [TestCase("data.numbers", "{\"a\": {\"thousands\": \".\"}}", "$.data.numbers.a.thousands", "another character than the decimal mark")]
    [TestCase("data.numbers", "{\"a\": {\"thousands\": \"..\"}}", "$.data.numbers.a.thousands", "one of \".\" \",\" \" \" \"'\" \"_\"")]
    [TestCase("data.numbers", "{\"a\": {\"currency\": \"-5\"}}", "$.data.numbers.a.currency",
        "a sign or word without digits, signs, decimal marks and percent signs")]
    [TestCase("data.numbers", "{\"a\": {}}", "$.data.numbers.a", "decimal, thousands, percent or currency")]
    public void A_habit_that_cannot_be_is_told(string member, string json, string path, string expected)
    {
        using var folder = new ConfigFolder();
        var problem = folder.Problems(ConfigFolder.With((member, json))).Single();

        Assert.That((problem.Where, problem.Expected), Is.EqualTo(($"run.jsonc: {path}", expected)));
    }

    [TestCase("\0")]
    [TestCase("\"")]
    [TestCase("\n")]
    [TestCase("é")]
    [TestCase(";;")]
    [TestCase("")]
    public void What_is_no_separator_is_none_for_configs_and_command_lines_alike(string text)
    {
        using var folder = new ConfigFolder();

        Assert.That(FieldSeparator.Parse(text), Is.Null);
        Assert.That(folder.Problems(ConfigFolder.With(("data.separator", JsonValue.Create(text).ToJsonString()))), Is.Not.Empty);
        Assert.That(() => Pipeline.Commands.ReadOptions.Parse(null, null, text, null, null),
            Throws.TypeOf<ConfigException>().With.Message.StartsWith("--separator: "));
    }
}
