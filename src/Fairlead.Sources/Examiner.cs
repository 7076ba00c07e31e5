using System.Collections.Frozen;
using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>Judges listed paths one by one; safe to share between threads.</summary>
internal sealed class Examiner(SourceScope scope, string root, NoteOf notes)
{
    private readonly string[] excluded = [.. scope.Exclude.Select(folder => $"{folder}/")];

    // Whoever includes a file by its own name means it.
    private readonly FrozenSet<string> named = scope.Include.ToFrozenSet(StringComparer.Ordinal);

    public List<Examined> Examine(IReadOnlyList<ListedPath> listed)
    {
        var examined = new Examined?[listed.Count];
        Parallel.For(0, examined.Length, i => examined[i] = Examine(listed[i]));
        return [.. examined.OfType<Examined>()];
    }

    /// <returns>Null for a path that is excluded, or gone although git still tracks it.</returns>
    private Examined? Examine(ListedPath listed)
    {
        if (excluded.Any(prefix => listed.Path.StartsWith(prefix, StringComparison.Ordinal)))
            return null;
        if (ShippingRules.Leftover(listed.Path) is { } leftover)
        {
            var name = Path.GetFileName(leftover);
            return name == ".git" ? null : Left(listed with { Path = leftover }, LeftOutKind.BuiltIn, name);
        }

        try
        {
            return Judge(listed);
        }
        catch (FairleadException exception)
        {
            return new Examined.Refused(listed.Path, exception.Message);
        }
    }

    private Examined? Judge(ListedPath listed)
    {
        var path = Path.Combine(root, listed.Path);
        if (FileStatus.Read(path) is not { } status)
            return listed.Path.Contains('\uFFFD', StringComparison.Ordinal) ? new Examined.Refused(listed.Path, "has a name that is not UTF-8") : null;
        var meant = named.Contains(listed.Path);
        return status.Kind switch
        {
            _ when listed.Ignored && !meant => Ignored(listed, status),
            FileKind.Folder => new Examined.Folder(listed.Path),
            _ when !meant && SecretNames.Match(listed.Path) is { } pattern => Left(listed, LeftOutKind.Secret, pattern, status.Stamp),
            _ when !meant && ShippingRules.DataPattern(listed.Path) is { } pattern => Left(listed, LeftOutKind.BuiltIn, pattern),
            FileKind.Link => Link(listed.Path, path, status),
            FileKind.Regular => Regular(listed, path, status, meant),
            _ => new Examined.Refused(listed.Path, "is neither a file, a folder nor a link"),
        };
    }

    private static Examined.Left Ignored(ListedPath listed, FileStatus status) =>
        Left(listed, LeftOutKind.Ignored, "git ignores it", status.Kind == FileKind.Regular && SecretNames.Match(listed.Path) is not null ? status.Stamp : null);

    private static Examined.Left Left(ListedPath listed, LeftOutKind kind, string rule, FileStamp? stamp = null) =>
        new(new LeftOut(listed.Path, kind, rule, listed.Tracked), stamp);

    private static Examined Link(string archivePath, string path, FileStatus status)
    {
        var target = new FileInfo(path).LinkTarget ?? "";
        return LinkRule.Violation(archivePath, target) is { } violation
            ? new Examined.Refused(archivePath, violation)
            : new Examined.Shipped(new SourceFile(archivePath, path, 0, false, target, status.Stamp));
    }

    private Examined Regular(ListedPath listed, string path, FileStatus status, bool meant)
    {
        if (status.Size > scope.MaxFileBytes)
            return new Examined.Refused(listed.Path, string.Create(CultureInfo.InvariantCulture, $"has {status.Size:N0} bytes; the limit is {scope.MaxFileBytes:N0}"));
        return TellingContent.Of(notes(path, status.Stamp, TellingContent.Find)) switch
        {
            (LeftOutKind.Secret, var rule) when !meant => Left(listed, LeftOutKind.Secret, rule, status.Stamp),
            (LeftOutKind.Pointer, var rule) => new Examined.Shipped(File(), Left(listed, LeftOutKind.Pointer, rule).What, status.HasOtherNames),
            _ => new Examined.Shipped(File(), HasOtherNames: status.HasOtherNames),
        };

        SourceFile File() => new(listed.Path, path, status.Size, status.Executable, null, status.Stamp);
    }
}
