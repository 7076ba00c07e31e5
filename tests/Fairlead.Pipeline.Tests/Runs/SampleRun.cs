using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Tests.Runs;

internal static class SampleRun
{
    public static Run Of(string id, string directory) => new()
    {
        Id = id,
        Name = id,
        Attempt = 1,
        Recipe = "nano3/sft",
        Config = "tiny",
        Profile = "local",
        Executor = "local",
        Created = DateTimeOffset.UnixEpoch,
        Directory = directory,
    };
}
