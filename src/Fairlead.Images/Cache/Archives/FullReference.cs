namespace Fairlead.Images.Cache.Archives;

/// <summary>Spells out what a short reference leaves out (distribution/reference, normalize.go).</summary>
internal static class FullReference
{
    public static string Of(string reference) => reference.Split('/') switch
    {
        [_] => $"docker.io/library/{reference}",
        [var first, ..] when first == "localhost" || first.AsSpan().ContainsAny('.', ':') => reference,
        _ => $"docker.io/{reference}",
    };
}
