namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>Who speaks.</summary>
internal enum Side
{
    Caller,
    Listener,
}
