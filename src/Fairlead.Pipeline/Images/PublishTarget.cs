using System.Collections.Immutable;
using Fairlead.Images.Publishing;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Images;

/// <summary>Where images go when they are published, and under which tags.</summary>
public sealed record PublishTarget(string Registry, ImmutableArray<string> Tags)
{
    /// <exception cref="FairleadException">Registry or release are not named or malformed.</exception>
    public static PublishTarget Of(PipelineOptions options)
    {
        var registry = options.Registry ?? throw FairleadException.Usage("images are published with --registry=HOST/PATH, which is not given", "for example --registry=registry.example.net/team");
        var release = options.Release ?? throw FairleadException.Usage("images are published with --release=VERSION, which is not given", "for example --release=1.4.2");
        var target = new PublishTarget(registry.TrimEnd('/'), ReleaseTags.Of(release));
        _ = target.RepositoryOf("image");
        return target;
    }

    /// <param name="name">The last part.</param>
    /// <exception cref="FairleadException">The registry's grammar has no such repository.</exception>
    public RepositoryName RepositoryOf(string name) => RepositoryName.Parse($"{Registry}/{name}");
}
