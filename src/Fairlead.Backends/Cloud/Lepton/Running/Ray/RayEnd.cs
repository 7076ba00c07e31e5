using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>How a run on a Ray cluster ended, kept in its folder: when the cluster goes, Ray's own word and the driver's output go with it.</summary>
/// <param name="ClusterIsSettled">The cluster has been treated as the settings say.</param>
internal sealed record RayEnd(RunStatus Status, bool ClusterIsSettled)
{
    public static RayEnd? Read(Run run)
    {
        var path = PathOf(run);
        return DamagedRecord.Guard(path, () => RecordFile.Read(path, RayEndJson.Default.RayEnd), damaged => new RayEnd(damaged.Status, ClusterIsSettled: false));
    }

    /// <summary>What the driver wrote; null before the end.</summary>
    public static string? ReadOutput(Run run) => File.Exists(OutputOf(run)) ? File.ReadAllText(OutputOf(run)) : null;

    public static void WriteOutput(Run run, string output) => AtomicFile.Write(OutputOf(run), output, AtomicFile.Private);

    public void Write(Run run) => AtomicFile.Write(PathOf(run), JsonSerializer.Serialize(this, RayEndJson.Default.RayEnd), AtomicFile.Private);

    private static string PathOf(Run run) => Path.Combine(run.Directory, "ray-end.json");

    private static string OutputOf(Run run) => Path.Combine(run.Directory, "ray-driver.log");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(LowerCaseEnumConverter<RunState>)])]
[JsonSerializable(typeof(RayEnd))]
internal sealed partial class RayEndJson : JsonSerializerContext;
