namespace Fairlead.Node.Rendezvous;

/// <summary>Keeps the last word of progress until it is told.</summary>
internal sealed class Reporter : IProgress<string>
{
    private string? untold;

    public void Report(string value) => Volatile.Write(ref untold, Texts.Shortened(value));

    /// <returns>Null when there was none since the last call.</returns>
    public string? Take() => Interlocked.Exchange(ref untold, null);
}
