namespace Fairlead.Images.Cache.Archives;

/// <summary>How a layer is packed, by its first bytes: what archives say of it is not always so.</summary>
internal enum LayerFormat
{
    Plain,
    Gzip,
    Zstandard,
}

internal static class LayerFormats
{
    private const int Longest = 4;

    public static LayerFormat Of(Stream layer)
    {
        Span<byte> first = stackalloc byte[Longest];
        return (first[..layer.ReadAtLeast(first, Longest, throwOnEndOfStream: false)]) switch
        {
            [0x1f, 0x8b, ..] => LayerFormat.Gzip,
            [0x28, 0xb5, 0x2f, 0xfd] => LayerFormat.Zstandard,
            _ => LayerFormat.Plain,
        };
    }
}
