using Pipeline.Artifacts.Container;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts;

/// <summary>Reads the config in a zip as train reads one, and holds it to the signature: a wrong one is the zip's fault, not the user's.</summary>
internal static class CheckedConfig
{
    /// <summary>The config.</summary>
    /// <exception cref="ArtifactException">It is none, or not that of the model.</exception>
    public static RunConfig Read(OpenedModel opened)
    {
        var where = $"{opened.Path}!{EntryNames.Manifest}";
        var config = Read(where, opened);
        var (data, signature) = (config.Data, opened.Manifest.Signature);
        var (form, recorded) = (data.Form(), signature.Form);
        var isOfTheModel = config.Task == signature.Task && data.Label.Column == signature.Label && data.Id.SequenceEqual(signature.Ids, StringComparer.Ordinal)
            && data.Weight == signature.Weight && data.Separator == signature.Separator
            && (form.Decimal, form.Trim, form.Encoding, form.SkipLines, form.Comment)
                == (recorded.Decimal, recorded.Trim, recorded.Encoding, recorded.SkipLines, recorded.Comment);
        return isOfTheModel ? config : throw Refusal.Of(where, "a config that is not the one of this model", "the config as train wrote it");
    }

    private static RunConfig Read(string where, OpenedModel opened)
    {
        try
        {
            return opened.Manifest.Config.Read(where);
        }
        catch (ConfigException error)
        {
            throw new ArtifactException([.. error.Problems.Select(problem => problem with { Remedy = Refusal.CopyAgain })], error.Total, error);
        }
    }
}
