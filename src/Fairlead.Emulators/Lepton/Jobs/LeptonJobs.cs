namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>The workspace's jobs: one per id among those that are alive, and those that were deleted.</summary>
internal sealed class LeptonJobs
{
    private readonly Lock gate = new();
    private readonly List<LeptonJob> alive = [];
    private readonly List<LeptonJob> archive = [];

    /// <returns>False: one of this id is alive.</returns>
    public bool TryAdd(LeptonJob job)
    {
        lock (gate)
        {
            if (alive.Exists(other => other.Id == job.Id))
                return false;
            alive.Add(job);
            return true;
        }
    }

    /// <summary>The latest of this id.</summary>
    public LeptonJob? Find(string id, LeptonJobMode mode) => All(mode).FirstOrDefault(job => job.Id == id);

    /// <summary>The latest first.</summary>
    public IReadOnlyList<LeptonJob> All(LeptonJobMode mode)
    {
        lock (gate)
        {
            return
            [
                .. mode.HasFlag(LeptonJobMode.Alive) ? Enumerable.Reverse(alive) : [],
                .. mode.HasFlag(LeptonJobMode.Archive) ? Enumerable.Reverse(archive) : [],
            ];
        }
    }

    public void Archive(LeptonJob job)
    {
        lock (gate)
        {
            if (alive.Remove(job))
                archive.Add(job);
        }
    }
}
