namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Those who have not shown yet that they belong to the job: so many at most, each for so long; the oldest goes first.</summary>
internal sealed class WaitingRoom(int capacity)
{
    private readonly Lock gate = new();
    private readonly LinkedList<CancellationTokenSource> waiting = new();

    public LinkedListNode<CancellationTokenSource> Enter(CancellationTokenSource patience)
    {
        if (IsFull())
            DropOldest();
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

    private bool IsFull()
    {
        lock (gate)
            return waiting.Count >= capacity;
    }
}
