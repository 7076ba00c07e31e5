using System.Collections.Immutable;

namespace Fairlead.Images.Manifest;

/// <summary>The images of a build and what is run in them, as they travel from the machine that builds to those that run.</summary>
/// <param name="Images">In the order of running.</param>
/// <param name="Models">In the order of running.</param>
/// <param name="Context">What a worker needs to rebuild the builder's environment; secrets are references in it.</param>
public sealed record ImageManifest(ImmutableArray<ManifestImage> Images, ImmutableArray<ManifestModel> Models, JsonText Context)
{
    public static readonly ImageManifest Empty = new([], [], JsonText.EmptyObject);

    /// <summary>Null in what upstream wrote.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Names of the credentials that the models ask for, sorted.</summary>
    public ImmutableArray<string> CredentialsRequired { get; init; } = [];

    /// <summary>Members that this version does not know, kept as they are.</summary>
    public ImmutableSortedDictionary<string, JsonText> Extensions { get; init; } = ImmutableSortedDictionary.Create<string, JsonText>(StringComparer.Ordinal);

    public ManifestImage? Find(string key) => Images.FirstOrDefault(image => image.Key == key);

    /// <summary>The same with this image in the place of the one with its key, or after all others.</summary>
    public ImageManifest With(ManifestImage image) =>
        this with { Images = Find(image.Key) is { } old ? Images.Replace(old, image) : Images.Add(image) };
}
