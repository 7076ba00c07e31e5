using Fairlead.Recipes;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Emulation;

/// <summary>The built-in profile that submits to the bundled control planes.</summary>
internal static class EmulatorProfile
{
    public const string Name = "emulator";
    private static readonly Origin Layer = new($"built-in profile {Name}");

    /// <param name="executor">Lepton, or any other for run:ai.</param>
    public static TableSetting Of(EmulatorPlace place, ExecutorKind? executor) =>
        executor == ExecutorKind.Lepton ? Lepton(place) : DgxCloud(place);

    private static TableSetting DgxCloud(EmulatorPlace place) => Table(
        ("executor", "dgxcloud"),
        ("gpus_per_node", 0L),
        ("base_url", $"{place.Address}/api/v1"),
        ("kube_apiserver_url", $"{place.Address}/kubernetes"),
        ("client_id", Name),
        ("client_secret", $"file:{place.SecretFile}"),
        ("project_name", Name))
        .With("pvcs", List(Table(("claimName", "data"), ("path", place.Volume), ("existingPvc", true))))
        .With("pvc_nemo_run_dir", new ScalarSetting(Path.Combine(place.Volume, "jobs"), Layer));

    private static TableSetting Lepton(EmulatorPlace place) => Table(
        ("executor", "lepton"),
        ("gpus_per_node", 0L),
        ("workspace_url", $"{place.Address}/api/v2/workspaces/{Name}"),
        ("workspace_token", $"file:{place.SecretFile}"),
        ("ray_version", "2.48.0"),
        ("nemo_run_dir", Path.Combine(place.Volume, "jobs")))
        .With("mounts", List(Table(("path", "/"), ("mount_path", place.Volume), ("from", "node-nfs:data"))));

    private static TableSetting Table(params ReadOnlySpan<(string Key, object Value)> items)
    {
        var table = TableSetting.Empty(Layer);
        foreach (var (key, value) in items)
            table = table.With(key, new ScalarSetting(value, Layer));
        return table;
    }

    private static ListSetting List(TableSetting item) => new([item], Layer);
}
