namespace Fairlead.Sources;

/// <summary>A file or a folder in the scope that does not ship.</summary>
/// <param name="Rule">What kept it, as people read it: a pattern, or a few words.</param>
/// <param name="Tracked">git tracks it, so whoever wrote the recipe may count on it.</param>
public sealed record LeftOut(string ArchivePath, LeftOutKind Kind, string Rule, bool Tracked)
{
    /// <summary>A job may miss it: worth a word on every submission.</summary>
    public bool Surprises => Kind switch
    {
        LeftOutKind.BuiltIn => Tracked,
        LeftOutKind.Secret or LeftOutKind.LinkTarget or LeftOutKind.Pointer => true,
        _ => false,
    };
}
