using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>The images that others are built upon, as an engine has them.</summary>
/// <param name="platform">Of the image that is built; null: the engine's own.</param>
internal sealed class BaseImages(ContainerEngine engine, string? platform)
{
    /// <summary>Null when the engine lacks it, or has it for another machine type.</summary>
    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public async Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken) =>
        await engine.FindImageAsync(reference, cancellationToken) is { } found && IsFor(found) ? found : null;

    /// <exception cref="FairleadException">The engine cannot pull it.</exception>
    public async Task<ImageDetails> PullAsync(string reference, CancellationToken cancellationToken)
    {
        string[] wanted = platform is null ? [] : ["--platform", platform];
        await engine.RunAsync(["pull", .. wanted, reference], cancellationToken);
        return await engine.FindImageAsync(reference, cancellationToken)
            ?? throw FairleadException.Stage($"{reference} was pulled, and the engine does not know it", "./build.sh --target=Doctor looks at the engine");
    }

    // A base for another machine type may carry the same tag; a variant such as v8 is left to the engine.
    private bool IsFor(ImageDetails image) =>
        platform is null || platform.Split('/').Take(2).SequenceEqual(image.Platform.Split('/').Take(2));
}
