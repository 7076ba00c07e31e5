using System.Text.Json;

namespace Fairlead.Stages;

/// <summary>Walks through a JSON document of known shape and says where it differs. No reflection: that would cost each start of the program.</summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> utf8)
{
    private readonly Stack<string> path = [];
    private Utf8JsonReader reader = new(utf8);

    public void StartObject()
    {
        Expect(JsonTokenType.StartObject);
        path.Push("");
    }

    public void EndObject()
    {
        Expect(JsonTokenType.EndObject);
        path.Pop();
    }

    public void Name(string name)
    {
        Expect(JsonTokenType.PropertyName);
        if (!reader.ValueTextEquals(name))
            throw Fault($"expected the member '{name}', found '{Decoded()}'");
        Pass(name);
    }

    /// <summary>The next member's name, or false at the end of the object, which is then passed.</summary>
    public bool TryName(out string name)
    {
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject))
            throw Unexpected("a member or the end of an object");
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            path.Pop();
            name = "";
            return false;
        }

        name = Decoded();
        Pass(name);
        return true;
    }

    public string Text()
    {
        Expect(JsonTokenType.String);
        return Decoded();
    }

    public long Number()
    {
        Expect(JsonTokenType.Number);
        return reader.TryGetInt64(out var number) ? number : throw Unexpected("a whole number");
    }

    public bool Flag()
    {
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            throw Unexpected("true or false");
        return reader.GetBoolean();
    }

    /// <exception cref="JsonException">Something follows the document.</exception>
    public void EndDocument() => reader.Read();

    /// <returns>To be thrown: names the place.</returns>
    public readonly JsonException Fault(string problem) => new($"{problem} at ${string.Concat(path.Reverse().Select(name => $".{name}"))}");

    private readonly void Pass(string name)
    {
        path.Pop();
        path.Push(name);
    }

    // The reader takes bytes that are not UTF-8, and only then complains, in another way than of all else.
    private readonly string Decoded()
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Fault(exception.Message);
        }
    }

    private void Expect(JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw Unexpected(type.ToString());
    }

    private readonly JsonException Unexpected(string expected) => Fault($"expected {expected}, found {reader.TokenType}");
}
