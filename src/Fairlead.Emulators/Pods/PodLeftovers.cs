namespace Fairlead.Emulators.Pods;

/// <summary>What is left of pods when an emulator was killed.</summary>
internal static class PodLeftovers
{
    private const int NoSession = -1;

    /// <summary>Ends the processes and removes the logs and scratch folders of an emulator that served from a directory before.</summary>
    public static void Remove(string directory)
    {
        var pods = Path.Combine(directory, PodSet.Folder);
        if (!Directory.Exists(pods))
            return;
        foreach (var folder in Directory.EnumerateDirectories(pods))
            PodProcesses.KillAll(NoSession, folder);
        Directory.Delete(pods, recursive: true);
    }
}
