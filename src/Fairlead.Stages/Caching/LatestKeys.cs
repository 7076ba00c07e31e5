using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Remembers which key each stage last had for each subject: the other half of every "why did this run".</summary>
internal sealed class LatestKeys(string root)
{
    private readonly string folder = Path.Combine(root, "latest");

    /// <summary>Null when the stage was never recorded for the subject.</summary>
    public Digest? Find(string stage, string subject) => Read(PathOf(stage, subject));

    public void Record(StageInputs inputs)
    {
        var path = PathOf(inputs.Stage, inputs.Subject);
        if (Read(path) == inputs.Key)
            return;
        Directory.CreateDirectory(folder);
        AtomicFile.Write(path, inputs.Key.ToString());
    }

    /// <summary>Every recorded file and the key it holds.</summary>
    public IEnumerable<(FileInfo File, Digest? Key)> All() =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles().Where(file => !AtomicFile.IsTemporary(file.Name)).Select(file => (file, Read(file.FullName)))
            : [];

    // A damaged file costs an explanation, not a result: it reads as if nothing had been recorded, and the next run replaces it.
    private static Digest? Read(string path)
    {
        try
        {
            return Digest.TryParse(File.ReadAllText(path), out var key) ? key : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(string stage, string subject) =>
        Path.Combine(folder, Digest.Of($"{stage}\n{subject}").ToString());
}
