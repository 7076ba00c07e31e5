using Fairlead.Pipeline.Arguments;

namespace Fairlead.Build.Hosting;

/// <summary>The part of the command line that is Cake's, in the spelling every host reads alike.</summary>
internal static class CakeCommandLine
{
    public static IReadOnlyList<string> From(PipelineOptions options)
    {
        IEnumerable<string> Flag(ArgumentSpec spec, bool set) => set ? ["--" + spec.Name] : [];
        return
        [
            .. (options.Help ? ["Default"] : options.Targets).Select(target => $"--{ArgumentTable.Target.Name}={target}"),
            $"--{ArgumentTable.Verbosity.Name}={options.Verbosity}",
            .. Flag(ArgumentTable.Exclusive, options.Exclusive),
            .. Flag(ArgumentTable.DryRun, options.DryRun),
            .. Flag(ArgumentTable.Tree, options.Tree),
            .. Flag(ArgumentTable.Description, options.Description),
            .. Flag(ArgumentTable.Info, options.Info),
        ];
    }
}
