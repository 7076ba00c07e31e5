using System.Security.Cryptography;
using System.Text;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>
/// Signs the lines of one connection with HMAC-SHA-256, under a key that the job's secret and both sides' nonces make. The side that speaks and the
/// number of its line are signed too: no line is good on another connection, in the other direction, a second time or in another order.
/// </summary>
internal sealed class Seal(JobSecret secret, string listenerNonce, string callerNonce)
{
    private readonly byte[] key = secret.Sign($"fairlead rendezvous 2 {listenerNonce} {callerNonce}");

    public static string Nonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Close(Side side, long number, string text) => $"{text} {Signature(side, number, text)}";

    /// <returns>The line without its signature; null when that is not right.</returns>
    public string? Open(Side side, long number, string line)
    {
        var text = line[..Math.Max(0, line.LastIndexOf(' '))];
        return CryptographicOperations.FixedTimeEquals(Encoding.Latin1.GetBytes(Close(side, number, text)), Encoding.Latin1.GetBytes(line)) ? text : null;
    }

    private string Signature(Side side, long number, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{side} {number} {text}")));
}
