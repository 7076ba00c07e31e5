namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Where the output of a job's pods is read. What <see cref="BrokenConnection"/> knows may be thrown by every member and by its streams, and passes.</summary>
internal interface IPodLogs
{
    /// <summary>The pods that have output now, by node; later there may be more.</summary>
    Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One pod's output from its beginning; with <paramref name="follow"/> the stream goes on until the pod ends, or the connection breaks.</summary>
    /// <param name="since">Only what was written after this moment; refused where the platform cannot tell.</param>
    /// <returns>An empty stream while the pod has not begun, and once the platform has dropped it.</returns>
    Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken);

    /// <summary>The end of one pod's output: at least its last lines, or all of it where the platform cannot cut.</summary>
    Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken);
}

/// <summary>One container of a cloud job.</summary>
/// <param name="Node">Its place in the job, from 0.</param>
internal sealed record Pod(string Name, int Node);
