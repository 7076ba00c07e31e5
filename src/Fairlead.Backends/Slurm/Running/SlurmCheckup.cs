using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running.Checkup;
using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Slurm.Running;

/// <summary>Looks at everything that jobs of a profile need on its cluster.</summary>
public sealed class SlurmCheckup(Func<SlurmSite, IRemoteHost> hosts)
{
    private const int NoNode = 75;
    private static readonly RemoteScript Script = new("checkup.sh", Repeatable: true);
    private static readonly RemoteScript NodePython = new("node-python.sh", Repeatable: true);

    public async Task<IReadOnlyList<CheckupFinding>> ExamineAsync(CheckupSubject wanted, CancellationToken cancellationToken)
    {
        try
        {
            var host = hosts(wanted.Site);
            var result = await host.RunAsync(Script, [wanted.Site.Directory, ImageOf(wanted)], default, cancellationToken);
            return
            [
                new CheckupFinding("host", $"{host.Name} answers; {host.Connection}", null),
                .. CheckupAnswer.Parse(result.Text).SelectMany(answer => CheckupRules.Judge(wanted, answer)),
                .. string.IsNullOrEmpty(wanted.Image) ? [await PythonAsync(host, wanted, cancellationToken)] : Array.Empty<CheckupFinding>(),
            ];
        }
        catch (FairleadException exception)
        {
            return [new CheckupFinding("host", exception.Problem, exception.Next ?? "correct host, user and identity in the profile")];
        }
    }

    private static string ImageOf(CheckupSubject wanted) =>
        string.IsNullOrEmpty(wanted.Image) ? "" : SquashFile.IsPath(wanted.Image) ? wanted.Image : "enroot";

    /// <summary>On a node, for it is the nodes' Python that jobs start with.</summary>
    private static async Task<CheckupFinding> PythonAsync(IRemoteHost host, CheckupSubject wanted, CancellationToken cancellationToken)
    {
        string[] options =
        [
            .. wanted.Account is { } account ? [$"--account={account}"] : Array.Empty<string>(),
            .. wanted.Partitions is [var partition, ..] ? [$"--partition={partition}"] : Array.Empty<string>(),
        ];
        var result = await host.RunAsync(NodePython, [wanted.Python, .. options], default, cancellationToken);
        return result.ExitCode switch
        {
            0 => new("python on a node", result.Text.Trim(), null),
            NoNode => new("python on a node", $"not checked, no node was given: {result.Text.Trim()}", null),
            _ => new("python on a node", result.Text.Trim(), "set python in the profile to a Python 3.9 or newer of the nodes"),
        };
    }
}
