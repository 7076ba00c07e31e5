namespace Fairlead.Primitives;

/// <summary>Says what is waited for, and until when, as soon as somebody could wonder.</summary>
public static class Waiting
{
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(2);

    /// <param name="atMost">The bound that the task itself keeps.</param>
    public static async Task ForAsync(Task task, string what, TimeSpan atMost, Action<string> tell)
    {
        if (await Task.WhenAny(task, Task.Delay(Unnoticed)) != task)
            tell($"waiting for {what}, at most {atMost.TotalSeconds:0} s");
        await task;
    }
}
