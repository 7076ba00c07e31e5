namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>The other side does not keep to the protocol: that connection ends, and nothing else.</summary>
internal sealed class WireException(string message) : Exception(message);
