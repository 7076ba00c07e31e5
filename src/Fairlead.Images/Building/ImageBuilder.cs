using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>Has the engine hold the images that recipes own: those it has are used, the others built.</summary>
/// <param name="logs">The folder for the logs of builds.</param>
/// <param name="options">More options for the client's <c>build</c>, such as <c>--network</c>.</param>
/// <param name="progress">Gets each line a build prints, secrets taken out, while it runs.</param>
public sealed class ImageBuilder(ContainerEngine engine, EngineSurvey survey, string logs, ImmutableArray<string> options = default, Action<ImageBuild, string>? progress = null)
{
    private readonly ImmutableArray<string> options = options.IsDefault ? [] : options;

    /// <exception cref="FairleadException">The build failed, or cannot be made by this engine.</exception>
    public async Task<BuiltImage> EnsureAsync(ImageBuild build, CancellationToken cancellationToken)
    {
        DefinitionCheck.Require(build.Definition);
        if (await FindAsync(build, cancellationToken) is { } found)
        {
            await engine.RunAsync(["tag", found.ById, build.Reference], cancellationToken);
            return await NamedAsync(build, BuildOutcome.Adopted, log: null, cancellationToken);
        }

        RequireSecrets(build);
        await RequireBasesAsync(build, cancellationToken);
        var log = await BuildAsync(build, cancellationToken);
        return await NamedAsync(build, BuildOutcome.Built, log, cancellationToken);
    }

    // Images built upon ours inherit the label, but not the tag, which ends with the key too.
    private async Task<ImageDetails?> FindAsync(ImageBuild build, CancellationToken cancellationToken)
    {
        var ids = await engine.RunAsync(["image", "ls", "--quiet", "--no-trunc", "--filter", $"label={ImageKey.Label}={build.Key}"], cancellationToken);
        foreach (var id in ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            if (await engine.FindImageAsync(id, cancellationToken) is { } image && image.Tags.Any(tag => tag.EndsWith($":{build.Tag}", StringComparison.Ordinal)))
                return image;
        }

        return null;
    }

    private void RequireSecrets(ImageBuild build)
    {
        if (build.Definition.Secrets.FirstOrDefault(id => !build.Secrets.ContainsKey(id)) is { } missing)
            throw FairleadException.Usage($"{build.Definition.Name} needs the secret '{missing}' to be built, found no value for it", "say in the image's secrets where the value is");
        if (build.Definition.Secrets.FirstOrDefault(id => !BuildCommand.CanCarry(build.Secrets[id])) is { } odd)
            throw FairleadException.Usage($"expected the secret '{odd}' of {build.Definition.Name} to be text of at most {BuildCommand.LongestSecret} characters without NUL", "give a shorter one, or one in base64");
        if (build.Definition.Secrets.Length > 0 && survey.Tool == BuildTool.Classic)
            throw FairleadException.Stage($"{build.Definition.Name} needs secrets, and the engine's classic builder cannot keep them out of the image", "install docker's buildx plugin (docker-buildx), or use podman");
    }

    // The key may have been learnt from an image that another host built.
    private async Task RequireBasesAsync(ImageBuild build, CancellationToken cancellationToken)
    {
        var images = new BaseImages(engine, build.Definition.Platform);
        foreach (var (reference, digest) in build.Bases.Where(image => !ImageKey.IsPinned(image.Key)))
        {
            var found = await images.FindAsync(reference, cancellationToken) ?? await images.PullAsync(reference, cancellationToken);
            if (found.Id.ToString() != digest)
                throw FairleadException.Stage($"{reference} is {found.ById} now, and {build.Reference} belongs to sha256:{digest}", "run the same command again: the image then has another key");
        }
    }

    private async Task<string> BuildAsync(ImageBuild build, CancellationToken cancellationToken)
    {
        using var log = new BuildLog(LogOf(build), build.Secrets.Values, line => progress?.Invoke(build, line));
        var exitCode = await engine.WhileAnsweringAsync(token => RunAsync(build, log, token), cancellationToken);
        return exitCode == 0
            ? log.Path
            : throw FairleadException.Stage($"building {build.Reference} from {build.Definition.Dockerfile} ended with exit code {exitCode}:\n{log.Tail}", $"the whole log is {log.Path}");
    }

    private async Task<int> RunAsync(ImageBuild build, BuildLog log, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(engine.Client, BuildCommand.ArgumentsOf(build, survey.Tool, options), environment: BuildCommand.EnvironmentOf(engine, build, survey.Tool));
        try
        {
            process.StandardInput.Close();
            // One that fails must not wait for the other, which ends with the client alone.
            await foreach (var copied in Task.WhenEach(log.CopyAsync(process.StandardOutput, cancellationToken), log.CopyAsync(process.StandardError, cancellationToken)))
                await copied;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private async Task<BuiltImage> NamedAsync(ImageBuild build, BuildOutcome outcome, string? log, CancellationToken cancellationToken) =>
        await engine.FindImageAsync(build.Reference, cancellationToken) is { } image
            ? new BuiltImage(build.Reference, image, outcome, log)
            : throw FairleadException.Stage($"expected the engine to have {build.Reference} now, found nothing under that name", "run the command again");

    private string LogOf(ImageBuild build) =>
        Path.Combine(logs, $"{build.Definition.Name.Replace('/', '_')}.{build.Tag}.log");
}
