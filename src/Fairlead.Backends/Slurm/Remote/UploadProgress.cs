namespace Fairlead.Backends.Slurm.Remote;

/// <summary>Says how far an upload is, when it takes long enough for somebody to wonder.</summary>
internal sealed class UploadProgress(Action<string> tell, string file, string host) : IProgress<long>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly long size = new FileInfo(file).Length;
    private long? start;
    private long began = Environment.TickCount64;
    private long told = Environment.TickCount64;

    public void Report(long value)
    {
        var now = Environment.TickCount64;
        if (start is null)
            (start, began, told) = (value, now, now);
        if (now - told < Interval.TotalMilliseconds)
            return;
        told = now;
        tell($"sending {Path.GetFileName(file)} to {host}: {Megabytes(value)} of {Megabytes(size)} MB, {Megabytes((value - start.Value) * 1000 / (now - began))} MB/s");
    }

    private static string Megabytes(long bytes) => $"{bytes / 1e6:0.0}";
}
