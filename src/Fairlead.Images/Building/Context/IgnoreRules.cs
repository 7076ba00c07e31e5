using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Building.Context;

/// <summary>Which files of a build's context stay behind. The last line that matches decides (https://docs.docker.com/build/building/context/#dockerignore-files).</summary>
internal sealed class IgnoreRules(ImmutableArray<IgnorePattern> patterns)
{
    public const string FileName = ".dockerignore";

    /// <summary>Whether some line may bring back files of a folder that is hidden.</summary>
    public bool HasExceptions { get; } = patterns.Any(pattern => pattern.IsException);

    /// <exception cref="FairleadException">A line is no pattern.</exception>
    public static IgnoreRules Parse(string text) =>
        new([.. text.TrimStart('\uFEFF').Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#').Select(line => new IgnorePattern(line))]);

    /// <summary>The file that hides files from this build: the Dockerfile's own, else the context's; null: there is none.</summary>
    public static string? FileFor(ImageDefinition definition, BuildTool tool)
    {
        string[] places = tool == BuildTool.Classic
            ? [Path.Combine(definition.Context, FileName)]
            : [definition.Dockerfile + FileName, Path.Combine(definition.Context, FileName)];
        return places.FirstOrDefault(File.Exists);
    }

    /// <param name="path">Relative to the context, with forward slashes.</param>
    public bool Hides(string path)
    {
        var candidates = FolderWalk.ItselfAndAbove(path).ToList();
        var hidden = false;
        foreach (var pattern in patterns)
        {
            if (pattern.IsException == hidden && candidates.Exists(pattern.Matches))
                hidden = !pattern.IsException;
        }

        return hidden;
    }
}
