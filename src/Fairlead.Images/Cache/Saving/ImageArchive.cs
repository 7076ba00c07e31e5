using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Cache.Documents;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Saving;

/// <summary>An archive of one image, as <c>docker save</c> prints it, read once from front to end.</summary>
/// <remarks>
/// Its manifest.json, which may come last, names the config and the layers (Docker image specification 1.2). Since Docker 25 it is an OCI
/// layout as well, whose files are named by digest; before, only the config was, and layers that occur twice were links.
/// </remarks>
/// <param name="take">Receives each file that may be a config or a layer, with its digest where the name tells it, and says what it was.</param>
internal sealed partial class ImageArchive(Func<Stream, Digest?, CancellationToken, Task<Digest>> take)
{
    private readonly Dictionary<string, Digest> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);
    private ImmutableArray<DockerImage> contents = [];

    /// <exception cref="FairleadException">The archive lacks it.</exception>
    public Digest ConfigFile => Of(Image.Config);

    /// <summary>The lowest first.</summary>
    /// <exception cref="FairleadException">The archive lacks one.</exception>
    public IEnumerable<Digest> LayerFiles => Image.Layers.Select(Of);

    private DockerImage Image => contents is [var image, ..] ? image : throw Incomplete(ArchiveNames.DockerManifest);

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await ReadEntriesAsync(stream, cancellationToken);
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException or JsonException)
        {
            // The engine's exit code and words say more of it.
            contents = [];
        }

        await stream.CopyToAsync(Stream.Null, cancellationToken);
    }

    private async Task ReadEntriesAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var archive = new TarReader(stream, leaveOpen: true);
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType == TarEntryType.SymbolicLink)
                links[entry.Name] = Path.GetFullPath(Path.Combine("/", entry.Name, "..", entry.LinkName))[1..];
            else if (entry.Name == ArchiveNames.DockerManifest)
                contents = await JsonSerializer.DeserializeAsync(entry.DataStream!, OciJson.Default.ImmutableArrayDockerImage, cancellationToken);
            else if (entry.DataStream is { } content && Blob().Match(entry.Name) is { Success: true } name)
                await ReadBlobAsync(entry.Name, content, Digest.TryParse(name.Groups["digest"].Value, out var digest) ? digest : null, cancellationToken);
        }
    }

    // Contents that belie their name are as good as missing; an archive that breaks off ends with some.
    private async Task ReadBlobAsync(string file, Stream content, Digest? expected, CancellationToken cancellationToken)
    {
        var found = await take(content, expected, cancellationToken);
        if (expected is null || expected == found)
            files[file] = found;
    }

    private Digest Of(string? name) =>
        files.TryGetValue(links.GetValueOrDefault(name ?? "", name ?? ""), out var digest) ? digest : throw Incomplete(name);

    private static FairleadException Incomplete(string? name) => FairleadException.Stage($"expected {name} in the archive of the image, found none that is what its name says");

    [GeneratedRegex(@"^(?:(?:blobs/sha256/)?(?<digest>[0-9a-f]{64})(?:\.json|\.tar)?|[0-9a-f]{64}/layer\.tar)$")]
    private static partial Regex Blob();
}
