using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;
using Fairlead.Stages.Files;

namespace Fairlead.Node.Preparation;

/// <summary>How rank 0 comes by an image that nobody has by digest: pulled under a name that may have moved, or built as it was built before.</summary>
/// <param name="project">The folder that the manifest's paths start from.</param>
/// <param name="argumentsOf">The build arguments of an image.</param>
/// <param name="logs">The folder for the logs of builds.</param>
/// <param name="progress">Gets a line now and then.</param>
internal sealed class LastResort(ContainerEngine engine, string project, Func<ManifestImage, ImmutableSortedDictionary<string, string>> argumentsOf, string logs, Action<string> progress, TimeProvider time)
{
    /// <exception cref="FairleadException">It can neither be pulled nor built; the message says why of each.</exception>
    public async Task<ImageDetails> BringAsync(ManifestImage image, string reference, CancellationToken cancellationToken)
    {
        var causes = new List<string>();
        foreach (var bring in (Func<ManifestImage, CancellationToken, Task<ImageDetails>>[])[PullAsync, BuildAsync])
        {
            try
            {
                var brought = await bring(image, cancellationToken);
                await engine.RunAsync(["image", "tag", brought.ById, reference], cancellationToken);
                return brought;
            }
            catch (FairleadException exception)
            {
                causes.Add(exception.Problem);
            }
        }

        throw FairleadException.Stage(string.Join("; ", causes));
    }

    private async Task<ImageDetails> PullAsync(ManifestImage image, CancellationToken cancellationToken)
    {
        if (image.RegistryRef is not { } reference || reference.Contains("@sha256:", StringComparison.Ordinal))
            throw FairleadException.Stage("the manifest names no tag of a registry");
        progress($"pulling {reference}");
        await engine.RunAsync(["pull", "--quiet", reference], cancellationToken);
        return await engine.FindImageAsync(reference, cancellationToken) ?? throw FairleadException.Stage($"{reference} was pulled, and is gone again");
    }

    private async Task<ImageDetails> BuildAsync(ManifestImage image, CancellationToken cancellationToken)
    {
        var definition = DefinitionOf(image);
        var survey = await EngineSurvey.TakeAsync(engine, cancellationToken);
        var inputs = await new ImageKey(engine, survey, new FileDigestIndex(Path.Combine(logs, "digests"), time)).InputsAsync(definition, image.Key, MissingBase.Pull, cancellationToken);
        var build = new ImageBuild(definition, inputs.Key, ImmutableDictionary<string, Secret>.Empty) { Bases = ImageKey.BasesOf(inputs) };
        var built = await new ImageBuilder(engine, survey, logs, progress: (_, line) => progress(line)).EnsureAsync(build, cancellationToken);
        return built.Image;
    }

    private ImageDefinition DefinitionOf(ManifestImage image)
    {
        if (image.Dockerfile is not { Length: > 0 } dockerfile)
            throw FairleadException.Stage("the manifest names no Dockerfile to build it from");
        var path = Path.GetFullPath(dockerfile, project);
        return File.Exists(path)
            ? new ImageDefinition(RepositoryOf(image.Tag), path, Path.GetFullPath(image.BuildContext ?? Path.GetDirectoryName(dockerfile)!, project), argumentsOf(image), [])
            : throw FairleadException.Stage($"its Dockerfile {path} is not there");
    }

    private static string RepositoryOf(string reference) =>
        reference.LastIndexOf(':') is var colon && colon > reference.LastIndexOf('/') ? reference[..colon] : reference;
}
