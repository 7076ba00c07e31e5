using System.Globalization;
using System.Text.Json.Nodes;

namespace Fairlead.Emulators.RunAi;

/// <summary>A project, which is a namespace of the cluster.</summary>
internal sealed record Project(string Id, string Name, string ClusterId)
{
    public string Namespace => $"runai-{Name}";

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["clusterId"] = ClusterId,
        ["departmentId"] = "1",
        ["status"] = new JsonObject { ["namespace"] = Namespace, ["phase"] = "Ready" },
    };
}

internal sealed class Projects
{
    private const string Cluster = "c0ffee00-0000-4000-8000-000000000001";

    public Projects(EmulatorOptions options) =>
        All =
        [
            .. Enumerable.Range(1, options.OtherProjects).Select(number => Numbered(number, string.Create(CultureInfo.InvariantCulture, $"other-{number:D3}"))),
            Numbered(options.OtherProjects + 1, options.Project),
        ];

    public IReadOnlyList<Project> All { get; }

    public Project? Find(string? id, string? cluster) => All.FirstOrDefault(project => project.Id == id && project.ClusterId == cluster);

    private static Project Numbered(int number, string name) => new(number.ToString(CultureInfo.InvariantCulture), name, Cluster);
}
