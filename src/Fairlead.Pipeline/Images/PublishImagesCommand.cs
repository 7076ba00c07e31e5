using Fairlead.Images.Engine;
using Fairlead.Images.Publishing;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Has images in a registry, under the tags of a release, and records each publication.</summary>
/// <param name="password">Reads the password of <c>--registry-user</c>.</param>
internal sealed class PublishImagesCommand(PipelineOptions options, PipelineSession session, Terminal terminal, TimeProvider time, Func<string> password)
{
    /// <exception cref="FairleadException">Registry or release are not named or malformed, or the registry refuses.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var target = PublishTarget.Of(options);
        var credentials = options.RegistryUser is { } user ? new RegistryCredentials(user, Password(user)) : null;
        var records = new PublishRecords(session.Folders.Publications);
        var published = new List<PublishRecord>();
        foreach (var (engine, name, digest) in await WantedAsync(cancellationToken))
        {
            var request = new PublishRequest(digest, target.RepositoryOf(name), target.Tags, credentials);
            var record = await new ImagePublisher(engine, time).PublishAsync(request, cancellationToken);
            records.Add(record);
            await session.ImageRecords.PublishedAsync(record, cancellationToken);
            published.Add(record);
            terminal.Progress(ImageText.Published(record));
        }

        if (options.Json)
            terminal.Result(ImageText.Json(published.Select(ImageText.ToJson)));
        else
            published.ForEach(record => terminal.Result(record.Reference));
    }

    private async Task<IReadOnlyList<(ContainerEngine Engine, string Name, Digest Digest)>> WantedAsync(CancellationToken cancellationToken)
    {
        if (options.Images.IsEmpty)
        {
            var built = await new BuildImagesCommand(options, session, terminal).RunAsync(cancellationToken);
            return [.. built.Select(image => (image.Planned.Engine, NameOf(image.Planned.Definition.Name), image.Image))];
        }

        var engine = new ChosenImages(options, session).Engine();
        return [.. await Task.WhenAll(options.Images.Select(async reference =>
            await engine.FindImageAsync(reference, cancellationToken) is { } image
                ? (engine, NameOf(reference), image.Id)
                : throw FairleadException.Usage($"the engine has no image {reference}", "./build.sh --target=LoadImages, or BuildImages")))];
    }

    private Secret Password(string user) => password().TrimEnd('\n') is { Length: > 0 } given
        ? new Secret(given)
        : throw FairleadException.Usage($"--registry-user={user} expects the password on standard input, found nothing there", "printf %s \"$PASSWORD\" | ./build.sh ...");

    // The last part, without tag or digest: the registry's own path comes before it.
    private static string NameOf(string reference) => reference.Split('/')[^1].Split('@', ':')[0];
}
