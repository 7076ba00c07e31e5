using System.Text.Json.Nodes;
using Fairlead.Images.Building;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Has the engine hold the images that recipes own.</summary>
internal sealed class BuildImagesCommand(PipelineOptions options, PipelineSession session, Terminal terminal)
{
    private const int AtOnce = 2;

    /// <returns>The images, in the order of their recipes.</returns>
    public async Task<IReadOnlyList<PlannedImage>> RunAsync(CancellationToken cancellationToken)
    {
        var images = await new ChosenImages(options, session).PlanAsync(cancellationToken);
        var digests = await Builds.AllAsync(images, image => image.Inputs.Key, options.Jobs ?? AtOnce, session.OwnedImages.EnsureAsync, cancellationToken);
        if (options.AsksFor("Build"))
            Print(images.Zip(digests));
        return images;
    }

    private void Print(IEnumerable<(PlannedImage Image, Digest Digest)> built)
    {
        if (options.Json)
            terminal.Result(ImageText.Json(built.Select(image => new JsonObject { ["reference"] = image.Image.Reference, ["config_digest"] = image.Digest.ToString(), ["key"] = image.Image.Inputs.Key.ToString() })));
        else
            built.ToList().ForEach(image => terminal.Result(image.Image.Reference));
    }
}
