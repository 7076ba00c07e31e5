using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Build.Tests.Project;

/// <summary>The engine comes from a package that no lock file covers.</summary>
public sealed class CakeToolTests
{
    [Test]
    public async Task A_package_with_the_recorded_hash_is_accepted() => Assert.That((await VerifyAsync()).ExitCode, Is.Zero);

    [Test]
    public async Task A_package_with_another_hash_ends_the_build()
    {
        var result = await VerifyAsync("-p:CakeToolHash=AAAA");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.Contain("MSB3952"));
    }

    private static async Task<ProcessResult> VerifyAsync(params string[] properties)
    {
        using var directory = new TemporaryDirectory();
        return await ChildProcess.RunAsync("dotnet", [
            "msbuild", Path.Combine(Repository.Root, "build", "Build.csproj"), "-target:VerifyCakeTool", "-nodeReuse:false", "-nologo",
            $"-p:IntermediateOutputPath={directory.Path}/", .. properties]);
    }
}
