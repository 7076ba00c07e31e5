using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>The pods of a job that were found so far, each being read.</summary>
internal sealed class FollowedPods(IPodLogs logs, LogQuery query, Func<PodLine, Task> tell, TimeProvider time, CancellationToken over)
{
    private readonly Dictionary<string, PodFollower> followers = new(StringComparer.Ordinal);
    private readonly List<Task> readings = [];

    public bool AreSilent => followers.Values.All(follower => follower.IsSilent);

    public bool MayHaveEnded => followers.Values.Any(follower => follower.MayHaveEnded);

    /// <summary>Begins to read the pods that are new.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var failed in readings.Where(reading => reading.IsFaulted))
            await failed;
        foreach (var pod in await logs.ListAsync(cancellationToken))
        {
            if (followers.ContainsKey(pod.Name))
                continue;
            var follower = new PodFollower(new PodOutput(pod, logs, query.Since), query.Tail, tell, time, over);
            followers.Add(pod.Name, follower);
            readings.Add(follower.ReadAsync(cancellationToken));
        }
    }

    /// <summary>Every pod that was found has been read to its end.</summary>
    public Task ReadToEndAsync() => Task.WhenAll(readings);
}
