using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Has images in the layered cache and, with <c>--tar</c>, one of them in a file of its own.</summary>
internal sealed class SaveImagesCommand(PipelineOptions options, PipelineSession session, Terminal terminal, TimeProvider time)
{
    /// <exception cref="FairleadException">The engine lacks an image, the cache cannot be written, or several are to go to one file.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wanted = await WantedAsync(cancellationToken);
        if (options.Tar is not null && (options.Images.Length > 1 || (options.Images.IsEmpty && wanted.Count != 1)))
            throw FairleadException.Usage($"--tar takes one image, found {wanted.Count}: {string.Join(", ", wanted.Select(image => image.Reference))}", "name one with --recipe or --image");
        if (options.Tar is { } file && !Directory.Exists(Path.GetDirectoryName(file)))
            throw FairleadException.Usage($"--tar names {file}, whose folder is not there", "make the folder first");
        var saved = new List<SaveResult>();
        foreach (var (engine, reference, key) in wanted)
        {
            var result = await new ImageSaver(session.Images, engine, time).SaveAsync(reference, key, cancellationToken);
            terminal.Progress(ImageText.Saved(result));
            saved.Add(result);
        }

        if (options.Tar is { } path)
            await new ArchiveExport(session.Images).WriteAsync(saved[0].Entry, [.. wanted.Select(image => ImageNames.NameOf(image.Reference)).OfType<string>()], path, cancellationToken);
        if (options.Json)
            terminal.Result(ImageText.Json(saved.Select(ImageText.ToJson)));
        else
            saved.ForEach(result => terminal.Result(options.Tar ?? result.Entry.Reference));
    }

    private async Task<IReadOnlyList<(ContainerEngine Engine, string Reference, Digest? Key)>> WantedAsync(CancellationToken cancellationToken)
    {
        if (options.Images.IsEmpty)
        {
            var built = await new BuildImagesCommand(options, session, terminal).RunAsync(cancellationToken);
            return [.. built.Select(image => (image.Planned.Engine, image.Planned.Reference, (Digest?)image.Planned.Inputs.Key))];
        }

        var engine = new ChosenImages(options, session).Engine();
        var names = await Task.WhenAll(options.Images.Select(given => ImageNames.OfAsync(engine, given, cancellationToken)));
        return [.. names.SelectMany(those => those).Distinct(StringComparer.Ordinal).Select(reference => (engine, reference, (Digest?)null))];
    }
}
