using Cake.Core;

namespace Fairlead.Build.Hosting;

/// <summary>Notes how the run ended, where <see cref="BuildProgram"/> finds it.</summary>
public sealed class OutcomeLifetime(Outcome outcome) : FrostingLifetime
{
    public override void Setup(ICakeContext context, ISetupContext info)
    {
    }

    public override void Teardown(ICakeContext context, ITeardownContext info) => outcome.Failure = info.ThrownException;
}
