using Fairlead.Images.Engine;

namespace Fairlead.Images.Publishing;

/// <summary>A tag of an engine that names an image for as long as it takes to push it; then it names what it named before.</summary>
internal sealed class LentTag : IAsyncDisposable
{
    private readonly ContainerEngine engine;
    private readonly ImageDetails image;
    private readonly ImageDetails? before;

    private LentTag(ContainerEngine engine, ImageDetails image, string name, ImageDetails? before)
    {
        this.engine = engine;
        this.image = image;
        this.before = before;
        Name = name;
    }

    public string Name { get; }

    public static async Task<LentTag> TakeAsync(ContainerEngine engine, ImageDetails image, string name, CancellationToken cancellationToken)
    {
        var before = await engine.FindImageAsync(name, cancellationToken);
        await engine.RunAsync(["tag", image.ById, name], cancellationToken);
        return new LentTag(engine, image, name, before);
    }

    public async ValueTask DisposeAsync()
    {
        if (before?.Id == image.Id)
            return;
        if (before is not null)
            await engine.RunAsync(["tag", before.ById, Name], CancellationToken.None);
        // With its last tag the engine would remove the image.
        else if (await engine.FindImageAsync(image.ById, CancellationToken.None) is { Tags.Length: > 1 })
            await engine.RunAsync(["image", "rm", "--no-prune", Name], CancellationToken.None);
    }
}
