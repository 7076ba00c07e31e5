
namespace Fairlead.Sources;

/// <summary>A withheld file stays behind under its other names too.</summary>
internal static class HardLinks
{
    public static IReadOnlyList<Examined> Withhold(SourceScope scope, IReadOnlyList<Examined> examined)
    {
        var withheld = examined.OfType<Examined.Left>()
            .Where(item => item.Stamp is { Inode: > 0 })
            .DistinctBy(item => item.Stamp)
            .ToDictionary(item => item.Stamp!.Value, item => item.What.ArchivePath);
        return withheld.Count == 0 ? examined : [.. examined.Select(item => item is Examined.Shipped shipped ? Judge(shipped) : item)];

        Examined Judge(Examined.Shipped shipped) =>
            withheld.TryGetValue(shipped.File.Stamp, out var other) && !scope.Include.Contains(shipped.File.ArchivePath)
                ? new Examined.Left(new LeftOut(shipped.File.ArchivePath, LeftOutKind.Secret, $"the same file as '{Printable.Name(other)}'", Tracked: false))
                : shipped;
    }
}
