using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>The symbolic links of a directory that is brought here. All stay inside it, so nobody who follows one reads other files of this machine.</summary>
internal sealed class DownloadedLinks
{
    private readonly IReadOnlyList<(string Path, string Target)> links;

    private DownloadedLinks(IReadOnlyList<(string Path, string Target)> links) => this.links = links;

    /// <exception cref="FairleadException">One of them leaves the directory.</exception>
    public static DownloadedLinks Checked(string directory, IReadOnlyList<(string Path, string Target)> links)
    {
        foreach (var (path, target) in links)
        {
            if (LinkRule.Violation(path, target) is { } violation)
                throw FairleadException.Stage($"'{directory}/{path}' {violation}", "have the job put the file itself there, or a relative link that stays in the directory");
        }

        return new DownloadedLinks(links);
    }

    public void PlaceIn(string directory)
    {
        foreach (var (path, target) in links)
            File.CreateSymbolicLink(Path.Combine(directory, path), target);
    }
}
