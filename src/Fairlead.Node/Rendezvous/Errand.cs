using Fairlead.Node.Rendezvous.Wire;

namespace Fairlead.Node.Rendezvous;

/// <summary>What a rank waits for at a phase.</summary>
internal sealed class Errand(Message.Join join)
{
    private readonly TaskCompletionSource<string> payload = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Message.Join Join => join;

    public Task<string> Payload => payload.Task;

    public void Complete(string decision) => payload.TrySetResult(decision);
}
