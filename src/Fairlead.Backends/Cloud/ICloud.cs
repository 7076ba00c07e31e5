using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud;

/// <summary>A platform that runs jobs in pods, and keeps their files on a volume.</summary>
internal interface ICloud
{
    /// <summary>The source of what is said of a job that has said nothing itself.</summary>
    string Platform { get; }

    /// <summary>Only pods can write to the volume: what goes there goes in pieces that a pod can carry.</summary>
    bool PodsFillTheVolume { get; }

    /// <summary>Lines of a log are known by when they were written.</summary>
    bool LogsHaveTimes { get; }

    /// <summary>What a run is run as.</summary>
    ICloudWorkload WorkloadOf(Run run);

    /// <summary>The directory on the volume that runs live below; pods see it at this path, and this machine may.</summary>
    string HomeOf(Run run);

    /// <summary>Brings a folder below <see cref="HomeOf"/> to one of this machine, through the platform's API; null: it reaches no volume that holds it.</summary>
    Func<string, string, CancellationToken, Task>? DownloadOf(Run run);
}
