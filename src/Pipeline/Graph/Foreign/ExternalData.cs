using System.Globalization;
using Google.Protobuf;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// Takes weights that lie in files beside a model into the model (ONNX, External Data): each tensor names a file relative to the
/// model's folder, and maybe a stretch of it. A file outside the folder is refused: a model must not make this program read what its
/// user did not name.
/// </summary>
/// <param name="path">The model's file.</param>
internal sealed class ExternalData(string path)
{
    private readonly string file = Path.GetFileName(path);
    private readonly string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private readonly List<Problem> problems = [];
    private readonly SortedSet<string> files = new(StringComparer.Ordinal);
    private long total;

    /// <summary>Takes all of it in.</summary>
    /// <returns>The files that were read, relative to the model's folder, in ordinal order.</returns>
    /// <exception cref="DataException">A file is missing, too short or outside the folder, or all together is more than a model can hold.</exception>
    public IReadOnlyCollection<string> TakeInto(ModelProto model)
    {
        foreach (var (tensor, where) in ModelWalk.Tensors(model).Where(entry => entry.Tensor.DataLocation == TensorProto.Types.DataLocation.External))
            Take(tensor, $"{file}, {where}");
        if (problems.Count > 0)
            throw new DataException(problems);
        return files;
    }

    private void Take(TensorProto tensor, string where)
    {
        string Entry(string key) => tensor.ExternalData.LastOrDefault(entry => entry.Key == key)?.Value ?? "";
        // The specification has POSIX separators; models written on Windows have the others.
        var location = Entry("location").Replace('\\', '/');
        if (location.Length == 0)
        {
            Add(where, "external data without a location", "a file in the model's folder");
            return;
        }
        if (Outside(location) is { } outside)
        {
            Add(where, outside, "a file in the model's folder", "Put the weights beside the model and save it once more with their plain name.");
            return;
        }
        var count = TensorValues.Count(tensor.Dims);
        if (count is null || TensorValues.Bytes(tensor.DataType, count.Value) is not { } needed)
        {
            Add(where, $"{TensorValues.TypeName(tensor.DataType)} of shape [{string.Join(", ", tensor.Dims)}]",
                "a type and a shape that external data can have");
            return;
        }
        if (!Number(Entry("offset"), 0, out var offset) || !Number(Entry("length"), needed, out var length))
        {
            Add(where, $"offset {DataText.Quote(Entry("offset"))}, length {DataText.Quote(Entry("length"))}", "whole numbers of bytes");
            return;
        }
        if (length != needed)
        {
            Add(where, FormattableString.Invariant($"a length of {length:N0} bytes"), FormattableString.Invariant($"{needed:N0} for {count:N0} elements"));
            return;
        }
        total += length;
        if (total > ForeignModel.MostBytes)
        {
            if (total - length <= ForeignModel.MostBytes)
                Add(where, "weights of more than 2 GiB together", "less: one ONNX file, and so this program's zip, ends there");
            return;
        }
        Read(tensor, where, location, offset, (int)length);
    }

    private void Read(TensorProto tensor, string where, string location, long offset, int length)
    {
        try
        {
            using var handle = File.OpenHandle(Path.Combine(folder, location));
            var size = RandomAccess.GetLength(handle);
            if (offset > size - length)
            {
                Add(where, FormattableString.Invariant($"{DataText.Name(location)} of {size:N0} bytes"),
                    FormattableString.Invariant($"{length:N0} bytes from byte {offset:N0} on"), "Copy the file once more: it is cut off or of another model.");
                return;
            }
            var bytes = new byte[length];
            for (var read = 0; read < length;)
            {
                var more = RandomAccess.Read(handle, bytes.AsSpan(read), offset + read);
                read += more > 0 ? more : throw new EndOfStreamException($"{location} became shorter");
            }
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
            tensor.ExternalData.Clear();
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
            files.Add(location);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            Add(where, $"no file {DataText.Name(location)}", "it beside the model", "Copy the file of weights too; keep its name.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Add(where, $"{DataText.Name(location)} cannot be read: {error.Message}", "a file that can be read");
        }
    }

    private string? Outside(string location)
    {
        var parts = location.Split('/');
        if (location[0] == '/' || location.Contains(':', StringComparison.Ordinal) || location.Contains('\0', StringComparison.Ordinal) || parts.Contains(".."))
            return $"the location {DataText.Name(location)}, which leaves the folder";
        var place = folder;
        foreach (var part in parts)
        {
            place = Path.Combine(place, part);
            if (!Path.Exists(place) || File.ResolveLinkTarget(place, returnFinalTarget: true) is not { } target)
                continue;
            if (!target.FullName.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return $"{DataText.Name(location)}, a link that leads out of the folder";
        }
        return null;
    }

    private static bool Number(string text, long otherwise, out long number)
    {
        number = otherwise;
        return text.Length == 0 || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private void Add(string where, string found, string expected, string remedy = "") => problems.Add(new Problem(where, found, expected, remedy));
}
