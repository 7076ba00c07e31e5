using System.Security.Cryptography;
using System.Text;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous.Legacy;

/// <summary>
/// The lines of protocol 1, which madengine's ranks speak: <c>READY token rank</c>, answered by <c>GO token rank word</c>, where the word may lack. Anyone who
/// reads the line knows the token, and without one of its own a job's token follows from its number.
/// </summary>
internal sealed class ReadyGo(string token)
{
    public const int ReadyLimit = 128;
    public const int GoLimit = 256;
    private const string Nothing = "-";

    public static ReadyGo Of(IReadOnlyDictionary<string, string> environment, JobTopology topology) =>
        new(environment.GetValueOrDefault("MAD_BARRIER_TOKEN", $"JOB{topology.Job}"));

    /// <summary>The candidates that madengine derives, unless others are named: in the range of outgoing connections, which is among what protocol 2 mends.</summary>
    public static PortRange Ports(IReadOnlyDictionary<string, string> environment) =>
        PortRange.Named(environment) ?? new PortRange(43000 + (int)(PortRange.Seed(environment) % 1000), 16);

    public string Ready(int rank) => $"READY {token} {rank}";

    /// <summary>The rank that says it is ready.</summary>
    /// <exception cref="WireException">It is another line, of another job, or no rank of this world.</exception>
    public int ReadyRank(string line, int world) =>
        line.Split(' ') is ["READY", var given, var rank] && IsToken(given) && Word.Number(rank) is var number and > 0 && number < world
            ? number
            : throw new WireException("another line than READY, this job's token and a rank");

    /// <exception cref="FairleadException">The word is none, or too long for the line.</exception>
    public string Go(int rank, string word)
    {
        var line = $"GO {token} {rank} {(word.Length == 0 ? Nothing : word)}";
        return line.Length < GoLimit && word.All(letter => letter is > ' ' and < (char)127)
            ? line
            : throw FairleadException.Usage($"expected one short word for all ranks, found {word.Length} characters: protocol 1 carries no more", "use protocol 2: unset FAIRLEAD_RENDEZVOUS_PROTOCOL on every rank");
    }

    /// <summary>The word of rank 0; empty when there is none.</summary>
    /// <exception cref="WireException">It is another line, or for another rank.</exception>
    public string GoWord(string line, int rank) => line.Split(' ') switch
    {
        ["GO", var given, var number] when IsToken(given) && Word.Number(number) == rank => "",
        ["GO", var given, var number, var word] when IsToken(given) && Word.Number(number) == rank => word == Nothing ? "" : word,
        _ => throw new WireException("another line than GO, this job's token and rank"),
    };

    private bool IsToken(string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
