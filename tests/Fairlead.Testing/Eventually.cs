using System.Diagnostics;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>Waits for what other processes do in their own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task HoldsAsync(string what, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.That(watch.Elapsed, Is.LessThan(Limit), $"waited in vain until {what}");
            await Task.Delay(Pause, TestContext.CurrentContext.CancellationToken);
        }
    }
}
