using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Provision;

/// <summary>An image that has to be here before something can run.</summary>
/// <param name="Reference">What it is to be called, such as <c>fairlead/nano3-sft:0123456789ab</c>.</param>
/// <param name="Config">Its identity. Null: whatever bears the reference, for references that are cut from the image's key.</param>
/// <param name="RegistryReference">Where to pull it from, by digest: <c>host/name@sha256:…</c>; null when it is in no registry.</param>
public sealed record WantedImage(string Reference, Digest? Config = null, string? RegistryReference = null)
{
    private const string ByDigest = "@sha256:";

    /// <summary>What engines may call it by; empty when anything that bears the reference will do.</summary>
    /// <exception cref="FairleadException">The registry's reference is by no digest.</exception>
    internal IReadOnlyList<Digest> Identities => (Config, RegistryDigest) switch
    {
        (null, _) => [],
        ({ } config, null) => [config],
        ({ } config, { } manifest) => [config, manifest],
    };

    /// <summary>The manifest's digest, which some engines take for the image's.</summary>
    /// <exception cref="FairleadException">The registry's reference is by no digest.</exception>
    private Digest? RegistryDigest => RegistryReference?.Split(ByDigest) switch
    {
        null => null,
        [_, var text] when Digest.TryParse(text, out var digest) => digest,
        _ => throw FairleadException.Usage($"expected a reference by digest (host/name@sha256:…) to pull {Reference} from, found {RegistryReference}", "take it from the record of the publication"),
    };

    internal bool Is(ImageEntry entry) => Config is null || Config == entry.Config.Digest;
}
