namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>What ranks and rank 0 say to each other once they know each other.</summary>
internal abstract record Message
{
    private Message()
    {
    }

    /// <summary>Rank 0 lets a rank in.</summary>
    public sealed record Welcome : Message;

    /// <summary>Rank 0 does not.</summary>
    public sealed record Nope(RefusalCode Code, string Detail) : Message;

    /// <summary>A rank is at a phase.</summary>
    /// <param name="Meeting">How many times it has met, this one included.</param>
    public sealed record Join(int Meeting, Phase Phase, string Note) : Message;

    /// <summary>All ranks were there; this is what rank 0 decided.</summary>
    public sealed record Go(int Meeting, string Payload) : Message;

    /// <summary>A rank knows what was decided.</summary>
    public sealed record Ack(int Meeting) : Message;

    /// <summary>What a rank is at, for those who wait: their deadlines begin anew.</summary>
    public sealed record Hold(string Progress) : Message;

    /// <summary>Still there.</summary>
    public sealed record Beat : Message;

    /// <summary>The job cannot go on.</summary>
    /// <param name="Rank">Whose fault it is; null when nobody can say.</param>
    public sealed record Abort(int? Rank, string Reason) : Message;

    /// <summary>Has what it came for, and leaves.</summary>
    public sealed record Bye : Message;
}
