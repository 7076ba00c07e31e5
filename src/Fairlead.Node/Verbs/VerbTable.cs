namespace Fairlead.Node.Verbs;

/// <summary>Everything that the program can be told to do.</summary>
internal static class VerbTable
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        ModelVerbs.Run,
        ModelVerbs.StageResults,
        ModelVerbs.CollectResults,
        RendezvousVerb.Verb,
    ];
}
