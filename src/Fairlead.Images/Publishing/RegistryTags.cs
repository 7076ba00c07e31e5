using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>The tags of a repository: what they name, and how they come to name something else.</summary>
internal sealed class RegistryTags
{
    private const string Clash = "another publishes under the same tags at the same time: agree who does, then run the command again";

    private readonly ContainerEngine engine;
    private readonly RepositoryName repository;
    private readonly RegistryCalls calls;
    private readonly string[] inspect;

    private RegistryTags(ContainerEngine engine, RepositoryName repository, TimeProvider time, bool insecure)
    {
        this.engine = engine;
        this.repository = repository;
        calls = new RegistryCalls(engine, repository, time);
        inspect = ["manifest", "inspect", "--verbose", .. insecure ? ["--insecure"] : Array.Empty<string>()];
    }

    public static async Task<RegistryTags> OfAsync(ContainerEngine engine, RepositoryName repository, TimeProvider time, CancellationToken cancellationToken) =>
        new(engine, repository, time, repository.IsLoopback || await InsecureRegistries.ContainAsync(engine, repository.Host, cancellationToken));

    /// <summary>The image as the registry has it; null unless every tag is known to name it.</summary>
    public async Task<RegistryImage?> FindAsync(ImmutableArray<string> tags, ImageDetails image, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(tags.Select(tag => TryFindAsync(tag, cancellationToken)));
        return found.Distinct().ToArray() is [{ } one] && one.Is(image.Id) ? one : null;
    }

    public async Task PushAsync(ImmutableArray<string> tags, ImageDetails image, CancellationToken cancellationToken)
    {
        foreach (var tag in tags)
        {
            await using var lent = await LentTag.TakeAsync(engine, image, repository.WithTag(tag), cancellationToken);
            await calls.RunAsync(["push", lent.Name], cancellationToken);
        }
    }

    /// <summary>The image as the registry has it under every tag.</summary>
    /// <exception cref="FairleadException">A tag names another image, or one of several images.</exception>
    public async Task<RegistryImage> ExpectAsync(ImmutableArray<string> tags, ImageDetails image, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(tags.Select(tag => ExpectAsync(tag, image, cancellationToken)));
        return found.Distinct().Count() == 1
            ? found[0]
            : throw FairleadException.Stage($"expected one manifest under all tags of {repository}, found {string.Join(", ", found.Select(one => $"sha256:{one.Manifest}").Distinct())}", Clash);
    }

    // A client that learns nothing for certain says "no such manifest" too. Pushing tells more than asking.
    private async Task<RegistryImage?> TryFindAsync(string tag, CancellationToken cancellationToken) =>
        await engine.TryAsync([.. inspect, repository.WithTag(tag)], cancellationToken) is { Succeeded: true, Output: var text } ? RegistryImage.Read(text) : null;

    private async Task<RegistryImage> ExpectAsync(string tag, ImageDetails image, CancellationToken cancellationToken)
    {
        var name = repository.WithTag(tag);
        var text = await calls.PatientlyAsync(token => AnswerAsync(name, token), cancellationToken);
        var found = RegistryImage.Read(text) ?? throw FairleadException.Stage($"expected one image under {name}, found an index of several", "build it without attestations: --provenance=false --sbom=false");
        return found.Is(image.Id)
            ? found
            : throw FairleadException.Stage($"expected {image.ById} under {name}, found sha256:{found.Config}", Clash);
    }

    private async Task<string> AnswerAsync(string name, CancellationToken cancellationToken) =>
        await engine.TryAsync([.. inspect, name], cancellationToken) is var answer && answer.Succeeded
            ? answer.Output
            : throw new PassingTroubleException($"{name} was pushed, and {engine.Client} manifest inspect ends with {answer.Error.Trim()}");
}
