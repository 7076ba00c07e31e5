using System.Diagnostics;
using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance;

/// <summary>A user's folder with recipes, caches and runs of its own, and the front door. Whatever still runs in it ends with the test.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public Workplace()
    {
        Cache = directory.File("cache");
        FolderCopy.Copy(Repository.Recipes, Recipes);
        Git("init", "--quiet");
        Git("add", "--all");
    }

    public string Path => directory.Path;

    public string Recipes => directory.File("recipes");

    public string Runs => directory.File("runs");

    public string Cache { get; set; }

    public Dictionary<string, string> Environment { get; } = new() { ["FAIRLEAD_ENV_FILE"] = "" };

    public string Write(string name, string text) => directory.Write(name, text);

    /// <summary>Writes env.toml and has it used.</summary>
    public void WriteProfiles(string toml) => Environment["FAIRLEAD_ENV_FILE"] = Write("env.toml", toml);

    public Task<ProcessResult> FairleadAsync(params string[] arguments) =>
        ChildProcess.RunAsync(Script, [.. arguments, .. Folders], Path, Environment, cancellationToken: TestContext.CurrentContext.CancellationToken);

    /// <summary>Runs a target that must end well.</summary>
    public async Task<ProcessResult> SucceedAsync(params string[] arguments)
    {
        var result = await FairleadAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        return result;
    }

    /// <summary>Runs a target that must end with this code.</summary>
    public async Task<string> FailAsync(ExitCode code, params string[] arguments)
    {
        var result = await FairleadAsync(arguments);
        Assert.That((ExitCode)result.ExitCode, Is.EqualTo(code), $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        return result.Error;
    }

    public Process Start(params string[] arguments) => ChildProcess.Start(Script, [.. arguments, .. Folders], Path, Environment);

    /// <summary>As from a terminal: Ctrl-C reaches it, although shells have what they start in the background ignore it, these tests perhaps among it.</summary>
    public Process StartInTheForeground(params string[] arguments) =>
        ChildProcess.Start("env", ["--default-signal=INT", Script, .. arguments, .. Folders], Path, Environment);

    public async Task<JsonArray> RunsAsync() => JsonNode.Parse((await SucceedAsync("--target=Runs", "--json")).Output is { Length: > 0 } text ? text : "[]")!.AsArray();

    public IReadOnlyList<int> Processes() => RunProcesses.Below(Path);

    public void Git(params string[] arguments)
    {
        var result = ChildProcess.RunAsync("git", ["-C", Path, "-c", "user.name=test", "-c", "user.email=test@localhost", .. arguments]).GetAwaiter().GetResult();
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    public void Dispose()
    {
        RunProcesses.Kill(Path);
        directory.Dispose();
    }

    private static string Script => System.IO.Path.Combine(Repository.Root, "build.sh");

    private string[] Folders => [$"--recipes-root={Recipes}", $"--runs-root={Runs}", $"--cache-root={Cache}"];
}
