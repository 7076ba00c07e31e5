using System.Collections.Immutable;

namespace Fairlead.Sources;

/// <summary>What may be shipped, before git and the shipping rules have their say.</summary>
/// <param name="Root">The folder that archive paths are relative to.</param>
/// <param name="Include">Files and folders below the root, relative to it; "." is all of it.</param>
public sealed record SourceScope(string Root, ImmutableArray<string> Include)
{
    public const long DefaultMaxFileBytes = 1 << 20;

    /// <summary>Folders below the root, relative to it, that stay behind.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>The largest file that may be shipped, in bytes; the setting <c>source_max_file_bytes</c>.</summary>
    public long MaxFileBytes { get; init; } = DefaultMaxFileBytes;
}
