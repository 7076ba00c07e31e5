using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends;

/// <summary>A backend whose nodes run images from squash files.</summary>
public interface ISquashesImages
{
    /// <summary>Has the job's image where its nodes look for it.</summary>
    /// <param name="again">Make it anew.</param>
    /// <exception cref="Primitives.FairleadException">The image cannot be had.</exception>
    Task<SquashedImage> SquashAsync(ResolvedJob job, bool again, CancellationToken cancellationToken);
}

/// <summary>An image as a squash file.</summary>
/// <param name="Made">It was not there before.</param>
public sealed record SquashedImage(string Path, long Bytes, bool Made);
