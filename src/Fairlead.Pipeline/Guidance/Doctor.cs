using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Pipeline.Guidance;

/// <summary>Looks at everything a local job needs and says what is missing, with the remedy.</summary>
internal sealed class Doctor(PipelineFolders folders, Func<EnvFile> readEnvFile)
{
    private static readonly (string Program, string[] Arguments, string Remedy)[] Programs =
    [
        ("git", ["--version"], "install git: without it ignored files cannot be told from sources"),
        ("python3", ["--version"], "install Python 3.9 or newer, or set env.python"),
        ("setsid", ["--version"], "install util-linux: local jobs run in a session of their own"),
        ("sh", ["-c", "echo a POSIX shell"], "install a POSIX shell"),
    ];

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding> { Profiles() };
        foreach (var (program, arguments, remedy) in Programs)
            findings.Add(await ProgramAsync(program, arguments, remedy, cancellationToken));
        findings.Add(Directory.Exists("/proc/self")
            ? new("processes", "/proc is there", null)
            : new("processes", "/proc is not there", "the local executor needs Linux"));
        findings.Add(Writable("stage cache", folders.Cache, "--cache-root"));
        findings.Add(Writable("run ledger", folders.Runs, "--runs-root"));
        return findings;
    }

    private Finding Profiles()
    {
        try
        {
            var file = readEnvFile();
            return new("profiles", file.Path is null ? "no env.toml; local and docker are built in" : $"{file.Path}: {string.Join(", ", file.ProfileNames)}", null);
        }
        catch (FairleadException exception)
        {
            return new("profiles", exception.Message, "correct the file, then ./build.sh --target=Validate");
        }
    }

    private static async Task<Finding> ProgramAsync(string program, string[] arguments, string remedy, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ChildProcess.RunAsync(program, arguments, cancellationToken: cancellationToken);
            return result.Succeeded ? new(program, result.Output.Trim(), null) : new(program, result.Error.Trim(), remedy);
        }
        catch (FairleadException exception)
        {
            return new(program, exception.Problem, remedy);
        }
    }

    private static Finding Writable(string subject, string folder, string option)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = AtomicFile.TemporaryFor(Path.Combine(folder, "doctor"));
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(subject, $"{folder} is writable", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(subject, exception.Message, $"make {folder} writable, or choose another with {option}");
        }
    }
}
