namespace Fairlead.Backends.Cloud.Logs;

internal static class PodStreams
{
    /// <summary>A job may say nothing for hours; a stream of its output that gives nothing for so long is opened anew.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);
}
