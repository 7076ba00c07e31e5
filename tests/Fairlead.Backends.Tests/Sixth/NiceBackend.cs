using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Backends.Local.Rendering;
using Fairlead.Backends.Local.Running;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Tests.Sixth;

/// <summary>A backend of the tests' own: processes of this machine that give way to others. docs/adding-an-executor.md is written from it.</summary>
internal sealed record NiceBackend(TimeProvider Time) : Backend(Spec)
{
    private static new readonly ExecutorSpec Spec = new("nice", [new("niceness", KeyType.Integer, "How far jobs give way, from 0 to 19.", 10L)]) { RunsHere = true };

    public override IExecutor Executor { get; } = new LocalExecutor(Time);

    public override JsonTypeInfo PartFormat => NiceFormat.Default.NicePart;

    protected override ImmutableArray<Digest> Templates => [LocalJob.TemplateDigest];

    protected override RenderedJob Render(RenderInputs inputs)
    {
        var niceness = new SettingReader(inputs.Job.ExecutorSettings).Number("niceness", minimum: 0) ?? 10;
        var local = LocalJob.Render(inputs);
        return local with
        {
            Files = local.Files.Add("members.sh", local.Files["launch.sh"]).SetItem("launch.sh", $"exec nice -n {niceness} sh \"$FAIRLEAD_RUN_DIR/files/members.sh\"\n"),
            Part = new NicePart(niceness),
        };
    }
}

internal sealed record NicePart(int Niceness) : JobPart
{
    [JsonIgnore]
    public override JsonTypeInfo Format => NiceFormat.Default.NicePart;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(NicePart))]
internal sealed partial class NiceFormat : JsonSerializerContext;
