using System.Text;
using Fairlead.Backends.Cloud.Logs;

namespace Fairlead.Backends.Tests.Cloud.Logs;

/// <summary>Pods whose output a test writes, behind connections that break where it says.</summary>
internal sealed class ScriptedPods : IPodLogs
{
    private readonly List<ScriptedPod> pods = [];

    /// <summary>How often any output was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>How many of the next calls fail.</summary>
    public int Failures { get; set; }

    public ScriptedPod Add(int node, string text = "")
    {
        var pod = new ScriptedPod(new Pod($"job-worker-{node}-{pods.Count}", node));
        pod.Write(text);
        lock (pods)
            pods.Add(pod);
        return pod;
    }

    public Task<IReadOnlyList<Pod>> ListAsync(CancellationToken cancellationToken)
    {
        FailOnce();
        lock (pods)
            return Task.FromResult<IReadOnlyList<Pod>>([.. pods.Select(pod => pod.Pod)]);
    }

    public Task<Stream> OpenAsync(Pod pod, bool follow, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        Opened++;
        FailOnce();
        lock (pods)
            return Task.FromResult<Stream>(new ScriptedStream(pods.Single(known => known.Pod == pod), follow));
    }

    public Task<Stream> OpenTailAsync(Pod pod, int lines, CancellationToken cancellationToken) => OpenAsync(pod, follow: false, null, cancellationToken);

    private void FailOnce()
    {
        if (Failures-- > 0)
            throw new IOException("the connection was reset");
    }
}

/// <summary>One pod's output.</summary>
internal sealed class ScriptedPod(Pod pod)
{
    private readonly List<byte> written = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Pod Pod => pod;

    /// <summary>After so many bytes of the output a connection breaks, once each.</summary>
    public SortedSet<long> Breaks { get; } = [];

    /// <summary>Streams that follow end here.</summary>
    public bool HasEnded { get; private set; }

    public void Write(string text)
    {
        lock (written)
            written.AddRange(Encoding.UTF8.GetBytes(text));
        Change();
    }

    public void End()
    {
        HasEnded = true;
        Change();
    }

    public (byte[] Bytes, Task Changed) From(long position)
    {
        lock (written)
            return ([.. written.Skip((int)position)], changed.Task);
    }

    private void Change()
    {
        lock (written)
        {
            changed.SetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
