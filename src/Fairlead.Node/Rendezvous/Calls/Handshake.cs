using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>How two sides show each other that they know the job's secret, without telling it to who only listens.</summary>
internal static class Handshake
{
    private const string Hello = "HELLO 2";

    /// <summary>The listener's half.</summary>
    /// <param name="misfit">Why a caller who knows the secret is not let in all the same; null lets it in.</param>
    /// <exception cref="WireException">The caller does not know the secret, or is not let in.</exception>
    public static async Task<AuthenticatedConnection> AnswerAsync(LineStream lines, JobSecret secret, Func<Caller, Message.Nope?> misfit, CancellationToken cancellationToken)
    {
        var nonce = Seal.Nonce();
        await lines.WriteAsync($"{Hello} {nonce}", cancellationToken);
        var line = await lines.ReadAsync(Line.OfStrangers, cancellationToken) ?? throw new EndOfStreamException();
        if (line.Split(' ') is not ["ENTER", var purpose, var job, var attempt, var rank, var world, var process, var callerNonce, _])
            throw await RefuseAsync(lines, RefusalCode.Version, "another protocol", cancellationToken);
        var seal = new Seal(secret, nonce, callerNonce);
        if (seal.Open(Side.Caller, 0, line) is null)
            throw await RefuseAsync(lines, RefusalCode.Auth, "another secret than this job's, or none", cancellationToken);
        var caller = new Caller(purpose, job, Word.Number(attempt), Word.Number(rank), Word.Number(world), process);
        var connection = new AuthenticatedConnection(lines, seal, Side.Listener, caller);
        var nope = misfit(caller);
        await connection.WriteAsync(MessageText.Of(nope is null ? new Message.Welcome() : nope), cancellationToken);
        return nope is null ? connection : throw new WireException($"rank {caller.Rank}: {nope.Detail}");
    }

    /// <summary>The caller's half, once it has been greeted.</summary>
    /// <exception cref="RefusedException">The listener knows the secret, and does not let the caller in.</exception>
    /// <exception cref="WireException">It does not know the secret.</exception>
    public static async Task<AuthenticatedConnection> CallAsync(LineStream lines, string greeting, JobSecret secret, Caller caller, CancellationToken cancellationToken)
    {
        if (!greeting.StartsWith($"{Hello} ", StringComparison.Ordinal))
            throw new WireException("something else listens there");
        var nonce = Seal.Nonce();
        var seal = new Seal(secret, greeting[(Hello.Length + 1)..], nonce);
        await lines.WriteAsync(seal.Close(Side.Caller, 0, $"ENTER {caller.Purpose} {caller.Job} {caller.Attempt} {caller.Rank} {caller.World} {caller.Process} {nonce}"), cancellationToken);
        var connection = new AuthenticatedConnection(lines, seal, Side.Caller, caller);
        return MessageText.Parse(await connection.ReadAsync(cancellationToken) ?? throw new WireException("no answer")) switch
        {
            Message.Welcome => connection,
            Message.Nope nope => throw new RefusedException(nope),
            _ => throw new WireException("an answer that is none"),
        };
    }

    // Who does not know the secret could not check a signature; and what is not signed tells nobody anything that matters.
    private static async Task<WireException> RefuseAsync(LineStream lines, RefusalCode code, string problem, CancellationToken cancellationToken)
    {
        await lines.WriteAsync($"NOPE {Word.Of(code)}", cancellationToken);
        return new WireException(problem);
    }
}
