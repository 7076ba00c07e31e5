namespace Fairlead.Primitives;

/// <summary>Where a command writes: results to <see cref="Out"/>, progress to <see cref="Error"/>.</summary>
public sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>A person watches results come.</summary>
    public bool IsResultWatched => Out is ScreenWriter;

    /// <summary>A person watches progress.</summary>
    public bool IsProgressWatched => Error is ScreenWriter;

    /// <summary>That of this process.</summary>
    public static Terminal OfProcess { get; } = new(Guarded(Console.Out, Console.IsOutputRedirected), Guarded(Console.Error, Console.IsErrorRedirected));

    public void Result(string line) => Out.WriteLine(line);

    public void Progress(string line) => Error.WriteLine(line);

    private static TextWriter Guarded(TextWriter writer, bool isRedirected) => isRedirected ? writer : new ScreenWriter(writer);
}
