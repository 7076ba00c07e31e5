using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Stages;

/// <summary>
/// The canonical JSON a key is the digest of: <c>{"inputs":{name:value},"stage":name,"version":number}</c>, as <see cref="CanonicalJson"/>
/// would write it, without building a tree: there may be tens of thousands of inputs.
/// </summary>
internal static class InputsDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FairleadException">A name or value is not valid Unicode, so that two texts could be written alike.</exception>
    public static ReadOnlyMemory<byte> Write(StageInputs inputs)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + 160 * inputs.Inputs.Length);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("inputs"u8);
            foreach (var input in inputs.Inputs)
                writer.WriteString(Checked(inputs.Stage, input.Name), Checked(inputs.Stage, input.Value));
            writer.WriteEndObject();
            writer.WriteString("stage"u8, Checked(inputs.Stage, inputs.Stage));
            writer.WriteNumber("version"u8, inputs.Version);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <param name="subject">Goes into the result as it is; the document does not hold it.</param>
    /// <exception cref="JsonException">The bytes are not such a document.</exception>
    public static StageInputs Read(ReadOnlySpan<byte> bytes, string subject)
    {
        var reader = new JsonCursor(bytes);
        reader.StartObject();
        reader.Name("inputs");
        reader.StartObject();
        var inputs = ImmutableArray.CreateBuilder<StageInput>();
        while (reader.TryName(out var name))
            inputs.Add(new StageInput(name, reader.Text()));
        reader.Name("stage");
        var stage = reader.Text();
        reader.Name("version");
        var version = (int)reader.Number();
        reader.EndObject();
        reader.EndDocument();
        return new StageInputs(stage, version, subject, inputs.DrainToImmutable());
    }

    private static string Checked(string stage, string text)
    {
        try
        {
            Strict.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException exception)
        {
            throw FairleadException.Stage($"an input of stage '{stage}' is not valid Unicode: '{text}'", inner: exception);
        }
    }
}
