using Fairlead.Backends.Tests.Sixth;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Tests;

/// <summary>The backends that there are, and one of the tests' own.</summary>
internal static class Known
{
    public static BackendMap Backends { get; } = new([.. KnownBackends.All(TimeProvider.System).All, new NiceBackend(TimeProvider.System)]);

    /// <summary>A job's request, by the backend that it is for.</summary>
    public static JobRequest Render(RenderInputs inputs) => Backends.Of(inputs.Job.Executor).Request(inputs);

    public static JobRequest Read(string text) => JobRequestJson.Read(text, "request.json", Backends);
}
