using System.Net;

namespace Fairlead.Images.Engine;

/// <summary>A request's body that is written while it is sent. HTTP would wrap what goes wrong with it; here it is kept.</summary>
internal sealed class WrittenContent(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) : HttpContent
{
    /// <summary>What the writer threw; null for what the connection did.</summary>
    public Exception? Fault { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        try
        {
            await write(stream, cancellationToken);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            Fault = exception;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
