using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Jobs.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Jobs.Local;

/// <summary>Renders the script that runs a job as processes of this machine.</summary>
public static class LocalJob
{
    private static readonly ShellTemplate Template = new("local.sh.hbs");

    public static Digest TemplateDigest => Template.Digest;

    /// <exception cref="FairleadException">The job asks for what one machine cannot give.</exception>
    public static string Render(ResolvedJob job, SourceReference source)
    {
        if (job.Launch == LaunchKind.Ray && job.Nodes > 1)
            throw FairleadException.Usage(
                $"recipe {job.Recipe.Name} wants a Ray cluster of {job.Nodes} nodes; the local executor runs Ray jobs on one node",
                "add --set=env.nodes=1, or choose another --executor");

        var ranks = job.Launch == LaunchKind.Direct;
        var membersPerNode = ranks ? job.ProcessesPerNode : 1;
        return Template.Render(new Dictionary<string, object>
        {
            ["members"] = Text(job.Nodes * membersPerNode),
            ["membersPerNode"] = Text(membersPerNode),
            ["kind"] = ranks ? "rank" : "node",
            ["ranks"] = ranks,
            ["script"] = source.Script,
            ["mount"] = source.Mount,
            ["environment"] = job.Environment.ToDictionary(pair => EnvironmentName.Checked(pair.Key), pair => pair.Value),
            ["startup"] = job.StartupCommands.ToArray(),
            ["command"] = Command(job),
        });
    }

    private static string Command(ResolvedJob job)
    {
        var arguments = job.ScriptArguments.IsEmpty ? "" : " " + ShellWord.QuoteAll(job.ScriptArguments);
        if (job.RunCommand is { } template)
            return template.Replace("{script}", "\"$script\"", StringComparison.Ordinal).Replace("{config}", "\"$config\"", StringComparison.Ordinal) + arguments;
        var launcher = job.Launch == LaunchKind.Torchrun ? $"-m torch.distributed.run {Torchrun(job)} " : "";
        return $"exec {ShellWord.Quote(job.Python)} {launcher}\"$script\" --config \"$config\"{arguments}";
    }

    // Underscores: torchrun takes dashes only since PyTorch 2.
    private static string Torchrun(ResolvedJob job)
    {
        ImmutableArray<string> sizes = ["--nnodes", Text(job.Nodes), "--nproc_per_node", Text(job.ProcessesPerNode)];
        var extra = job.LauncherArguments.IsEmpty ? "" : " " + ShellWord.QuoteAll(job.LauncherArguments);
        return $"{ShellWord.QuoteAll(sizes)} --node_rank \"$NODE_RANK\" --master_addr \"$MASTER_ADDR\" --master_port \"$MASTER_PORT\"{extra}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
