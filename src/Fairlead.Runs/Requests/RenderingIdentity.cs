using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Runs.Requests;

/// <summary>
/// Identity of all that turns a job into a request: the templates a backend uses, and the code around them, known by its compiled modules.
/// A build of other code renders anew; equal requests are equal bytes all the same, so no job runs twice for it.
/// </summary>
public static class RenderingIdentity
{
    public static Digest Of(IEnumerable<Guid> modules, ImmutableArray<Digest> templates) =>
        Digest.Of(string.Join('\n', modules.Select(module => module.ToString()).Concat(templates.Select(template => template.ToString()))));
}
