using Fairlead.Backends.Cloud.Http;

namespace Fairlead.Backends.Cloud.Lepton.Running.Jobs;

/// <summary>
/// Ends a stream that goes on for as long as its job lives where what was written before has been read: nothing more comes, or, after a while, what comes
/// must be waited for. What lies ready does not.
/// </summary>
internal sealed class QuietEndStream(Stream stream, TimeProvider time) : ForwardStream(stream)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Waited = TimeSpan.FromMilliseconds(20);
    private readonly long opened = time.GetTimestamp();
    private bool hasCaughtUp;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (hasCaughtUp)
            return 0;
        using var quiet = new CancellationTokenSource(Quiet, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        try
        {
            var asked = time.GetTimestamp();
            var count = await Source.ReadAsync(buffer, either.Token);
            hasCaughtUp = time.GetElapsedTime(asked) > Waited && time.GetElapsedTime(opened) > AWhile;
            return count;
        }
        catch (OperationCanceledException) when (quiet.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
