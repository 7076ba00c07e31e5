using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>What a lease file says: who holds it, since when. No two are alike.</summary>
internal sealed record LeaseHolder(string Host, int Pid, string? Space, long Started, DateTimeOffset Taken, string Nonce)
{
    public static LeaseHolder Of(Writer writer, DateTimeOffset now) =>
        new(writer.Host, writer.Pid, writer.Space, writer.Started, now, Guid.NewGuid().ToString("N"));

    public string ToJson() => CanonicalJson.Write(new JsonObject
    {
        ["host"] = Host,
        ["pid"] = Pid,
        ["space"] = Space,
        ["started"] = Started,
        ["takenUtc"] = Taken,
        ["nonce"] = Nonce,
    });

    /// <returns>Null when its writer has not finished it yet, or never will.</returns>
    public static LeaseHolder? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var holder = document.RootElement;
            return new LeaseHolder(
                holder.GetProperty("host").GetString()!,
                holder.GetProperty("pid").GetInt32(),
                holder.GetProperty("space").GetString(),
                holder.GetProperty("started").GetInt64(),
                holder.GetProperty("takenUtc").GetDateTimeOffset(),
                holder.GetProperty("nonce").GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
