using System.Net;
using Fairlead.Backends.Cloud;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud;

public sealed class CreatingOnce
{
    private static readonly ApiFault Refused = new(ApiFaultKind.Invalid, HttpStatusCode.UnprocessableEntity, "no quota", MayHaveHappened: false, null);
    private static readonly ApiFault Lost = new(ApiFaultKind.Unreachable, null, "no answer", MayHaveHappened: true, null);
    private static readonly ApiFault NeverSent = new(ApiFaultKind.Unreachable, null, "connection refused", MayHaveHappened: false, null);
    private static readonly ApiFault Taken = new(ApiFaultKind.Conflict, HttpStatusCode.Conflict, "exists", MayHaveHappened: false, null);

    [Test]
    public async Task A_refusal_is_asked_for_once()
    {
        var (exit, attempts) = await TryAsync([Refused]);
        Assert.That((exit, attempts), Is.EqualTo((ExitCode.SubmissionRefused, 1)));
    }

    [Test]
    public async Task A_refusal_after_a_request_whose_answer_was_lost_is_unclear()
    {
        var (exit, attempts) = await TryAsync([Lost, Refused]);
        Assert.That((exit, attempts), Is.EqualTo((ExitCode.Unclear, 2)));
    }

    [Test]
    public async Task What_was_never_sent_was_not_made()
    {
        var (exit, attempts) = await TryAsync(Enumerable.Repeat(NeverSent, 10));
        Assert.That((exit, attempts), Is.EqualTo((ExitCode.SubmissionRefused, 5)));
    }

    [Test]
    public async Task A_name_that_stays_taken_by_what_cannot_be_found_is_unclear()
    {
        var (exit, attempts) = await TryAsync(Enumerable.Repeat(Taken, 10));
        Assert.That((exit, attempts), Is.EqualTo((ExitCode.Unclear, 5)));
    }

    [Test]
    public async Task What_is_there_after_a_failure_is_taken()
    {
        var made = await new CreateOnce<string>("a thing", _ => throw Exception(Lost), _ => Task.FromResult<string?>("there"), new PauseTime()).RunAsync(CancellationToken.None);
        Assert.That(made, Is.EqualTo("there"));
    }

    [Test]
    public async Task A_name_that_is_taken_but_not_yet_listed_is_waited_for_with_growing_pauses()
    {
        var (time, looks) = (new PauseTime(), new List<double>());
        var made = await new CreateOnce<string>("a thing", _ => throw Exception(Taken), _ => Task.FromResult(Look()), time).RunAsync(CancellationToken.None);
        Assert.That(made, Is.EqualTo("there"));
        Assert.That(looks, Is.EqualTo(new[] { 0.0, 1, 3, 7 }), "seconds after the first");

        string? Look()
        {
            looks.Add(time.GetElapsedTime(0).TotalSeconds);
            return looks.Count == 4 ? "there" : null;
        }
    }

    private static async Task<(ExitCode Exit, int Attempts)> TryAsync(IEnumerable<ApiFault> faults)
    {
        var (script, attempts) = (new Queue<ApiFault>(faults), 0);
        var exit = await FaultRounds.ExitOfAsync(() => new CreateOnce<string>(
            "a thing",
            _ =>
            {
                attempts++;
                throw Exception(script.Dequeue());
            },
            _ => Task.FromResult<string?>(null),
            new PauseTime()).RunAsync(CancellationToken.None));
        return (exit, attempts);
    }

    private static ApiFaultException Exception(ApiFault fault) => new(fault, "POST http://127.0.0.1/things", "try again");
}
