using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>What an engine has of an image that is to bear a reference.</summary>
/// <param name="Image">The image itself; null when it is not there.</param>
/// <param name="Holder">What the reference names now; null when it names nothing.</param>
internal sealed record NamedImage(string Reference, ImageDetails? Image, ImageDetails? Holder)
{
    /// <summary>The other image that loses the reference to this one.</summary>
    public Digest? Replaced => Holder is { } holder && holder.Id != Image?.Id ? holder.Id : null;

    /// <param name="identities">Any of them is the image: engines know one by its config's or by its manifest's digest. Empty: whatever the reference names.</param>
    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public static async Task<NamedImage> FindAsync(ContainerEngine engine, string reference, IReadOnlyCollection<Digest> identities, CancellationToken cancellationToken)
    {
        var holder = await engine.FindImageAsync(reference, cancellationToken);
        if (identities.Count == 0 || (holder is not null && identities.Contains(holder.Id)))
            return new NamedImage(reference, holder, holder);
        foreach (var identity in identities)
        {
            if (await engine.FindImageAsync($"sha256:{identity}", cancellationToken) is { } image)
                return new NamedImage(reference, image, holder);
        }

        return new NamedImage(reference, null, holder);
    }

    /// <summary>Has the reference name the image, which must be there.</summary>
    /// <exception cref="FairleadException">The engine refuses.</exception>
    public async Task<ImageDetails> TagAsync(ContainerEngine engine, CancellationToken cancellationToken)
    {
        if (Image!.Id != Holder?.Id)
            await engine.RunAsync(["image", "tag", Image.ById, Reference], cancellationToken);
        return Image;
    }
}
