using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fairlead.Recipes.Settings;

/// <summary>Builds one document from parser events. Anchors, aliases and merge keys (<c>&lt;&lt;</c>) are followed; tags other than !!str are refused.</summary>
internal sealed class YamlTreeReader(IParser parser, Origin origin)
{
    private const int DeepestNesting = 100;
    private readonly Dictionary<AnchorName, Setting> anchors = [];
    private int depth;

    public Setting ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return new ScalarSetting(null, origin);
        parser.Consume<DocumentStart>();
        var setting = ReadNode();
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
            throw At(parser.Current!).Fault("expected one document, found a second one");
        return setting;
    }

    private Setting ReadNode()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return anchors.GetValueOrDefault(alias.Value) ?? throw At(alias).Fault($"the alias '*{alias.Value}' refers to nothing above it");
        // YamlDotNet's parser lets some keys without a value pass.
        if (parser.Current is not NodeEvent start)
            throw At(parser.Current!).Fault("not valid YAML: expected a value");
        if (++depth > DeepestNesting)
            throw At(start).Fault($"lists and tables are nested more than {DeepestNesting} deep");
        var setting = ReadNode(start);
        depth--;
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor] = setting;
        return setting;
    }

    private Setting ReadNode(NodeEvent start) => start switch
    {
        MappingStart => ReadTable(),
        SequenceStart => ReadList(),
        _ => ReadScalar(),
    };

    private TableSetting ReadTable()
    {
        var place = At(parser.Consume<MappingStart>());
        var items = new Dictionary<string, Setting>();
        var merged = TableSetting.Empty(place);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw At(parser.Current!).Fault("expected a plain key, found a list or a table");
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                merged = SettingMerge.Merge(merged, MergeKey(ReadNode()));
            else if (!items.TryAdd(key.Value, ReadNode()))
                throw At(key).Fault($"the key '{key.Value}' appears twice in one table");
        }

        return merged.With(items);
    }

    private static TableSetting MergeKey(Setting value) => value switch
    {
        TableSetting table => table,
        ListSetting list when list.Items.All(item => item is TableSetting) =>
            list.Items.Reverse().Cast<TableSetting>().Aggregate(TableSetting.Empty(value.Origin), (merged, table) => merged.With(table.Items)),
        _ => throw value.Origin.Fault($"'<<' expects a table or a list of tables, found {value.Kind}"),
    };

    private ListSetting ReadList()
    {
        var place = At(parser.Consume<SequenceStart>());
        var items = ImmutableArray.CreateBuilder<Setting>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode());
        return new ListSetting(items.ToImmutable(), place);
    }

    private ScalarSetting ReadScalar()
    {
        var scalar = parser.Consume<Scalar>();
        var place = At(scalar);
        var isText = scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value is "!" or "tag:yaml.org,2002:str");
        if (!scalar.Tag.IsEmpty && !isText)
            throw place.Fault($"the tag '{scalar.Tag.Value}' is not understood", "remove the tag; types follow from how values are written");
        return isText ? ScalarSetting.OfText(scalar.Value, place) : YamlSettings.Scalar(scalar.Value, place);
    }

    private Origin At(ParsingEvent parsed) => origin.File is null ? origin : origin with { Line = (int)parsed.Start.Line };
}
