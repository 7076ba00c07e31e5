using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Images.Cache;

namespace Fairlead.Pipeline.Images;

/// <summary>What the layered image cache holds. Layers that images share count once.</summary>
internal sealed record ImageCacheInfo(string Root, int Images, long Bytes)
{
    public static ImageCacheInfo Of(ImageStore store)
    {
        var entries = store.List();
        return new ImageCacheInfo(store.Root, entries.Count, entries.SelectMany(entry => entry.Blobs).DistinctBy(blob => blob.Digest).Sum(blob => blob.Size));
    }

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"images: {Images}, {Bytes} bytes in {Root}");

    public JsonObject ToJson() => new() { ["root"] = Root, ["images"] = Images, ["bytes"] = Bytes };
}
