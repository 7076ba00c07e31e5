using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Build.Tests.Script;

/// <summary>A small tree with the real build.sh and build.ps1 in it, and a <c>dotnet</c> that only notes what it is asked for.</summary>
internal sealed class Checkout : IDisposable
{
    // What it starts prints its build's number and its arguments, then holds on until the pipe "hold", if there is one, is closed.
    private const string Dotnet = """
        #!/bin/sh
        printf '%s\n' "$*" >>"$FAKE/calls"
        if [ "$1" != publish ]; then
          dll=$1; shift
          echo "started $(cat "$dll") with:"
          printf '<%s>\n' "$@"
          [ ! -e "$FAKE/hold" ] || read -r _ <"$FAKE/hold"
          exit 0
        fi
        case "$* " in *"$(cat "$FAKE/fails-with" 2>/dev/null || echo never)"*) echo "something is wrong"; exit 1;; esac
        while [ "$1" != --output ]; do shift; done
        grep -c publish "$FAKE/calls" >"$2/Fairlead.Build.dll"
        """;

    private readonly TemporaryDirectory directory = new();

    public Checkout()
    {
        Write("build/Program.cs", "");
        Write("src/Some.Project/Some.cs", "");
        Write("recipes/nano3/train.py", "");
        foreach (var file in (string[])["global.json", "Directory.Build.props", "Directory.Packages.props"])
            Write(file, "");
        foreach (var script in (string[])["build.sh", "build.ps1"])
            File.Copy(Path.Combine(Repository.Root, script), directory.File(script));
        MakeProgram("bin/dotnet", Dotnet);
        Age();
    }

    public string Root => directory.Path;

    /// <summary>What the fake was asked to publish, one line each.</summary>
    public string[] Publications => [.. File.ReadAllLines(directory.File("calls")).Where(call => call.StartsWith("publish", StringComparison.Ordinal))];

    public string[] Builds => Directory.GetDirectories(directory.File("artifacts/front"), "build.*");

    public void Write(string name, string text) => directory.Write(name, text);

    public void MakeProgram(string name, string text) =>
        File.SetUnixFileMode(directory.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Makes everything older than any build, as after a long pause.</summary>
    public void Age()
    {
        var before = DateTime.UtcNow.AddHours(-1);
        foreach (var entry in Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories).Where(entry => !entry.Contains("artifacts", StringComparison.Ordinal)))
            Directory.SetLastWriteTimeUtc(entry, before);
    }

    public Task<ProcessResult> RunAsync(params string[] arguments) => RunAsync(Path.Combine(Root, "build.sh"), arguments);

    public Task<ProcessResult> RunAsync(string script, string[] arguments, string? path = null, string? workingDirectory = null) =>
        ChildProcess.RunAsync("/bin/sh", [script, .. arguments], workingDirectory, Variables(path ?? PathWithFake));

    /// <summary>The same by build.ps1.</summary>
    public Task<ProcessResult> RunPowerShellAsync(params string[] arguments) =>
        PowerShell.RunAsync(Path.Combine(Root, "build.ps1"), arguments, Variables(PathWithFake));

    private string PathWithFake => $"{Path.Combine(Root, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";

    private Dictionary<string, string> Variables(string path) => new() { ["PATH"] = path, ["FAKE"] = Root };

    public void Dispose() => directory.Dispose();
}
