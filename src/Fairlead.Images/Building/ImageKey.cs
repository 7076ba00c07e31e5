using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Images.Building.Context;
using Fairlead.Images.Building.Dockerfiles;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Stages.Files;

namespace Fairlead.Images.Building;

/// <summary>What an image that a recipe owns is made of. Tags are no part of it, nor are secret values or file times.</summary>
/// <param name="known">Where to learn of a base that the engine lacks; null: nowhere.</param>
/// <param name="files">Remembers the digests of files; saving it is the caller's.</param>
public sealed partial class ImageKey(ContainerEngine engine, EngineSurvey survey, FileDigestIndex files, KnownBuilds? known = null)
{
    public const string Stage = "image";

    /// <summary>The label that marks an image with the key it was built for.</summary>
    public const string Label = "dev.fairlead.image-key";

    private const string BasePrefix = "base:";
    private const int Version = 1;

    /// <param name="subject">Whom the image is built for; see <see cref="StageInputs"/>.</param>
    /// <exception cref="FairleadException">The definition is refused, a file cannot be read, or a base is missing.</exception>
    public async Task<StageInputs> InputsAsync(ImageDefinition definition, string subject, MissingBase missing, CancellationToken cancellationToken)
    {
        DefinitionCheck.Require(definition);
        var platform = definition.Platform ?? survey.Platform;
        ImmutableArray<StageInput> own =
        [
            new("dockerfile", files.DigestOf(definition.Dockerfile).ToString()),
            new("platform", platform),
            .. definition.Arguments.Select(argument => new StageInput($"argument:{argument.Key}", argument.Value)),
            .. definition.Secrets.Distinct().Select(id => new StageInput($"secret:{id}", "mounted")),
            .. ContextInputs(definition, cancellationToken),
        ];
        var bases = await BasesAsync(definition, platform, cancellationToken);
        if (bases.ContainsValue(null) && known is not null)
        {
            foreach (var build in await known.OfAsync(definition.Name, cancellationToken))
            {
                if (Inputs(reference => build.Bases.GetValueOrDefault(reference, "")) is var inputs && inputs.Key == build.Key)
                    return inputs;
            }
        }

        foreach (var (reference, _) in bases.Where(image => image.Value is null))
            bases = bases.SetItem(reference, (await BringAsync(reference, definition, missing, cancellationToken)).Id.ToString());
        return Inputs(reference => throw new InvalidOperationException($"{reference} has no digest"));

        StageInputs Inputs(Func<string, string> digestOf) =>
            new(Stage, Version, subject, [.. own, .. bases.Select(image => new StageInput($"{BasePrefix}{image.Key}", image.Value ?? digestOf(image.Key)))]);
    }

    /// <summary>The digests of the bases among a build's inputs, by reference.</summary>
    public static ImmutableSortedDictionary<string, string> BasesOf(StageInputs inputs) =>
        inputs.Inputs.Where(input => input.Name.StartsWith(BasePrefix, StringComparison.Ordinal)).ToImmutableSortedDictionary(input => input.Name[BasePrefix.Length..], input => input.Value, StringComparer.Ordinal);

    /// <summary>The base is named by digest: no engine need be asked what it is.</summary>
    internal static bool IsPinned(string reference) => Pinned().IsMatch(reference);

    private IEnumerable<StageInput> ContextInputs(ImageDefinition definition, CancellationToken cancellationToken)
    {
        var context = BuildContext.List(definition, survey.Tool);
        var regular = context.Where(file => file.Kind == FileKind.Regular).ToList();
        var digests = files.DigestsOf([.. regular.Select(file => Path.Combine(definition.Context, file.Path))], cancellationToken: cancellationToken);
        return
        [
            .. regular.Zip(digests, (file, digest) => new StageInput($"context:{file.Path}", $"{digest} {file.Mode}")),
            .. context.Where(file => file.Kind == FileKind.Folder).Select(file => new StageInput($"context:{file.Path}", $"folder {file.Mode}")),
            .. context.Where(file => file.Kind == FileKind.Link).Select(file => new StageInput($"context:{file.Path}", $"link to {file.LinkTarget}")),
        ];
    }

    // Null: the engine lacks it.
    private async Task<ImmutableSortedDictionary<string, string?>> BasesAsync(ImageDefinition definition, string platform, CancellationToken cancellationToken)
    {
        var images = new BaseImages(engine, definition.Platform);
        var bases = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var reference in ImageBases.Of(await File.ReadAllTextAsync(definition.Dockerfile, cancellationToken), definition.Arguments, platform))
        {
            bases[reference] = Pinned().Match(reference) is { Success: true } pinned
                ? pinned.Groups[1].Value
                : (await images.FindAsync(reference, cancellationToken))?.Id.ToString();
        }

        return bases.ToImmutable();
    }

    private async Task<ImageDetails> BringAsync(string reference, ImageDefinition definition, MissingBase missing, CancellationToken cancellationToken)
    {
        if (missing == MissingBase.Refuse)
            throw FairleadException.Stage($"the engine lacks {reference}, which {definition.Dockerfile} builds upon", "./build.sh --target=BuildImages pulls it; or pin it by digest: name@sha256:…");
        return await new BaseImages(engine, definition.Platform).PullAsync(reference, cancellationToken);
    }

    [GeneratedRegex(@"@sha256:([0-9a-f]{64})\z")]
    private static partial Regex Pinned();
}
