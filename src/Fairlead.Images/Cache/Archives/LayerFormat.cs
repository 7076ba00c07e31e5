namespace Fairlead.Images.Cache.Archives;

/// <summary>How a layer or an archive is packed, by its first bytes: what others say of it is not always so.</summary>
internal enum LayerFormat
{
    Plain,
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
}

internal static class LayerFormats
{
    private const int Longest = 6;

    public static LayerFormat Of(Stream content)
    {
        Span<byte> first = stackalloc byte[Longest];
        return (first[..content.ReadAtLeast(first, Longest, throwOnEndOfStream: false)]) switch
        {
            [0x1f, 0x8b, ..] => LayerFormat.Gzip,
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => LayerFormat.Bzip2,
            [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00] => LayerFormat.Xz,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => LayerFormat.Zstandard,
            _ => LayerFormat.Plain,
        };
    }

    public static string NameOf(LayerFormat format) => format == LayerFormat.Zstandard ? "zstd" : format.ToString().ToLowerInvariant();
}
