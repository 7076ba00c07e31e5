using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Project;

/// <summary>A Slurm cluster on this machine, for people to try jobs on.</summary>
/// <param name="script">The program that starts and stops clusters; absolute.</param>
/// <param name="directory">Where the cluster lives; absolute.</param>
public sealed class TestCluster(string script, string directory)
{
    /// <summary>Starts the cluster unless it runs.</summary>
    /// <returns>What to tell: the profiles, and the lines that use them.</returns>
    /// <exception cref="FairleadException">It cannot be started; the script says why.</exception>
    public async Task<ImmutableArray<string>> StartAsync(int? nodes, CancellationToken cancellationToken)
    {
        var running = (await CallAsync(["running"], cancellationToken)).Succeeded;
        if (!running)
        {
            await SucceedAsync(["stop"], cancellationToken);
            await SucceedAsync(["start", .. nodes is { } count ? [string.Create(CultureInfo.InvariantCulture, $"--nodes={count}")] : Array.Empty<string>(), "--accounting"], cancellationToken);
        }

        return [$"The test cluster {(running ? "already runs" : "runs")} in {directory}.", .. Usage];
    }

    /// <summary>Ends the cluster and all its jobs; one that does not run is no error.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => SucceedAsync(["stop"], cancellationToken);

    private string Profiles => Path.Combine(directory, "env.toml");

    private IEnumerable<string> Usage =>
    [
        $"Its profiles are in {Profiles}: cluster, over SSH, and login, from this machine.",
        $"  FAIRLEAD_ENV_FILE={Profiles} ./build.sh --target=SubmitSft --profile=cluster",
        $"  PATH={Path.Combine(directory, "bin")}:$PATH FAIRLEAD_ENV_FILE={Profiles} ./build.sh --target=SubmitSft --profile=login",
        "  ./build.sh --target=StopTestCluster",
    ];

    private async Task SucceedAsync(string[] words, CancellationToken cancellationToken)
    {
        var result = await CallAsync(words, cancellationToken);
        if (!result.Succeeded)
            throw FairleadException.Stage($"the test cluster did not {words[0]}:\n{result.Error.Trim()}", "the packages it needs are listed in .ci/run");
    }

    /// <param name="words">The verb, then its options.</param>
    private Task<ProcessResult> CallAsync(string[] words, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(script, [words[0], directory, .. words[1..]], cancellationToken: cancellationToken);
}
