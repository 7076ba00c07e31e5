using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>Where things lie below a cluster's job directory. What is named by a digest never changes and is shared by jobs.</summary>
public sealed record ClusterLayout(string Directory)
{
    private const int ReferenceDigestLength = 12;

    public string Source(Digest archive) => $"{Directory}/sources/{archive}.tar.gz";

    public string Input(Digest content) => $"{Directory}/inputs/{content}";

    public string Artifacts => $"{Directory}/artifacts";

    /// <param name="artifact">The key of the stage that makes it.</param>
    public string Artifact(Digest artifact) => $"{Artifacts}/{artifact}";

    /// <summary>One checkout, which never changes.</summary>
    public string Checkout(PinnedCommit commit) => $"{Directory}/git-cache/{RepositoryPath.Of(commit)}";

    /// <param name="image">A path on the cluster stays as it is; a reference lies where its squash file is made.</param>
    public string Image(string image) => SquashFile.IsPath(image)
        ? image
        : $"{Directory}/images/{PathWord.Of(image.Split('/')[^1])}-{Digest.Of(image).ToString()[..ReferenceDigestLength]}.sqsh";

    public string Runs => $"{Directory}/runs";

    public string Run(string id) => $"{Runs}/{id}";
}
