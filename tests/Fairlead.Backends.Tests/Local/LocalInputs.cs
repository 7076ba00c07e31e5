using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Local;

public sealed class LocalInputs
{
    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task An_artifact_that_was_placed_in_part_is_placed_anew()
    {
        var (request, payload) = workshop.Job("cat ../artifacts/data/first ../artifacts/data/second");
        await Assert.ThrowsAsync<OperationCanceledException>(() => workshop.SubmitAsync((request, With(payload, interrupted: true))));
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync((request, With(payload, interrupted: false)))).Run);
        Assert.That(status.State, Is.EqualTo(RunState.Succeeded));
        Assert.That(log.Select(line => line.Text), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task A_file_that_changed_since_the_job_was_rendered_is_refused()
    {
        var (request, payload) = workshop.Job("true");
        var file = Path.Combine(workshop.Root, "data.jsonl");
        await File.WriteAllTextAsync(file, "now");
        var job = (
            request with { FileInputs = request.FileInputs.Add("data.path", Digest.Of("then")) },
            payload with { FileInputs = payload.FileInputs.Add("data.path", file) });
        var error = await Assert.ThrowsAsync<FairleadException>(() => workshop.SubmitAsync(job));
        Assert.That(error!.Message, Does.Contain(file).And.Contain("changed"));
        Assert.That(Directory.EnumerateFiles(Path.Combine(workshop.Ledger.List().Single().Directory, "inputs")), Is.Empty);
    }

    private static Payload With(Payload payload, bool interrupted) => payload with
    {
        Artifacts = ImmutableSortedDictionary<string, Materialise>.Empty.Add("data", async (folder, cancellationToken) =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "first"), "1\n", cancellationToken);
            if (interrupted)
                throw new OperationCanceledException();
            await File.WriteAllTextAsync(Path.Combine(folder, "second"), "2\n", cancellationToken);
        }),
    };
}
