namespace Fairlead.Sources.Tests;

/// <summary>Packs a folder from the command line, so that tests can choose the user, umask, clock and locale it runs under.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments)
    {
        var list = await SourceLister.ListAsync(new SourceScope(arguments[0], ["."]));
        await using var archive = File.Create(arguments[1]);
        await DeterministicArchive.WriteAsync(list, archive);
    }

    /// <param name="binaries">The folder that holds this program.</param>
    public static string[] CommandLine(string binaries, string tree, string archive) =>
        [Environment.ProcessPath!, "exec", Path.Combine(binaries, $"{typeof(Program).Assembly.GetName().Name}.dll"), tree, archive];
}
