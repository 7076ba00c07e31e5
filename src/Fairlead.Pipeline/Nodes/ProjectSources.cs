using System.Xml.Linq;

namespace Fairlead.Pipeline.Nodes;

/// <summary>What a project of this repository is built from: its files, those of the projects it refers to, and what is said of all.</summary>
internal static class ProjectSources
{
    private static readonly string[] OfAll = ["Directory.Build.props", "Directory.Packages.props", "global.json"];
    private static readonly string[] Made = ["bin", "obj"];

    /// <param name="project">Its file, from the root.</param>
    /// <returns>Paths from the root, in ordinal order.</returns>
    public static IReadOnlyList<string> Of(string root, string project) =>
        [.. Projects(root, project).Distinct().SelectMany(file => FilesBeside(root, file)).Concat(OfAll).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Projects(string root, string project)
    {
        var references = XDocument.Load(Path.Combine(root, project)).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));
        return references.SelectMany(reference => Projects(root, Path.GetRelativePath(root, Path.GetFullPath(reference, Path.Combine(root, Path.GetDirectoryName(project)!))))).Prepend(project);
    }

    private static IEnumerable<string> FilesBeside(string root, string project)
    {
        var folder = Path.Combine(root, Path.GetDirectoryName(project)!);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Made.Contains(Path.GetRelativePath(folder, file).Split('/')[0]))
            .Select(file => Path.GetRelativePath(root, file));
    }
}
