using ArchUnitNET.Loader;
using Fairlead.Backends;
using Fairlead.Images.Engine;
using Fairlead.Pipeline;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;
using Fairlead.Sources;
using Fairlead.Stages.Caching;

namespace Fairlead.Architecture.Tests;

/// <summary>The projects of the library, from left to right, and their sources.</summary>
internal static class House
{
    /// <summary>None refers to one on its right.</summary>
    public static IReadOnlyList<System.Reflection.Assembly> LeftToRight { get; } =
    [
        typeof(Digest).Assembly,
        typeof(StageCache).Assembly,
        typeof(ResolvedJob).Assembly,
        typeof(SourceLister).Assembly,
        typeof(ContainerEngine).Assembly,
        typeof(Backend).Assembly,
        typeof(KnownBackends).Assembly,
        typeof(RecipePipeline).Assembly,
    ];

    public static ArchUnitNET.Domain.Architecture Architecture { get; } = new ArchLoader().LoadAssemblies([.. LeftToRight]).Build();

    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The C# files below a folder of the repository, as paths from its root, with their text.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(Root, file), File.ReadAllText(file)))
            .Where(file => !file.Item1.Split('/').Contains("obj"));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Fairlead.slnx")) ? folder : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Fairlead.slnx is not above the tests"));
}
