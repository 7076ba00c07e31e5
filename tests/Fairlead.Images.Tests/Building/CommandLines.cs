namespace Fairlead.Images.Tests.Building;

/// <summary>What every process of this machine was started with, as anybody can see.</summary>
internal static class CommandLines
{
    public static IEnumerable<string> All() =>
        Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(Read);

    private static string Read(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // it ended meanwhile
        }
    }
}
