namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Those who have not shown yet that they belong to the job, the oldest first.</summary>
internal sealed class WaitingRoom
{
    private readonly Lock gate = new();
    private readonly LinkedList<CancellationTokenSource> waiting = new();

    public LinkedListNode<CancellationTokenSource> Enter(CancellationTokenSource patience)
    {
        lock (gate)
            return waiting.AddLast(patience);
    }

    public void Leave(LinkedListNode<CancellationTokenSource> place)
    {
        lock (gate)
        {
            if (place.List is not null)
                waiting.Remove(place);
        }
    }

    public void DropOldest()
    {
        lock (gate)
        {
            if (waiting.First is not { } oldest)
                return;
            waiting.RemoveFirst();
            oldest.Value.CancelAfter(TimeSpan.Zero); // elsewhere: what ends with it must not run in here
        }
    }
}
