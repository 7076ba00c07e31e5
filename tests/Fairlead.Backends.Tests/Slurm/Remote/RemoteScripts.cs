using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

public sealed class RemoteScripts
{
    private static IEnumerable<string> Names => typeof(RemoteScript).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sh", StringComparison.Ordinal));

    [TestCaseSource(nameof(Names))]
    public async Task Every_script_passes_the_checker_of_shell_scripts(string name)
    {
        Service.Require("shellcheck");
        var result = await ChildProcess.RunAsync("shellcheck", ["--shell=sh", "-"], input: new RemoteScript(name, Repeatable: true).Text);
        Assert.That(result.Succeeded, Is.True, result.Output);
    }
}
