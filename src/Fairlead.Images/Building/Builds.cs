using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>Sees to several images at once.</summary>
public static class Builds
{
    /// <summary>Those with the same key one after the other, the others beside each other. A failure does not keep the others from being built.</summary>
    /// <param name="parallel">How many may be built at the same time.</param>
    /// <returns>In the order of <paramref name="images"/>.</returns>
    /// <exception cref="FairleadException">Builds failed; the problem names all of them.</exception>
    public static async Task<ImmutableArray<TResult>> AllAsync<TImage, TResult>(
        IReadOnlyList<TImage> images, Func<TImage, Digest> keyOf, int parallel, Func<TImage, CancellationToken, Task<TResult>> ensureAsync, CancellationToken cancellationToken)
    {
        var results = new TResult[images.Count];
        var failures = new FairleadException?[images.Count];
        var sameKey = Enumerable.Range(0, images.Count).GroupBy(i => keyOf(images[i]));
        await Parallel.ForEachAsync(sameKey, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken }, async (group, cancellation) =>
        {
            foreach (var i in group)
            {
                try
                {
                    results[i] = await ensureAsync(images[i], cancellation);
                }
                catch (FairleadException exception)
                {
                    failures[i] = exception;
                    break; // the others of this key would fail alike
                }
            }
        });
        return failures.OfType<FairleadException>().ToList() switch
        {
            [] => [.. results],
            [var one] => throw one,
            var several => throw FairleadException.Stage($"{several.Count} images could not be built:\n{string.Join('\n', several.Select(failure => failure.Message))}"),
        };
    }
}
