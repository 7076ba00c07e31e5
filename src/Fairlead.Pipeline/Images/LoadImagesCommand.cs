using System.Text.Json.Nodes;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Cache.Loading;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Has the engine hold images of the layered cache, or of one <c>--tar</c> file.</summary>
internal sealed class LoadImagesCommand(PipelineOptions options, PipelineSession session, Terminal terminal, TimeProvider time)
{
    /// <exception cref="FairleadException">An image is not in the cache, is damaged, or the engine refuses it.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var chosen = new ChosenImages(options, session);
        var loader = new ImageLoader(session.Images, chosen.Engine());
        var results = new List<JsonObject>();
        foreach (var entry in await WantedAsync(chosen, cancellationToken))
        {
            var result = await loader.LoadAsync(entry, cancellationToken);
            terminal.Progress(ImageText.Loaded(entry, result));
            results.Add(ImageText.ToJson(entry, result));
            if (!options.Json)
                terminal.Result(entry.Reference);
        }

        if (options.Json)
            terminal.Result(ImageText.Json(results));
    }

    private async Task<IReadOnlyList<ImageEntry>> WantedAsync(ChosenImages chosen, CancellationToken cancellationToken) => options switch
    {
        { Tar: { } path, Images: [] or [_] } => await new ArchiveImport(session.Images, time).ReadAsync(path, options.Images is [var name] ? name : null, cancellationToken),
        { Tar: not null } => throw FairleadException.Usage($"--tar takes one --image at most, as the name of what has none; found {options.Images.Length}"),
        { Images: [_, ..] references } => [.. references.Select(reference => session.Images.Find(reference) ?? throw NotThere(reference))],
        _ => [.. chosen.Names().Select(name => Newest(name) ?? throw NotThere(name))],
    };

    // Of the images that were built from one Dockerfile, the one saved last.
    private ImageEntry? Newest(string name) => session.Images.List()
        .Where(entry => entry.Reference.StartsWith($"{name}:", StringComparison.Ordinal))
        .MaxBy(entry => entry.Created);

    private FairleadException NotThere(string reference) =>
        FairleadException.Usage(
            $"{reference} is not in the image cache {session.Images.Root}, which has {(session.Images.List() is [_, ..] entries ? string.Join(", ", entries.Select(entry => entry.Reference)) : "nothing")}",
            "save it on a host that has it: ./build.sh --target=SaveImages; both hosts need the same cache, see [cache] root or --cache-root");
}
