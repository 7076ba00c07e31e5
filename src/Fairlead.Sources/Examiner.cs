using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Judges listed paths one by one; safe to share between threads.</summary>
internal sealed class Examiner(SourceScope scope, string root)
{
    private readonly string[] excluded = [.. scope.Exclude.Select(folder => $"{folder}/")];

    /// <returns>Null for a path that is excluded, or gone although git still tracks it.</returns>
    public Examined? Examine(string archivePath)
    {
        if (excluded.Any(prefix => archivePath.StartsWith(prefix, StringComparison.Ordinal)))
            return null;
        var disposition = ShippingRules.Decide(archivePath);
        if (disposition == Disposition.Exclude)
            return null;
        try
        {
            return Judge(archivePath, disposition);
        }
        catch (FairleadException exception)
        {
            return new Examined.Refused(archivePath, exception.Message);
        }
    }

    private Examined? Judge(string archivePath, Disposition disposition)
    {
        var path = Path.Combine(root, archivePath);
        if (FileStatus.Read(path) is not { } status)
            return archivePath.Contains('\uFFFD', StringComparison.Ordinal) ? new Examined.Refused(archivePath, "has a name that is not UTF-8") : null;
        return status.Kind switch
        {
            FileKind.Folder => new Examined.Folder(archivePath),
            _ when disposition == Disposition.Withhold => new Examined.Withheld(archivePath),
            FileKind.Link => Link(archivePath, path, status),
            FileKind.Regular => Regular(archivePath, path, status),
            _ => new Examined.Refused(archivePath, "is neither a file, a folder nor a link"),
        };
    }

    private static Examined Link(string archivePath, string path, FileStatus status)
    {
        var target = new FileInfo(path).LinkTarget ?? "";
        return LinkRule.Violation(archivePath, target) is { } violation
            ? new Examined.Refused(archivePath, violation)
            : new Examined.Shipped(new SourceFile(archivePath, path, 0, false, target, status.Stamp));
    }

    private Examined Regular(string archivePath, string path, FileStatus status) =>
        status.Size > scope.MaxFileBytes
            ? new Examined.Refused(archivePath, string.Create(CultureInfo.InvariantCulture, $"has {status.Size:N0} bytes; the limit is {scope.MaxFileBytes:N0}"))
            : new Examined.Shipped(new SourceFile(archivePath, path, status.Size, status.Executable, null, status.Stamp));
}
