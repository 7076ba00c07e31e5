using System.Text.Json;

namespace Fairlead.Runs.Folder;

/// <summary>A record of how a job, or a part of it, ended that cannot be read. It never counts as success.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Fault">What was expected of it.</param>
public sealed record DamagedRecord(string Path, string Fault)
{
    public string Reason => $"{Path} is no record of how it ended: {Fault}";

    public RunStatus Status => new(RunState.Failed, "damaged record", Reason);

    /// <summary>What a record says; where it is damaged, that.</summary>
    public static T Guard<T>(string path, Func<T> read, Func<DamagedRecord, T> damaged)
    {
        try
        {
            return read();
        }
        catch (JsonException exception)
        {
            return damaged(new DamagedRecord(path, exception.Message));
        }
    }
}
