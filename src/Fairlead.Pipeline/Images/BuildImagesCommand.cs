using System.Text.Json.Nodes;
using Fairlead.Images.Building;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Has the engine hold the images that recipes own.</summary>
internal sealed class BuildImagesCommand(PipelineOptions options, PipelineSession session, Terminal terminal)
{
    private const int AtOnce = 2;

    /// <returns>The images with their identities, in the order of their recipes.</returns>
    public async Task<IReadOnlyList<(PlannedImage Planned, Digest Image)>> RunAsync(CancellationToken cancellationToken)
    {
        var images = await new ChosenImages(options, session).PlanAsync(cancellationToken);
        var digests = await Builds.AllAsync(images, image => image.Inputs.Key, options.Jobs ?? AtOnce, session.OwnedImages.EnsureAsync, cancellationToken);
        return [.. images.Zip(digests)];
    }

    /// <summary>The same, for whoever wants to know their names.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var built = await RunAsync(cancellationToken);
        if (options.Json)
            terminal.Result(ImageText.Json(built.Select(image => new JsonObject { ["reference"] = image.Planned.Reference, ["config_digest"] = image.Image.ToString(), ["key"] = image.Planned.Inputs.Key.ToString() })));
        else
            built.ToList().ForEach(image => terminal.Result(image.Planned.Reference));
    }
}
