using System.Text.Json;
using Fairlead.Primitives;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Requests;

namespace Fairlead.Runs.Ledger;

/// <summary><c>run.json</c>: what the ledger keeps of a run.</summary>
internal static class RunRecord
{
    private const string Name = "run.json";
    private const string SiteMember = "site";

    public static bool IsIn(string directory) => FileStatus.Read(PathIn(directory)) is not null;

    public static void Write(Run run)
    {
        var node = JsonSerializer.SerializeToNode(run, RunJson.Default.Run)!;
        if (run.Site is { } site)
            node[SiteMember] = JsonSerializer.SerializeToNode(site, site.Format);
        AtomicFile.Write(PathIn(run.Directory), CanonicalJson.Write(node, indented: true) + "\n", AtomicFile.Private);
    }

    /// <exception cref="FairleadException">It is not the record of the run that its folder is named for.</exception>
    public static Run Read(string directory, BackendMap backends)
    {
        var path = PathIn(directory);
        try
        {
            var document = StrictJson.ReadObject(RecordFile.Bytes(path));
            RecordSchema.Upgrade(document, Run.CurrentSchema, SiteMember, RunJson.Default.Run);
            document.Remove(SiteMember, out var site);
            var run = StrictJson.Read(document, RunJson.Default.Run);
            var name = Path.GetFileName(directory);
            return run.Id == name && run.Id == Run.IdOf(run.Name, run.Attempt)
                ? run with { Directory = directory, Sent = SentFrom(run with { Directory = directory }, backends), Site = RecordSchema.ReadOwn<BackendSite>(site, backends.Of(run.Executor).SiteFormat, SiteMember) }
                : throw new JsonException($"expected the record of {name}, found that of {run.Id}, attempt {run.Attempt} at {run.Name}");
        }
        catch (Exception exception) when (exception is JsonException or FairleadException)
        {
            throw new FairleadException(ExitCode.Unclear, $"{path} is not a run record: {exception.Message}", $"move {directory} away and look at what it holds", exception);
        }
    }

    private static Lazy<JobRequest> SentFrom(Run run, BackendMap backends) =>
        new(() => JobRequestJson.Read(File.ReadAllText(run.RequestFile), run.RequestFile, backends));

    private static string PathIn(string directory) => Path.Combine(directory, Name);
}
