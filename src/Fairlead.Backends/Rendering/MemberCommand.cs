using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Rendering;

/// <summary>What an executor starts on each node: every rank, or one launcher that starts the node's ranks.</summary>
/// <param name="nodes">All nodes of the job.</param>
internal sealed class MemberCommand(ResolvedJob job, int nodes)
{
    public int Nodes => nodes;

    public bool AreRanks => job.Launch == LaunchKind.Direct;

    /// <summary>What a member is called, in the names of its log and in the exit record.</summary>
    public string Kind => AreRanks ? "rank" : "node";

    public int PerNode => AreRanks ? job.ProcessesPerNode : 1;

    public int Count => nodes * PerNode;

    /// <summary>Shell text; expects <c>$fl_script</c> and <c>$fl_config</c>, and for torchrun NODE_RANK, MASTER_ADDR and MASTER_PORT.</summary>
    public string Text
    {
        get
        {
            var arguments = job.ScriptArguments.IsEmpty ? "" : " " + ShellWord.QuoteAll(job.ScriptArguments);
            if (job.RunCommand is { } template)
                return template.Replace("{script}", "\"$fl_script\"", StringComparison.Ordinal).Replace("{config}", "\"$fl_config\"", StringComparison.Ordinal) + arguments;
            var launcher = job.Launch == LaunchKind.Torchrun ? $"-m torch.distributed.run {Torchrun()} " : "";
            return $"exec {ShellWord.Quote(job.Python)} {launcher}\"$fl_script\" --config \"$fl_config\"{arguments}";
        }
    }

    // Underscores: torchrun takes dashes only since PyTorch 2.
    private string Torchrun()
    {
        ImmutableArray<string> sizes = ["--nnodes", Number(nodes), "--nproc_per_node", Number(job.ProcessesPerNode)];
        var extra = job.LauncherArguments.IsEmpty ? "" : " " + ShellWord.QuoteAll(job.LauncherArguments);
        return $"{ShellWord.QuoteAll(sizes)} --node_rank \"$NODE_RANK\" --master_addr \"$MASTER_ADDR\" --master_port \"$MASTER_PORT\"{extra}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
