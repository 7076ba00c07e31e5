namespace Fairlead.Runs.Requests;

/// <summary>Files of the user's that travel with a job: where the job finds them.</summary>
public static class FileInput
{
    /// <summary>The file's name in the job's <c>inputs</c> folder, which lies beside its code folder.</summary>
    public static string NameOf(string configKey) => configKey;

    /// <summary>The path that the rendered config holds: relative to the code folder, where every job starts.</summary>
    public static string PathOf(string configKey) => $"../inputs/{NameOf(configKey)}";
}
