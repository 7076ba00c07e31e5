using System.Text.RegularExpressions;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class ScriptTests
{
    [TestCase("sh")]
    [TestCase("dash")]
    public async Task The_script_passes_the_checker_of_shell_scripts(string shell)
    {
        Service.Require("shellcheck");
        var result = await ChildProcess.RunAsync("shellcheck", [$"--shell={shell}", "--exclude=SC3028", "-"], input: PodBootstrap.Script);
        Assert.That(result.Succeeded, Is.True, result.Output);
    }

    [Test]
    public void The_script_fits_the_argument_of_every_platform() =>
        Assert.That(ShellWord.Quote(PodBootstrap.Script), Has.Length.LessThanOrEqualTo(9_000));

    [Test]
    public void Neither_quotes_nor_Kubernetes_change_the_script()
    {
        Assert.That(PodBootstrap.Script, Does.Not.Contain("'").And.Not.Contain("$$"));
        Assert.That(Regex.Matches(PodBootstrap.Script, @"\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)"), Is.Empty);
    }

    [Test]
    public void Comments_stay_at_home() => Assert.That(PodBootstrap.Script.Split('\n'), Has.None.StartsWith("#"));
}
