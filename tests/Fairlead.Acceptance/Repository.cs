namespace Fairlead.Acceptance;

/// <summary>The checkout that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Recipes => Path.Combine(Root, "recipes");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Fairlead.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
