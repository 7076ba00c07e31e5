using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Jobs;

/// <summary>
/// Identity of all that turns a job into a request: the templates an executor uses, and the code around them, known by its compiled module.
/// A build of other code renders anew; equal requests are equal bytes all the same, so no job runs twice for it.
/// </summary>
internal static class RenderingIdentity
{
    public static Digest Of(params ImmutableArray<Digest> templates) => Of(typeof(RenderingIdentity).Module.ModuleVersionId, templates);

    public static Digest Of(Guid module, ImmutableArray<Digest> templates) =>
        Digest.Of(string.Join('\n', templates.Select(template => template.ToString()).Prepend(module.ToString())));
}
