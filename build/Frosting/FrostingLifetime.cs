using Cake.Core;

namespace Fairlead.Build.Frosting;

public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>
{
}

/// <summary>Base of what runs before the first task, and after the last whatever happened.</summary>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    public abstract void Setup(TContext context, ISetupContext info);

    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup((TContext)context, info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}
