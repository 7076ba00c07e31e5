using System.Collections.Immutable;

namespace Fairlead.Node.Rendezvous;

/// <summary>Who is at one phase, and who knows what was decided there; the counting alone.</summary>
/// <param name="number">Counts the meetings of a job from 1.</param>
internal sealed class Meeting(int number, int world)
{
    private readonly Attendance?[] attendances = new Attendance?[world];
    private readonly TaskCompletionSource allHere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource allKnow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<int> missing = [.. Enumerable.Range(0, world)];
    private readonly HashSet<int> unaware = [.. Enumerable.Range(1, world - 1)];

    public int Number => number;

    /// <summary>What rank 0 decided; null as long as it has not.</summary>
    public string? Payload { get; private set; }

    /// <summary>Where rank 0 is; null as long as it has not come.</summary>
    public Phase? Phase => attendances[0]?.Phase;

    public Task AllHere => allHere.Task;

    public Task AllKnow => allKnow.Task;

    public ImmutableArray<string> Notes => [.. attendances.Select(attendance => attendance!.Note)];

    /// <summary>When each rank came, from rank 0 on.</summary>
    public ImmutableArray<long> Arrivals => [.. attendances.Select(attendance => attendance!.At)];

    public ImmutableArray<int> Missing => [.. missing.Order()];

    public ImmutableArray<int> Unaware => [.. unaware.Order()];

    /// <summary>A rank that is somewhere else than rank 0; null when there is none.</summary>
    public (int Rank, Phase Phase)? Stray =>
        Phase is { } phase && Array.FindIndex(attendances, attendance => attendance is not null && attendance.Phase != phase) is var rank and > 0
            ? (rank, attendances[rank]!.Phase)
            : null;

    /// <summary>A rank is there; one that comes again, after its connection was lost, counts once.</summary>
    public void Join(int rank, Phase phase, string note, long at)
    {
        attendances[rank] = new Attendance(phase, note, at);
        missing.Remove(rank);
        if (missing.Count == 0)
            allHere.TrySetResult();
    }

    /// <summary>A rank's connection is gone; after the decision it no longer matters.</summary>
    public void Leave(int rank)
    {
        if (AllHere.IsCompleted)
            return;
        attendances[rank] = null;
        missing.Add(rank);
    }

    public void Decide(string payload) => Payload = payload;

    public bool IsUnaware(int rank) => unaware.Contains(rank);

    public void Acknowledge(int rank)
    {
        unaware.Remove(rank);
        if (unaware.Count == 0)
            allKnow.TrySetResult();
    }

    private sealed record Attendance(Phase Phase, string Note, long At);
}
