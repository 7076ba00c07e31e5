using System.Collections.Immutable;
using Fairlead.Backends;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Menu;

/// <summary>The menu: what can be asked for, with what, and what comes back.</summary>
public static class MenuText
{
    private const int Width = 28;

    private static readonly ImmutableArray<(string Group, string Title)> Groups =
    [
        ("Submitting", "From a recipe to a running job"),
        ("Rendering", "Look before you submit: no network, no cluster, no secrets"),
        ("Preparing", "The steps before"),
        ("Images", "Container images"),
        ("Following", "Life after submission"),
        ("Caching", "What is kept, and why something runs"),
        ("Guiding", "Help"),
        ("Project", "Work on Fairlead itself"),
    ];

    private static readonly ImmutableArray<(ExitCode Code, string Meaning)> ExitCodes =
    [
        (ExitCode.Success, "done, or nothing to do"),
        (ExitCode.Unexpected, "a fault of ours"),
        (ExitCode.Usage, "an argument, profile, recipe or file is wrong"),
        (ExitCode.StageFailed, "a stage failed"),
        (ExitCode.SubmissionRefused, "the executor refused the job"),
        (ExitCode.JobFailed, "the job failed"),
        (ExitCode.Cancelled, "cancelled"),
        (ExitCode.Unclear, "the outcome is unclear; the message says how to find out"),
    ];

    /// <summary>The groups a target may belong to.</summary>
    public static IEnumerable<string> GroupNames => Groups.Select(group => group.Group);

    public static string Render(IReadOnlyCollection<TargetInfo> targets)
    {
        var lines = new List<string> { "Fairlead: from a training recipe to a running job.", "", "  ./build.sh --target=NAME [options] [-- script arguments]" };
        foreach (var (group, title) in Groups)
            lines.AddRange(["", title, .. targets.Where(target => target.Group == group).Select(target => Row(target.Name, target.Description))]);
        lines.AddRange(["", "Options", .. ArgumentTable.All.Where(spec => !spec.IsCakes).Select(Row)]);
        lines.AddRange(["", "Options of the engine", .. ArgumentTable.All.Where(spec => spec.IsCakes).Select(Row)]);
        lines.AddRange(["", "To paste", .. KnownBackends.Names.Select(Example)]);
        lines.AddRange(["", "Exit codes", .. ExitCodes.Select(code => $"  {(int)code.Code}  {code.Meaning}")]);
        return string.Join('\n', lines);
    }

    private static string Example(string executor) =>
        "  ./build.sh --target=SubmitSft" + (executor == KnownBackends.Names[0] ? "" : $" --{ArgumentTable.Executor.Name}={executor}");

    private static string Row(ArgumentSpec spec)
    {
        var option = spec.IsFlag ? $"--{spec.Name}" : $"--{spec.Name}={spec.Value}";
        var help = spec.Repeatable ? $"{spec.Help} (repeatable)" : spec.Help;
        return option.Length < Width ? Row(option, help) : $"  {option}\n{Row("", help)}";
    }

    private static string Row(string name, string text) => $"  {name.PadRight(Width)}{text}";
}
