using System.Text.Json.Nodes;
using Fairlead.Images.Building;
using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Images;

/// <summary>Builds an image, or finds that the engine has it. The engine keeps the image; the stage remembers which one it is.</summary>
internal static class ImageStage
{
    public const string Name = ImageKey.Stage;
    private const string Output = "image.json";

    public static StageBody BodyOf(PlannedImage image, string logs, Action<string> progress) => async (output, cancellationToken) =>
    {
        var builder = new ImageBuilder(image.Engine, image.Survey, logs, progress: (build, line) => progress($"  {build.Reference}: {line}"));
        var built = await builder.EnsureAsync(image.ToBuild(), cancellationToken);
        var text = CanonicalJson.Write(new JsonObject { ["config_digest"] = built.Image.Id.ToString() });
        await File.WriteAllTextAsync(Path.Combine(output, Output), text, cancellationToken);
    };

    /// <summary>The digest of the image's config.</summary>
    public static Digest ImageOf(StageResult result, StageCache cache) =>
        Digest.Parse(JsonNode.Parse(File.ReadAllText(cache.PathOf(result.Outputs[Output].Digest)))!["config_digest"]!.GetValue<string>());
}
