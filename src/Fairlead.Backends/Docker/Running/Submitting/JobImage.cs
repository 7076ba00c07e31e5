using Fairlead.Backends.Docker.Rendering;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Backends.Docker.Running.Submitting;

/// <summary>The image that a job's containers are made from.</summary>
internal static class JobImage
{
    private const string BuildAgain = "./build.sh --target=BuildImages builds it";

    /// <summary>Pulls it when the engine does not have it.</summary>
    /// <returns>Its id: tags may move, ids do not.</returns>
    /// <exception cref="FairleadException">It cannot be had, or it is another than was built for the job.</exception>
    public static async Task<string> EnsureAsync(ContainerEngine engine, DockerPart part, CancellationToken cancellationToken)
    {
        var image = await engine.FindImageAsync(part.Image, cancellationToken) ?? await PullAsync(engine, part.Image, cancellationToken);
        return part.ImageKey is not { } key || image.Labels.GetValueOrDefault(ImageKey.Label) == key.ToString()
            ? image.ById
            : throw new FairleadException(ExitCode.SubmissionRefused, $"the image {part.Image} is not the one that belongs to this job: its label {ImageKey.Label} is not {key}", BuildAgain);
    }

    private static async Task<ImageDetails> PullAsync(ContainerEngine engine, string reference, CancellationToken cancellationToken)
    {
        var result = await engine.TryAsync(["pull", "--quiet", reference], cancellationToken);
        return (result.Succeeded ? await engine.FindImageAsync(reference, cancellationToken) : null)
            ?? throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"the engine does not have the image {reference}, and cannot pull it: {result.Error.Trim()}",
                $"correct container_image; {BuildAgain} where the recipe has a Dockerfile, --target=LoadImages loads it from the cache, {engine.Client} login opens a registry");
    }
}
