using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>A recorded result: which files the stage made under which key.</summary>
/// <param name="Outputs">By path below the output directory, with forward slashes.</param>
public sealed record StageEntry(string Stage, Digest Key, ImmutableSortedDictionary<string, StageOutput> Outputs)
{
    /// <summary>Of names, contents and modes together.</summary>
    public Digest OutputDigest => Digest.Of(EntryDocument.WriteOutputs(Outputs).Span);

    /// <summary>In the store.</summary>
    internal string Name => Key.ToString();

    /// <summary>Every blob the entry needs: its inputs document, whose digest is the key, and its outputs, each once.</summary>
    internal IEnumerable<Digest> Blobs => Outputs.Values.Select(output => output.Digest).Prepend(Key).Distinct();
}
