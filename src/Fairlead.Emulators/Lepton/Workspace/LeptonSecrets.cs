using System.Collections.Concurrent;

namespace Fairlead.Emulators.Lepton.Workspace;

/// <summary>The workspace's secrets; their values go to pods and are never told.</summary>
internal sealed class LeptonSecrets
{
    private readonly ConcurrentDictionary<string, string> values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> All => values;

    /// <returns>False: there is one of this name.</returns>
    public bool TryAdd(string name, string value) => values.TryAdd(name, value);

    public bool TryRemove(string name) => values.TryRemove(name, out _);
}
