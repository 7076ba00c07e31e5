using Cake.Core;

namespace Fairlead.Build.Frosting;

/// <summary>The build's own context.</summary>
public interface IFrostingContext : ICakeContext
{
}
