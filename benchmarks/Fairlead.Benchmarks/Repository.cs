namespace Fairlead.Benchmarks;

/// <summary>The checkout this program was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Script => Path.Combine(Root, "build.sh");

    public static string Recipes => Path.Combine(Root, "recipes");

    public static string Results => Path.Combine(Root, "artifacts", "benchmarks");

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Fairlead.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"expected Fairlead.slnx above '{AppContext.BaseDirectory}'");
        return folder;
    }
}
