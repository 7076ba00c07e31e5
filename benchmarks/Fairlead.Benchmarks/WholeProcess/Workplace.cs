using Fairlead.Primitives;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>A user's folder below the temporary one: a git work tree with the recipes, and caches and runs of its own.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    // Younger files are never believed to be unchanged: see FileDigestIndex.
    private static readonly TimeSpan Racy = TimeSpan.FromSeconds(2.1);

    private readonly Stack<Func<Task>> ends = [];
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("fairlead-benchmark-");

    public string Recipes => File("recipes");

    public string File(string name) => Path.Combine(root.FullName, name);

    /// <summary>The shipped recipes, and in the source of one of them many more files; all known to git.</summary>
    public async Task FillAsync(int files, int bytesPerFile, CancellationToken cancellationToken)
    {
        FolderCopy.Copy(Repository.Recipes, Recipes);
        ManyFiles.Write(Path.Combine(Recipes, "nano3", "sft"), files, bytesPerFile);
        var old = Task.Delay(Racy, cancellationToken);
        await RunAsync("git", ["-C", root.FullName, "init", "--quiet"], cancellationToken);
        await RunAsync("git", ["-C", root.FullName, "add", "--all"], cancellationToken);
        await old;
    }

    /// <summary>Runs the front door as a user does, with everything it writes in here.</summary>
    public Task<ProcessResult> FairleadAsync(CancellationToken cancellationToken, params string[] arguments) => FairleadAsync(new Dictionary<string, string>(), cancellationToken, arguments);

    /// <summary>The same with variables.</summary>
    public Task<ProcessResult> FairleadAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments) => RunAsync(
        Repository.Script,
        ["--working", root.FullName, "--recipes-root", Recipes, .. arguments],
        environment,
        cancellationToken);

    /// <exception cref="FairleadException">The command did not end well.</exception>
    public Task<ProcessResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, new Dictionary<string, string>(), cancellationToken);

    private async Task<ProcessResult> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(environment) { ["FAIRLEAD_ENV_FILE"] = "" };
        var result = await ChildProcess.RunAsync(program, arguments, root.FullName, variables, cancellationToken: cancellationToken);
        return result.Succeeded
            ? result
            : throw FairleadException.Stage($"{program} {string.Join(' ', arguments)} exited with code {result.ExitCode}:{Environment.NewLine}{result.Error}{result.Output}");
    }

    /// <summary>Has something that was started for the comparison end with it.</summary>
    public void EndWith(Func<Task> end) => ends.Push(end);

    public async ValueTask DisposeAsync()
    {
        foreach (var end in ends)
            await end();
        root.Delete(recursive: true);
    }
}
