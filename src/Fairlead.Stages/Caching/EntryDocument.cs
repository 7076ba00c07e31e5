using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>A cache entry as JSON: <c>{"key","outputDigest","outputs":{path:{"digest","executable","size"}},"stage"}</c>.</summary>
internal static class EntryDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(StageEntry entry) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, entry.Key.ToString());
        writer.WriteString("outputDigest"u8, entry.OutputDigest.ToString());
        writer.WritePropertyName("outputs"u8);
        WriteOutputs(writer, entry.Outputs);
        writer.WriteString("stage"u8, entry.Stage);
        writer.WriteEndObject();
    });

    /// <summary>The canonical document whose digest is a result's output digest.</summary>
    public static ReadOnlyMemory<byte> WriteOutputs(ImmutableSortedDictionary<string, StageOutput> outputs) =>
        Write(writer => WriteOutputs(writer, outputs));

    /// <exception cref="JsonException">The bytes are not the entry of <paramref name="key"/>, whole and safe to use.</exception>
    public static StageEntry Read(ReadOnlySpan<byte> bytes, Digest key)
    {
        var reader = new JsonCursor(bytes);
        reader.StartObject();
        reader.Name("key");
        if (ReadDigest(ref reader) != key)
            throw reader.Fault("it belongs to another key");
        reader.Name("outputDigest");
        var outputDigest = ReadDigest(ref reader);
        reader.Name("outputs");
        var outputs = ReadOutputs(ref reader);
        reader.Name("stage");
        var entry = new StageEntry(reader.Text(), key, outputs);
        reader.EndObject();
        reader.EndDocument();
        return entry.OutputDigest == outputDigest ? entry : throw new JsonException("its outputs do not match their digest");
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            content(writer);
        return buffer.WrittenMemory;
    }

    private static void WriteOutputs(Utf8JsonWriter writer, ImmutableSortedDictionary<string, StageOutput> outputs)
    {
        writer.WriteStartObject();
        foreach (var (name, output) in outputs)
        {
            writer.WriteStartObject(name);
            writer.WriteString("digest"u8, output.Digest.ToString());
            writer.WriteBoolean("executable"u8, output.Executable);
            writer.WriteNumber("size"u8, output.Size);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, StageOutput> ReadOutputs(ref JsonCursor reader)
    {
        var outputs = ImmutableSortedDictionary.CreateBuilder<string, StageOutput>(StringComparer.Ordinal);
        reader.StartObject();
        while (reader.TryName(out var name))
        {
            if (!OutputName.IsSafe(name))
                throw reader.Fault($"the output '{name}' would lie outside of its folder");
            reader.StartObject();
            reader.Name("digest");
            var digest = ReadDigest(ref reader);
            reader.Name("executable");
            var executable = reader.Flag();
            reader.Name("size");
            outputs[name] = new StageOutput(digest, reader.Number(), executable);
            reader.EndObject();
        }

        return outputs.ToImmutable();
    }

    private static Digest ReadDigest(ref JsonCursor reader)
    {
        var text = reader.Text();
        return Digest.TryParse(text, out var digest) ? digest : throw reader.Fault($"expected a digest, found '{text}'");
    }
}
