using System.Net;
using Fairlead.Node.Rendezvous.Calls;

namespace Fairlead.Node.Rendezvous;

/// <summary>What rank 0 knows of another rank.</summary>
internal sealed class Seat(int rank)
{
    public int Rank => rank;

    /// <summary>Null before it came, and while its connection is gone.</summary>
    public AuthenticatedConnection? Connection { get; private set; }

    /// <summary>Which process of it came last; null before it came.</summary>
    public string? Process { get; private set; }

    public IPEndPoint? Address { get; private set; }

    /// <summary>When there was the last sign of life.</summary>
    public long HeardAt { get; set; }

    /// <summary>It has what it came for, and is missed no more.</summary>
    public bool HasLeft { get; set; }

    public bool HasCome => Process is not null;

    public void Take(AuthenticatedConnection connection, long at)
    {
        Connection = connection;
        Process = connection.Caller.Process;
        Address = connection.Remote;
        HeardAt = at;
        HasLeft = false;
    }

    /// <returns>Whether it was this connection that the rank had.</returns>
    public bool Vacate(AuthenticatedConnection connection, long at)
    {
        if (Connection != connection)
            return false;
        Connection = null;
        HeardAt = at;
        return true;
    }
}
