namespace Fairlead.Backends.Cloud.Http;

/// <summary>An answer's body, given up when nothing has come for too long: a connection can be lost without a sign.</summary>
internal sealed class WatchedStream(Stream body, string call, TimeSpan longestSilence) : ForwardStream(body)
{
    /// <exception cref="IOException">The connection broke, or nothing came for too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestSilence);
        try
        {
            return await Source.ReadAsync(buffer, limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{call}: nothing has come for {longestSilence.TotalSeconds:0.#} s", exception);
        }
    }
}
