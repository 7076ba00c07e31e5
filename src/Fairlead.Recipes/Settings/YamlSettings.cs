using Fairlead.Primitives;
using YamlDotNet.Core;

namespace Fairlead.Recipes.Settings;

/// <summary>Reads YAML into settings, keeping the line of every node.</summary>
public static class YamlSettings
{
    /// <summary>Reads a file whose top is a table; an empty file is an empty table.</summary>
    /// <exception cref="FairleadException">The file is missing, is not YAML, or its top is not a table; the message names file and line.</exception>
    public static TableSetting ReadFile(string path, string layer)
    {
        try
        {
            return Read(File.ReadAllText(path), path, layer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Usage($"cannot read '{path}': {exception.Message}", inner: exception);
        }
    }

    /// <inheritdoc cref="ReadFile"/>
    public static TableSetting Read(string text, string file, string layer) =>
        Parse(text, new Origin(layer, file)) switch
        {
            TableSetting table => table,
            ScalarSetting { Value: null } nothing => TableSetting.Empty(nothing.Origin),
            var other => throw other.Origin.Fault($"expected a table at the top, found {other.Kind}"),
        };

    /// <summary>A value from the command line: a flow list or map, a quoted string, or else one plain scalar, whatever it holds.</summary>
    public static Setting ReadValue(string text, Origin origin) =>
        text.TrimStart() is ['[' or '{' or '"' or '\'', ..]
            ? Parse(text, origin)
            : Scalar(text.Trim(), origin);

    /// <summary>Whether a plain scalar would be null, a truth value or a number.</summary>
    internal static bool ReadsAsNonText(string text) => YamlScalar.Resolve(text) is not string;

    internal static ScalarSetting Scalar(string text, Origin origin)
    {
        try
        {
            return new ScalarSetting(YamlScalar.Resolve(text), origin);
        }
        catch (OverflowException)
        {
            throw origin.Fault($"the integer {text} does not fit in 64 bits", "quote it to keep it as text");
        }
    }

    private static Setting Parse(string text, Origin origin)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return new YamlTreeReader(parser, origin).ReadDocument();
        }
        catch (YamlException exception)
        {
            throw NotYaml(origin, exception.Start.Line, exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            // YamlDotNet's scanner, on a flow list or map that does not end.
            throw NotYaml(origin, Line(), "a list or table in brackets does not end", exception);
        }
        catch (ArgumentException exception)
        {
            // YamlDotNet's parser, on a tag or an anchor that is none.
            throw NotYaml(origin, Line(), exception.Message, exception);
        }

        long Line() => parser.Current?.End.Line ?? 1;
    }

    private static FairleadException NotYaml(Origin origin, long line, string what, Exception exception)
    {
        var place = origin.File is null ? origin : origin with { Line = (int)line };
        return FairleadException.Usage($"{place.Place}: not valid YAML: {what}", inner: exception);
    }
}
