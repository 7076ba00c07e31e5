using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>A value as it was written down.</summary>
internal abstract record Given
{
    private Given()
    {
    }

    /// <summary>Text in which placeholders stand for variables of the job.</summary>
    public sealed record Template(string Text) : Given;

    /// <summary>The value of a variable of the job.</summary>
    public sealed record Reference(string Name, bool IsRequired) : Given;

    /// <summary>Text that something in the container evaluates.</summary>
    public sealed record Deferred(string Text) : Given;

    /// <summary>Text that means itself.</summary>
    public sealed record Data(string Text) : Given;

    /// <summary>A list or another thing that is no text.</summary>
    public sealed record Json(JsonText Value) : Given;

    /// <exception cref="FairleadException">It is none of these.</exception>
    public static Given Read(string place, JsonNode? node) => node switch
    {
        JsonObject members when members["fromEnv"] is JsonValue name && name.GetValueKind() == JsonValueKind.String => new Reference(name.GetValue<string>(), members["required"]?.GetValueKind() == JsonValueKind.True),
        JsonObject members when members["deferred"] is JsonValue text && text.GetValueKind() == JsonValueKind.String => new Deferred(text.GetValue<string>()),
        JsonValue value => new Template(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()),
        _ => throw FairleadException.Usage($"{place}: expected a text, {{\"fromEnv\": \"NAME\"}} or {{\"deferred\": \"…\"}}, found something else", "correct it in the manifest or the context file"),
    };
}
