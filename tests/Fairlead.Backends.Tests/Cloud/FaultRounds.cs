using Fairlead.Backends.Cloud.Http;
using Fairlead.Emulators.Http;
using Fairlead.Primitives;

namespace Fairlead.Backends.Tests.Cloud;

/// <summary>What may go wrong with one request of a control plane: every kind, before and after it took effect, for one or several attempts.</summary>
internal static class FaultRounds
{
    /// <summary>The longest that any request is repeated, and more.</summary>
    private const int MostTimes = 7;

    // Waiting for one takes real time, so that it befalls fewer requests.
    private const int MostSlowTimes = 2;

    private static readonly TimeSpan ShortLimit = TimeSpan.FromMilliseconds(20);

    private static readonly FaultKind[] Kinds =
    [
        new FaultKind.Status(400), new FaultKind.Status(401), new FaultKind.Status(403), new FaultKind.Status(409), new FaultKind.Status(422),
        new FaultKind.Status(429, RetryAfter: 1), new FaultKind.Status(500), new FaultKind.Status(502), new FaultKind.Status(503),
        new FaultKind.Cut(), new FaultKind.Slow(TimeSpan.FromMinutes(10)),
    ];

    /// <summary>As many as are asked for; all kinds and positions equally often.</summary>
    public static IEnumerable<Fault> Of(string method, string path, int rounds)
    {
        var random = new Random(rounds + path.Length);
        return Enumerable.Range(0, rounds).Select(round =>
        {
            var kind = Kinds[round / 2 % Kinds.Length];
            return new Fault(method, path, kind, round % 2 == 0 ? FaultPosition.Before : FaultPosition.After, random.Next(kind is FaultKind.Slow ? MostSlowTimes : MostTimes) + 1);
        });
    }

    /// <summary>A client loses patience with what does not answer, and only with that: a busy machine is slow by itself.</summary>
    public static ApiConnection Facing(this ApiConnection connection, Fault fault) =>
        fault.Kind is FaultKind.Slow ? connection with { AttemptLimit = ShortLimit } : connection;

    public static async Task<ExitCode> ExitOfAsync(Func<Task> command)
    {
        try
        {
            await command();
            return ExitCode.Success;
        }
        catch (FairleadException exception)
        {
            return exception.ExitCode;
        }
    }
}
