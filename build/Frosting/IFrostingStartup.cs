using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Build.Frosting;

/// <summary>Service registrations of a build, in a class of their own.</summary>
public interface IFrostingStartup
{
    void Configure(IServiceCollection services);
}
