using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Loading;

/// <summary>Names a layer together with all below it (OCI image-spec, config.md, "Layer ChainID"): what engines know layers by.</summary>
internal static class ChainIds
{
    /// <param name="diffIds">The lowest first.</param>
    public static IEnumerable<Digest> Of(IEnumerable<Digest> diffIds)
    {
        Digest? below = null;
        foreach (var diffId in diffIds)
        {
            var chain = below is null ? diffId : Digest.Of($"sha256:{below} sha256:{diffId}");
            yield return chain;
            below = chain;
        }
    }
}
