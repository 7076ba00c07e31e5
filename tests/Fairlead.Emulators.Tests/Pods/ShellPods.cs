using Fairlead.Emulators.Pods;
using Fairlead.Testing;

namespace Fairlead.Emulators.Tests.Pods;

/// <summary>Pods that run a line of shell.</summary>
internal static class ShellPods
{
    public static PodSpec Spec(string script, string name = "pod") => new("test", name, ["/bin/sh", "-c", script]);

    public static EmulatorOptions Options(this TemporaryDirectory directory) => new(directory.Path) { Grace = TimeSpan.FromMilliseconds(200) };

    public static async Task<string> LogAsync(this Pod pod, LogRequest? request = null)
    {
        await pod.Completion;
        using var text = new MemoryStream();
        await (request ?? new LogRequest()).CopyAsync(pod.Log, text, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
