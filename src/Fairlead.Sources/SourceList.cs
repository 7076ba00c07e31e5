using System.Collections.Immutable;

namespace Fairlead.Sources;

/// <summary>Everything that will be shipped, in archive order: by the bytes of the UTF-8 archive path.</summary>
public sealed record SourceList(ImmutableArray<SourceFile> Files)
{
    public ImmutableArray<SourceFile> Files { get; } = Files.Sort(static (a, b) => Utf8Order.Compare(a.ArchivePath, b.ArchivePath));

    public SourceOrigin Origin { get; init; }

    /// <summary>
    /// What is in the scope and stays behind, in the same order; what git ignores only where that was asked for. Of a folder that stays
    /// as a whole, only the folder.
    /// </summary>
    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Archive paths of files that look like secrets and stay behind, tracked or not.</summary>
    public ImmutableArray<string> Withheld => Paths(LeftOutKind.Secret);

    /// <summary>Archive paths of submodules that are not checked out, so that nothing of them is shipped.</summary>
    public ImmutableArray<string> AbsentSubmodules => Paths(LeftOutKind.AbsentSubmodule);

    public long TotalBytes => Files.Sum(file => file.Size);

    private ImmutableArray<string> Paths(LeftOutKind kind) => [.. LeftOut.Where(item => item.Kind == kind).Select(item => item.ArchivePath)];
}
