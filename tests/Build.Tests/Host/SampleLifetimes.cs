using Cake.Core;
using Fairlead.Build.Hosting;

namespace Fairlead.Build.Tests.Host;

public sealed class SampleLifetime(Outcome outcome) : FrostingLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info) => context.Events.Add("setup");

    public override void Teardown(SampleContext context, ITeardownContext info)
    {
        outcome.Failure = info.ThrownException;
        context.Events.Add(info.Successful ? "teardown" : "teardown after a failure");
    }
}

public sealed class SampleTaskLifetime : FrostingTaskLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ITaskSetupContext info) => context.Events.Add($"before {info.Task.Name}");

    public override void Teardown(SampleContext context, ITaskTeardownContext info) =>
        context.Events.Add($"after {info.Task.Name}{(info.Skipped ? " (skipped)" : "")}");
}
