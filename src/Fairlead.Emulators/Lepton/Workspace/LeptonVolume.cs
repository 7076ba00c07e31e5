namespace Fairlead.Emulators.Lepton.Workspace;

/// <summary>Volumes as mounts name them.</summary>
internal static class LeptonVolume
{
    /// <summary>The part after the kind: <c>data</c> of <c>node-nfs:data</c>; <c>node-local</c> is itself.</summary>
    public static string NameOf(string from) => from[(from.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
