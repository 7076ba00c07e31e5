using Fairlead.Node.Rendezvous.Wire;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>A listener of this job does not let this caller in.</summary>
internal sealed class RefusedException(Message.Nope nope) : Exception(nope.Detail)
{
    /// <summary>Another listener may, or this one's successor.</summary>
    public bool IsForNow { get; } = nope.Code == RefusalCode.Elsewhere;
}
