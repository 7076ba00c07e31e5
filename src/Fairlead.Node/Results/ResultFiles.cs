using System.Collections.Immutable;
using System.IO.Enumeration;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>Which files of a model's folders are its results, and brings them to where the job's are. What was there before the model ran is not its result.</summary>
/// <param name="before">What was there, by path.</param>
internal sealed class ResultFiles(string workspace, string scriptFolder, string? resultsFile, ImmutableDictionary<string, FileStamp>? before = null)
{
    private const string Profile = "rocprof_output";

    private static readonly string[] Patterns =
    [
        "*_env.csv", "*.log", "multi_results*.csv", "results*", "gpu_info_*.csv", "library_trace.csv", "perf_*.csv", "perf-*.csv", "benchmark_*_CONCURRENCY.log",
    ];

    // Those are made of what all ranks bring.
    private static readonly string[] Never = ["perf.csv", "perf_entry*", "perf_super*"];

    private readonly string scripts = Path.Combine(workspace, scriptFolder);

    // A link that the model has made may lead anywhere.
    private IEnumerable<string> Folders => new[] { workspace, scripts, Path.Combine(scripts, "workdir"), Path.Combine(workspace, "run_directory") }.Distinct()
        .Where(Directory.Exists)
        .Where(folder => folder == workspace || LibC.RealPath(folder).StartsWith($"{LibC.RealPath(workspace)}/", StringComparison.Ordinal));

    /// <summary>What is there now.</summary>
    public ImmutableDictionary<string, FileStamp> Now => Folders.SelectMany(folder => All(folder).Concat(ProfileOf(folder))).DistinctBy(file => file.Path).ToImmutableDictionary(file => file.Path, file => file.Stamp);

    /// <summary>Copies what is new, or has changed, and only files: a link may lead anywhere.</summary>
    /// <param name="further">A folder with what was taken out of the container.</param>
    /// <returns>For people: what could not be copied.</returns>
    public ImmutableArray<string> Stage(string target, string? further = null)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        Directory.CreateDirectory(target);
        foreach (var folder in further is null ? Folders : Folders.Append(further))
        {
            foreach (var file in All(folder).Where(IsNew))
                Attempt(() => File.Copy(file.Path, FreeName(target, folder, file.Path)), file.Path, faults);
            foreach (var profile in ProfileOf(folder).Where(IsNew).Where(_ => !Directory.Exists(Path.Combine(target, Profile))))
                Attempt(() => FolderCopy.Copy(profile.Path, Path.Combine(target, Profile)), profile.Path, faults);
        }

        return faults.ToImmutable();
    }

    private static void Attempt(Action copy, string path, ImmutableArray<string>.Builder faults)
    {
        try
        {
            copy();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FairleadException)
        {
            faults.Add($"{path} is not among the results: {exception.Message}");
        }
    }

    // Files of one name in several folders are all kept.
    private static string FreeName(string target, string folder, string file)
    {
        var plain = Path.Combine(target, Path.GetFileName(file));
        if (!File.Exists(plain))
            return plain;
        var own = Directory.CreateDirectory(Path.Combine(target, Path.GetFileName(folder))).FullName;
        return Path.Combine(own, Path.GetFileName(file));
    }

    private bool IsNew((string Path, FileStamp Stamp) file) => before?.TryGetValue(file.Path, out var stamp) != true || stamp != file.Stamp;

    private IEnumerable<(string Path, FileStamp Stamp)> All(string folder) =>
        from path in Directory.EnumerateFileSystemEntries(folder)
        where IsResult(Path.GetFileName(path))
        let status = FileStatus.Read(path)
        where status is { Kind: FileKind.Regular }
        select (path, status.Value.Stamp);

    private static IEnumerable<(string Path, FileStamp Stamp)> ProfileOf(string folder) =>
        Path.Combine(folder, Profile) is var path && FileStatus.Read(path) is { Kind: FileKind.Folder, Stamp: var stamp } ? [(path, stamp)] : [];

    private bool IsResult(string name) => name == Path.GetFileName(resultsFile) || (Patterns.Any(pattern => Matches(pattern, name)) && !Never.Any(pattern => Matches(pattern, name)));

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
