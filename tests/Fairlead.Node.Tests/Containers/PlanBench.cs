using Fairlead.Node.Containers;
using Fairlead.Node.Topology;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Containers;

/// <summary>Plans a sample's container, with a script in the working folder, and nothing is done.</summary>
internal static class PlanBench
{
    public const string Mark = "[fairlead 0123]";
    private const string Image = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static PlannedContainer Plan(Sample sample, JobTopology? topology = null, string client = "docker", string script = "scripts/alpha/run.sh", params string[] hosts)
    {
        using var workspace = new TemporaryDirectory();
        workspace.Write(script, "");
        workspace.Write("scripts/pre.sh", "");
        var request = new ContainerRequest(sample.Surroundings, topology ?? Sample.Topology(), Image, workspace.Path, "/job/helpers", "1000:1000") { Folder = "/job", Client = client, Hosts = hosts.Length == 0 ? null : [.. hosts] };
        return PlannedContainer.Of(request, Mark, path => path.StartsWith("/mnt", StringComparison.Ordinal)) is var planned
            ? planned with { Plan = planned.Plan with { Mounts = [.. planned.Plan.Mounts.Select(mount => mount.Replace(workspace.Path, "/job/work", StringComparison.Ordinal))] } }
            : throw new InvalidOperationException();
    }

    /// <summary>One argument a line.</summary>
    public static string Text(PlannedContainer planned) => string.Concat(ContainerArguments.Of(planned.Plan).Select(word => word.ReplaceLineEndings("\\n") + "\n"));
}
