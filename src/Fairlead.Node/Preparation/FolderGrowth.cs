namespace Fairlead.Node.Preparation;

/// <summary>Says how many bytes lie in a folder whenever they have become more: progress of whoever writes there and says none itself.</summary>
internal sealed class FolderGrowth : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly ITimer timer;
    private long before;

    public FolderGrowth(string folder, Action<long> report, TimeProvider time) => timer = time.CreateTimer(
        _ =>
        {
            var now = BytesIn(folder);
            if (now > Interlocked.Exchange(ref before, now))
                report(now);
        },
        null,
        Every,
        Every);

    public void Dispose() => timer.Dispose();

    // A folder that goes while it is looked through tells nothing this time.
    private static long BytesIn(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
