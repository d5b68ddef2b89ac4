using System.Text;
using Pipeline.Fuzz.Plain;

namespace Pipeline.Fuzz.Csv;

/// <summary>Writes rows as plainly as a form allows: UTF-8, every text quoted, LF.</summary>
internal static class CleanTable
{
    public static byte[] Of(IEnumerable<PlainRow> rows, PlainForm form)
    {
        var text = new StringBuilder();
        for (var i = 0; i < form.SkipLines; i++)
            text.Append("before the table\n");
        string[] names = [form.Id, .. form.Numbers.Select(number => number.Name), .. form.Texts];
        text.AppendJoin(form.Separator, names).Append('\n');
        foreach (var row in rows)
        {
            var numbers = row.Numbers.Select(value => double.IsNaN(value) ? "" : Fixtures.Number(value, form));
            string[] fields = [Quoted(row.Id), .. numbers, .. row.Texts.Select(Quoted)];
            text.AppendJoin(form.Separator, fields).Append('\n');
        }
        // Behind a byte order mark it is UTF-8 to every form.
        return [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
