using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>Brings images of an engine into registries, through the engine's own client; docker's, since podman's does not say what a registry has.</summary>
public sealed class ImagePublisher(ContainerEngine engine, TimeProvider time)
{
    /// <summary>Has every tag name the image. Nothing is pushed when all of them do already.</summary>
    /// <exception cref="FairleadException">
    /// The registry refuses (exit code 4); it stays in trouble, or a tag does not name the image in the end (exit code 3); a tag is none, or the image is not there (exit code 2).
    /// </exception>
    public async Task<PublishRecord> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        if (request.Tags.IsEmpty)
            throw FairleadException.Usage($"expected at least one tag for {request.Repository}, found none", "--release=VERSION says which");
        ImmutableArray<string> tags = [.. request.Tags.Select(ImageTag.Checked)];
        var image = await engine.FindImageAsync($"sha256:{request.Image}", cancellationToken)
            ?? throw FairleadException.Usage($"the engine has no image sha256:{request.Image}", "./build.sh --target=LoadImages, or BuildImages");
        using var login = request.Credentials is { } credentials ? await PrivateLogin.OpenAsync(engine, request.Repository, credentials, time, cancellationToken) : null;
        var registry = await RegistryTags.OfAsync(login?.Engine ?? engine, request.Repository, time, cancellationToken);

        var known = await registry.FindAsync(tags, image, cancellationToken);
        if (known is null)
            await registry.PushAsync(tags, image, cancellationToken);
        var found = known ?? await registry.ExpectAsync(tags, image, cancellationToken);
        return new PublishRecord(request.Repository, found.Manifest, image.Id, tags, found.SizeBytes, Pushed: known is null, time.GetUtcNow());
    }
}
