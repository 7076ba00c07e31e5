using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Images.Manifest;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>Everything that a row of <c>perf.csv</c> says, by its column.</summary>
internal static partial class PerfRows
{
    /// <param name="job">The environment of who collects.</param>
    /// <param name="machine">What the results are filed under; the scheduler's id of the job where there is one.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(ModelResults results, IReadOnlyList<RankRecord> ranks, ImageManifest manifest, ManifestModel model, Settings settings, IReadOnlyDictionary<string, string> job, string machine)
    {
        var image = manifest.Find(model.Key);
        var gpus = ranks.Max(rank => rank.Gpus);
        var name = settings.Text("name") ?? model.Key;
        var shared = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["n_gpus"] = Text(ranks.Count * gpus),
            ["nnodes"] = Text(ranks.Count),
            ["gpus_per_node"] = Text(gpus),
            ["training_precision"] = settings.Text("training_precision") ?? "",
            ["pipeline"] = job.GetValueOrDefault("pipeline") ?? "",
            ["args"] = Shown(settings.Text("model_args") ?? settings.Text("args") ?? ""),
            ["tags"] = string.Join(',', settings.Texts("tags") ?? []),
            ["docker_file"] = image?.Dockerfile ?? "",
            ["base_docker"] = Further(image, "base_docker"),
            ["docker_sha"] = image?.ConfigDigest is { } digest ? $"sha256:{digest}" : Further(image, "docker_sha"),
            ["docker_image"] = image?.Tag ?? "",
            ["machine_name"] = machine,
            ["deployment_type"] = settings.Text("target") ?? "",
            ["launcher"] = settings.Text("distributed.launcher") ?? "",
            ["gpu_architecture"] = ranks.Select(rank => rank.Architecture).FirstOrDefault(architecture => architecture is not null) ?? image?.GpuArchitecture ?? "",
            ["build_duration"] = Further(image, "build_duration"),
            ["test_duration"] = Math.Round(ranks.Max(rank => rank.Seconds), 3).ToString(CultureInfo.InvariantCulture),
            ["dataname"] = settings.Text("data") ?? "",
            ["build_number"] = job.GetValueOrDefault("BUILD_NUMBER") ?? "0",
            ["additional_docker_run_options"] = Shown(settings.Text("additional_docker_run_options") ?? ""),
        };
        return [.. results.Rows.Select(row => Row(row, name, shared))];
    }

    // The model's own columns never take the place of ours.
    private static Dictionary<string, string> Row(ResultRow row, string name, Dictionary<string, string> shared)
    {
        var cells = new Dictionary<string, string>(shared, StringComparer.OrdinalIgnoreCase)
        {
            ["model"] = string.IsNullOrEmpty(row.Row) ? name : $"{name}_{row.Row}",
            ["performance"] = row.Performance,
            ["metric"] = row.Metric,
            ["status"] = row.Status.ToString().ToUpperInvariant(),
        };
        foreach (var (column, value) in row.Further)
            cells.TryAdd(column, value);
        return cells;
    }

    private static string Further(ManifestImage? image, string member) => image?.Extensions.GetValueOrDefault(member)?.ToNode() is JsonValue value ? value.ToString() : "";

    // The file is shown to more people than the manifest.
    private static string Shown(string words) => Assignment().Replace(words, match => SensitiveName.Is(match.Groups["name"].Value) ? $"{match.Groups["name"].Value}={Secret.Mask}" : match.Value);

    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_-]*)=(?:""[^""]*""|'[^']*'|\S+)")]
    private static partial Regex Assignment();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
