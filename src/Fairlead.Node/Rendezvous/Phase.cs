namespace Fairlead.Node.Rendezvous;

/// <summary>A point that all ranks reach before any goes on.</summary>
/// <param name="Name">published or ready, or what a script calls it.</param>
/// <param name="Subject">What it is about, such as an image's key or digest; ranks that disagree are refused.</param>
internal sealed record Phase(string Name, string Subject)
{
    public override string ToString() => Subject.Length == 0 ? $"'{Name}'" : $"'{Name}' of '{Subject}'";
}
