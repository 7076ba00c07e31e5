using System.Globalization;

namespace Fairlead.Sources;

/// <summary>What people are told of what does not ship.</summary>
public static class LeftOutWords
{
    private const int Shown = 10;

    /// <summary>What a job may miss: each secret, and a line for the rest.</summary>
    public static IEnumerable<string> Warnings(SourceList list)
    {
        foreach (var secret in list.LeftOut.Where(item => item.Kind == LeftOutKind.Secret))
            yield return $"{Printable.Name(secret.ArchivePath)} looks like a secret ({secret.Rule}) and is not shipped; to ship it, name it in source.include";
        var rest = list.LeftOut.Where(item => item is { Surprises: true, Kind: not LeftOutKind.Secret }).ToList();
        if (rest.Count > 0)
            yield return $"{rest.Count.ToString("N0", CultureInfo.InvariantCulture)} of the source will be missed: {string.Join(", ", rest.Take(Shown).Select(Name))}{More(rest.Count)}";
    }

    /// <summary>Lines of a report; secrets and absent submodules all, of the rest the first ten, what a job may miss before others.</summary>
    internal static IEnumerable<string> Lines(SourceList list)
    {
        foreach (var secret in list.LeftOut.Where(item => item.Kind == LeftOutKind.Secret))
            yield return $"withheld    {Printable.Name(secret.ArchivePath)} (looks like a secret: {secret.Rule})";
        foreach (var path in list.AbsentSubmodules)
            yield return $"absent      {Printable.Name(path)} (submodule not checked out)";
        var rest = list.LeftOut.Where(item => item.Kind is not (LeftOutKind.Secret or LeftOutKind.AbsentSubmodule)).OrderByDescending(item => item.Surprises).ToList();
        foreach (var item in rest.Take(Shown))
            yield return $"left out    {Name(item)}";
        if (rest.Count > Shown)
            yield return $"left out   {More(rest.Count)}";
    }

    private static string Name(LeftOut item) => $"{Printable.Name(item.ArchivePath)} ({item.Rule})";

    private static string More(int count) =>
        count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {count - Shown:N0} more (PackageSource --json names all)") : "";
}
