using System.Text;
using NUnit.Framework;
using Pipeline.Configuration;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Configuration;

/// <summary>Bytes that are no text, and JSON that writes what no text holds.</summary>
internal sealed class ConfigTextTests
{
    [TestCase("{\n  // Müller\n}", "run.jsonc:2:7", "the byte 0xFC, which is not UTF-8 there")]
    [TestCase("/* Müller */ {}", "run.jsonc:1:5", "the byte 0xFC, which is not UTF-8 there")]
    [TestCase("{\n  \"tÄsk\": 1\n}\n", "run.jsonc:2:5", "the byte 0xC4, which is not UTF-8 there")]
    public void Another_encoding_is_named_at_its_first_byte(string text, string where, string found)
    {
        using var folder = new ConfigFolder();
        File.WriteAllBytes(folder.ConfigPath, Encoding.Latin1.GetBytes(text));

        var error = Assert.Throws<ConfigException>(() => ConfigReader.Read(folder.ConfigPath))!;

        var problem = error.Problems.Single();
        Assert.That((problem.Where, problem.Found, problem.Remedy), Is.EqualTo((folder.At(where), found, "Save it as UTF-8.")));
    }

    [Test]
    public void A_config_that_ends_within_a_character_is_refused()
    {
        using var folder = new ConfigFolder();
        File.WriteAllBytes(folder.ConfigPath, [.. "{ \"a\": \"😀"u8[..^1]]);

        Assert.That(Assert.Throws<ConfigException>(() => ConfigReader.Read(folder.ConfigPath))!.Problems.Single().Found,
            Is.EqualTo("the byte 0xF0, which is not UTF-8 there"));
    }

    [TestCase("""{ "task": "\ud800" }""", "run.jsonc: $.task", "a text with half of a character")]
    [TestCase("""{ "task": "x\udc00y" }""", "run.jsonc: $.task", "a text with half of a character")]
    [TestCase("""{ "\ud800": 1 }""", "run.jsonc: $", "the name of a member with half of a character")]
    [TestCase("""{ "data": { "train": "a\u0000b" } }""", "run.jsonc: $.data.train", @"a text with the character \u0000")]
    [TestCase("""{ "data": { "train": ["a.csv", "a\u0000b"] } }""", "run.jsonc: $.data.train[1]", @"a text with the character \u0000")]
    public void What_no_text_holds_is_named_with_its_path(string json, string where, string found)
    {
        using var folder = new ConfigFolder();

        Assert.That(folder.Problems(json)[0], Has.Property(nameof(Problem.Where)).EqualTo(where).And.Property(nameof(Problem.Found)).StartWith(found));
    }

    [TestCase("data.train=\"a\\u0000b\"", "--set: $.data.train")]
    [TestCase("model.trainer=\"\\ud800\"", "--set: $.model.trainer")]
    public void Nor_may_the_command_line_write_it(string set, string where)
    {
        using var folder = new ConfigFolder();

        Assert.That(folder.Problems(ConfigFolder.Binary, set).Select(problem => problem.Where), Does.Contain(where));
    }
}
