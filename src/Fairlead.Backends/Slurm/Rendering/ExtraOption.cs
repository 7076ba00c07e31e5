using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>One entry of <c>extra_sbatch</c>: an option of sbatch's that no key of a profile covers, or that replaces one of ours.</summary>
internal static partial class ExtraOption
{
    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["array"] = "set 'array', which gives each task folders of its own",
        ["chdir"] = "jobs start in their run folder",
        ["clusters"] = "submit from a login node of that cluster",
        ["comment"] = "Fairlead writes the job's key there",
        ["dependency"] = "set 'dependency'",
        ["error"] = "logs lie in the run folder",
        ["export"] = "set env_vars",
        ["export-file"] = "set env_vars",
        ["gpus-per-node"] = "set 'gpus_per_node'",
        ["gres"] = "set 'gres'",
        ["job-name"] = "jobs are found by the name that Fairlead gives them",
        ["nodes"] = "set 'nodes'",
        ["ntasks"] = "set 'nodes' and 'nprocs_per_node'",
        ["ntasks-per-node"] = "set 'nprocs_per_node'",
        ["open-mode"] = "logs grow when a job is requeued",
        ["output"] = "logs lie in the run folder",
        ["parsable"] = "Fairlead reads what sbatch prints",
        ["test-only"] = "to see what would be submitted, use a Render target",
        ["wait"] = "add --attach to wait for a job",
        ["wrap"] = "the batch script is Fairlead's",
    }.ToFrozenDictionary();

    /// <summary>Reads <c>--name=value</c>, <c>name=value</c>, <c>--name</c> or <c>name</c>.</summary>
    /// <exception cref="FairleadException">The entry is none of these, or an option that would break the job's handling.</exception>
    public static Directive Parse(string entry, Origin origin)
    {
        if (Form().Match(entry) is not { Success: true } form)
            throw origin.Fault($"an entry of 'extra_sbatch' expects --name or --name=value, found '{entry}'", "write sbatch's long option, one in each entry");
        var name = form.Groups["name"].Value;
        var value = form.Groups["value"] is { Success: true } group ? group.Value : null;
        if (Refused.TryGetValue(name, out var reason))
            throw origin.Fault($"'extra_sbatch' cannot set --{name}: {reason}", "remove it");
        if (name == "signal" && value?.StartsWith("B:", StringComparison.Ordinal) == true)
            throw origin.Fault($"'extra_sbatch' cannot set --signal={value}: the batch script would get the signal, the ranks would not", $"write --signal={value[2..]}");
        return new Directive(name, value);
    }

    [GeneratedRegex(@"\A(--)?(?<name>[a-z][a-z0-9-]+)(=(?<value>.*))?\z")]
    private static partial Regex Form();
}
