namespace Fairlead.Acceptance;

public sealed class LauncherKilled
{
    private readonly Workplace workplace = new();

    [TearDown]
    public void CleanUp() => workplace.Dispose();

    [Test]
    public async Task After_any_line_of_progress_a_rerun_ends_well_with_one_run([Range(1, 9)] int lines)
    {
        using (var launcher = workplace.Start("--target=SubmitSft"))
        {
            for (var line = 0; line < lines; line++)
                await launcher.StandardError.ReadLineAsync(TestContext.CurrentContext.CancellationToken);
            launcher.Kill();
            await launcher.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        }

        await workplace.SucceedAsync("--target=SubmitSft");
        var runs = await workplace.RunsAsync();
        Assert.That(runs.Select(run => run!["state"]!.GetValue<string>()), Is.EqualTo(new[] { "succeeded" }));
        Assert.That(workplace.Processes(), Is.Empty);
    }
}
