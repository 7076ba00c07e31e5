using Cake.Core;

namespace Fairlead.Build.Frosting;

public interface IFrostingSetup
{
    void Setup(ICakeContext context, ISetupContext info);
}

public interface IFrostingTeardown
{
    void Teardown(ICakeContext context, ITeardownContext info);
}

/// <summary>Before the first task, and after the last whatever happened.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown
{
}
