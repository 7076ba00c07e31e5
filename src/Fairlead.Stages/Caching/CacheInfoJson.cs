using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Fairlead.Stages.Caching;

internal static class CacheInfoJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    public static string Of(CacheInfo info)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, info);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, CacheInfo info)
    {
        writer.WriteStartObject();
        writer.WriteString("root"u8, info.Root);
        writer.WriteString("shared_root"u8, info.SharedRoot);
        writer.WriteStartArray("stages"u8);
        foreach (var usage in info.Stages)
        {
            writer.WriteStartObject();
            writer.WriteString("stage"u8, usage.Stage);
            writer.WriteNumber("entries"u8, usage.Entries);
            writer.WriteNumber("bytes"u8, usage.Bytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("objects"u8, info.Objects);
        writer.WriteNumber("object_bytes"u8, info.ObjectBytes);
        writer.WriteNumber("unreadable_entries"u8, info.UnreadableEntries);
        writer.WriteNumber("quarantined_files"u8, info.QuarantinedFiles);
        writer.WriteNumber("quarantined_bytes"u8, info.QuarantinedBytes);
        writer.WriteNumber("temporary_bytes"u8, info.TemporaryBytes);
        writer.WriteEndObject();
    }
}
