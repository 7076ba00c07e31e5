using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>What was in a model's folders before it ran, written down so that it outlives the program that saw it.</summary>
internal static class Belongings
{
    private const string FileName = "before.json";

    public static void Write(string folder, ImmutableDictionary<string, FileStamp> files) => AtomicFile.Write(
        Path.Combine(folder, FileName),
        new JsonObject(files.Select(file => KeyValuePair.Create<string, JsonNode?>(file.Key, new JsonArray(file.Value.Size, file.Value.Modified, file.Value.Changed, file.Value.Inode)))).ToJsonString());

    /// <summary>Null when the model never began.</summary>
    /// <exception cref="FairleadException">It cannot be read.</exception>
    public static ImmutableDictionary<string, FileStamp>? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))!.AsObject().ToImmutableDictionary(file => file.Key, file => new FileStamp((long)file.Value![0]!, (long)file.Value[1]!, (long)file.Value[2]!, (ulong)file.Value[3]!));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw FairleadException.Stage($"expected what was there before the model ran in {path}, found something else: {exception.Message}", inner: exception);
        }
    }
}
