namespace Fairlead.Primitives;

/// <summary>Where a command writes: results to <see cref="Out"/>, progress to <see cref="Error"/>.</summary>
public sealed record Terminal(TextWriter Out, TextWriter Error)
{
    public void Result(string line) => Out.WriteLine(line);

    public void Progress(string line) => Error.WriteLine(line);
}
