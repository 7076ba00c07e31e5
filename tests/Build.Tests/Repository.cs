using System.Runtime.CompilerServices;

namespace Fairlead.Build.Tests;

internal static class Repository
{
    public static string Root { get; } = RootOf();

    private static string RootOf([CallerFilePath] string file = "") => Path.GetFullPath("../../..", file);
}
