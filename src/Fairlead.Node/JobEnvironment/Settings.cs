using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>What was settled that is neither a variable nor a mount, by its name in a manifest, such as <c>docker_cpus</c> and <c>distributed.port</c>.</summary>
internal sealed record Settings(IReadOnlyDictionary<string, Declared> Values)
{
    public Declared? this[string name] => Values.GetValueOrDefault(name);

    public static Settings Of(IEnumerable<Declared> declared) => new(Precedence.Merge(declared).Where(value => value.Field == Field.Setting).ToDictionary(value => value.Key, StringComparer.Ordinal));

    /// <summary>Null when nobody says anything, or an empty text.</summary>
    public string? Text(string name) => this[name]?.Value switch
    {
        Given.Template { Text.Length: > 0 } template => template.Text,
        Given.Data { Text.Length: > 0 } data => data.Text,
        _ => null,
    };

    /// <exception cref="FairleadException">It is no whole number.</exception>
    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw FairleadException.Usage($"{this[name]!.Place}: expected a whole number, found '{text}'", "correct it in the manifest or the context file");

    public bool Flag(string name, bool otherwise) => bool.TryParse(Text(name), out var flag) ? flag : otherwise;

    /// <summary>The texts of a list; null when there is none.</summary>
    public ImmutableArray<string>? Texts(string name) => (this[name]?.Value as Given.Json)?.Value.ToNode() is JsonArray items
        ? [.. items.Where(item => item?.GetValueKind() == JsonValueKind.String).Select(item => item!.GetValue<string>())]
        : null;

    /// <summary>The objects of a list.</summary>
    public ImmutableArray<JsonObject> Objects(string name) => (this[name]?.Value as Given.Json)?.Value.ToNode() is JsonArray items ? [.. items.OfType<JsonObject>()] : [];
}
