using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class StageReportTests : IDisposable
{
    private readonly CacheWorld world = new();

    [Test]
    public async Task Each_stage_prints_one_line_of_a_format_that_does_not_change()
    {
        var one = CacheWorld.Inputs(("file:train.py", new string('a', 64)), ("setting:nodes", "1"));
        var two = CacheWorld.Inputs(("file:train.py", new string('b', 64)), ("setting:nodes", "1"));
        var three = CacheWorld.Inputs(("file:train.py", new string('b', 64)), ("setting:lr", "1e-4\nx"), ("setting:gpus", "8"));

        await world.RunAsync(one);
        await world.RunAsync(one);
        await world.RunAsync(two);
        await world.RunAsync(three);
        await world.RunAsync(three, ignoreRecorded: true);
        Assert.That(async () => await world.RunAsync(CacheWorld.InputsOf("render"), (_, _) => throw new InvalidOperationException()), Throws.InvalidOperationException);

        Assert.That(world.Printed, Is.EqualTo($"""
            ran  package  nano3/sft local  key {Short(one)}  0.00s  no earlier run
            hit  package  nano3/sft local  key {Short(one)}  0.00s
            ran  package  nano3/sft local  key {Short(two)}  0.00s  file:train.py: aaaaaaaaaaaa -> bbbbbbbbbbbb
            ran  package  nano3/sft local  key {Short(three)}  0.00s  setting:gpus: (none) -> 8 (and 2 more)
            ran  package  nano3/sft local  key {Short(three)}  0.00s  --no-cache
            failed  render  nano3/sft local  key {Short(CacheWorld.InputsOf("render"))}  0.00s  no earlier run

            """));
    }

    [Test]
    public void Seconds_have_two_decimals_and_a_point() =>
        Assert.That(
            StageReport.Line("hit", CacheWorld.Inputs(), TimeSpan.FromMilliseconds(61_234), reason: null),
            Does.EndWith("  61.23s"));

    public void Dispose() => world.Dispose();

    private static string Short(StageInputs inputs) => inputs.Key.ToString()[..12];
}
