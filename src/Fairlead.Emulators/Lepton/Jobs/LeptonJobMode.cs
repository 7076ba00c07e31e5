namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Which jobs a request means: <c>job_query_mode</c>.</summary>
[Flags]
internal enum LeptonJobMode
{
    None = 0,
    Alive = 1,
    Archive = 2,
}

internal static class LeptonJobModes
{
    /// <summary>Null: there is no such mode. That a request without one means those that are alive is inferred.</summary>
    public static LeptonJobMode? Parse(string? mode) => mode switch
    {
        null or "" or "alive_only" => LeptonJobMode.Alive,
        "archive_only" => LeptonJobMode.Archive,
        "alive_and_archive" => LeptonJobMode.Alive | LeptonJobMode.Archive,
        _ => null,
    };
}
