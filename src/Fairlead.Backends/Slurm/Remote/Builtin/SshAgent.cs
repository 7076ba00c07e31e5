using System.Net.Sockets;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>A running agent that keeps private keys (draft-ietf-sshm-ssh-agent): which it has, and signatures by them.</summary>
internal sealed class SshAgent(string socket)
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;
    private const int LargestAnswer = 1 << 18;

    /// <summary>An agent answers at once, unless somebody has to confirm.</summary>
    private const int LimitMilliseconds = 20_000;

    /// <summary>The public keys and certificates; none where no agent answers.</summary>
    public IReadOnlyList<byte[]> List()
    {
        if (!File.Exists(socket))
            return [];
        try
        {
            var answer = new WireReader(Ask(new WireWriter().Byte(RequestIdentities), IdentitiesAnswer));
            var keys = new byte[answer.UInt32()][];
            for (var index = 0; index < keys.Length; index++)
            {
                keys[index] = answer.Bytes();
                answer.Bytes(); // the comment
            }

            return keys;
        }
        catch (Exception exception) when (exception is IOException or SocketException or ArgumentOutOfRangeException or OverflowException)
        {
            return [];
        }
    }

    /// <returns>The signature with its kind before it.</returns>
    /// <exception cref="IOException">The agent refuses, or is gone.</exception>
    public byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, AgentHash hash) =>
        new WireReader(Ask(new WireWriter().Byte(SignRequest).Bytes(key).Bytes(data).UInt32((uint)hash), SignResponse)).Bytes();

    private ReadOnlySpan<byte> Ask(WireWriter request, byte expected)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = LimitMilliseconds, SendTimeout = LimitMilliseconds };
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        using var stream = new NetworkStream(connection);
        stream.Write(new WireWriter().Bytes(request.ToArray()).ToArray());
        var length = new byte[sizeof(uint)];
        stream.ReadExactly(length);
        var answer = new byte[Math.Clamp((int)new WireReader(length).UInt32(), 1, LargestAnswer)];
        stream.ReadExactly(answer);
        return answer[0] == expected ? answer.AsSpan(1) : throw new IOException($"the agent at {socket} refuses");
    }
}

/// <summary>How an RSA key signs.</summary>
internal enum AgentHash : uint
{
    OfTheKey = 0,
    Sha256 = 2,
    Sha512 = 4,
}
