using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance;

public sealed partial class FreshClone
{
    private const string RunsAllTests = "--target=Test";
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public async Task CleanUpAsync()
    {
        await ChildProcess.RunAsync(Path.Combine(Repository.Root, "tests", "services", "slurm-cluster"), ["stop", directory.File("clone/.fairlead/test-cluster")]);
        if (File.Exists(directory.File("clone/.fairlead/emulator/emulator.json")))
            await RunAsync("./build.sh --target=StopEmulator", new Dictionary<string, string>());
        RunProcesses.Kill(directory.Path);
        directory.Dispose();
    }

    [Test]
    public async Task Every_command_of_the_README_works_in_its_order_with_empty_caches()
    {
        SlurmCluster.Require();
        var engine = await EngineForAll.GetAsync();
        await CloneAsync();
        var commands = CommandsOf(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md")));
        Assert.That(commands[0], Is.EqualTo("./build.sh --target=SubmitSft"));
        foreach (var command in commands.Where(command => !command.Contains(RunsAllTests, StringComparison.Ordinal)))
        {
            var result = await RunAsync(command, engine.Environment);
            Assert.That(result.ExitCode, Is.Zero, $"{command}\n{result.Output}\n{result.Error}");
            if (command == commands[0])
                Assert.That(result.Output, Does.Match(@"loss \d\.\d+ -> \d\.\d+ over 2 ranks\nrun nano3-sft-[0-9a-f]+ succeeded\n( +\./build\.sh .*\n){2} +the same command with --resubmit runs it again\n"));
        }
    }

    [Test]
    public async Task A_build_can_be_run_by_other_users_as_far_as_the_umask_lets_them()
    {
        await CloneAsync();
        var result = await ChildProcess.RunAsync("sh", ["-c", "umask 022 && ./build.sh --version"], directory.File("clone"));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var current = Path.Combine(directory.File("clone"), "artifacts", "front", "current");
        var mode = File.GetUnixFileMode(Directory.ResolveLinkTarget(current, returnFinalTarget: true)!.FullName);
        Assert.That(mode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute));
    }

    [Test]
    public async Task The_test_command_of_the_README_is_the_one_that_CI_runs()
    {
        var commands = CommandsOf(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md")));
        var ci = await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".ci", "run"));
        Assert.That(ci, Does.Contain(commands.Single(command => command.Contains(RunsAllTests, StringComparison.Ordinal))));
    }

    private async Task CloneAsync()
    {
        var listed = await ChildProcess.RunAsync("git", ["-C", Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        Assert.That(listed.Succeeded, Is.True, listed.Error);
        foreach (var file in listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Repository.Root, file))))
        {
            var target = directory.File(Path.Combine("clone", file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }

        var initialised = await ChildProcess.RunAsync("git", ["init", "--quiet", directory.File("clone")]);
        Assert.That(initialised.Succeeded, Is.True, initialised.Error);
    }

    // The README's commands are plain words, perhaps behind variables: nothing in them needs a shell.
    private Task<ProcessResult> RunAsync(string command, IReadOnlyDictionary<string, string> engine)
    {
        var environment = new Dictionary<string, string>(engine) { ["NUGET_PACKAGES"] = directory.File("packages"), ["FAIRLEAD_ENV_FILE"] = "", ["CI"] = "true" };
        var words = command.Split(' ');
        var variables = words.TakeWhile(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=')).ToList();
        variables.ForEach(variable => environment[variable[0]] = variable[1]);
        return ChildProcess.RunAsync(
            Path.Combine(directory.File("clone"), words[variables.Count]),
            words[(variables.Count + 1)..],
            directory.File("clone"),
            environment,
            cancellationToken: TestContext.CurrentContext.CancellationToken);
    }

    private static IReadOnlyList<string> CommandsOf(string readme) =>
        [.. ShellBlock().Matches(readme).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
