using Cake.Cli;
using Cake.Core.Composition;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Build.Frosting;

/// <summary>What a build program says about itself. Of two registrations of a kind, the last one counts.</summary>
public static class CakeHostExtensions
{
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext =>
        host.ConfigureServices(services => services.AddSingleton<IFrostingContext, TContext>());

    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new() =>
        host.ConfigureServices(new TStartup().Configure);

    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime =>
        host.ConfigureServices(services => services
            .AddSingleton<TLifetime>()
            .AddSingleton<IFrostingSetup>(provider => provider.GetRequiredService<TLifetime>())
            .AddSingleton<IFrostingTeardown>(provider => provider.GetRequiredService<TLifetime>()));

    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup =>
        host.ConfigureServices(services => services.AddSingleton<IFrostingSetup, TSetup>());

    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown =>
        host.ConfigureServices(services => services.AddSingleton<IFrostingTeardown, TTeardown>());

    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime =>
        host.ConfigureServices(services => services
            .AddSingleton<TLifetime>()
            .AddSingleton<IFrostingTaskSetup>(provider => provider.GetRequiredService<TLifetime>())
            .AddSingleton<IFrostingTaskTeardown>(provider => provider.GetRequiredService<TLifetime>()));

    public static CakeHost UseModule<TModule>(this CakeHost host)
        where TModule : ICakeModule, new() =>
        host.ConfigureServices(services => services.UseModule(new TModule()));

    /// <summary>Where the build thinks it is; <c>--working</c> overrules it.</summary>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path) =>
        host.ConfigureServices(services => services.AddSingleton(new WorkingDirectory(path)));

    /// <summary>A default below the environment (<c>CAKE_*</c>) and below cake.config.</summary>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value) =>
        host.ConfigureServices(services => services.AddSingleton(new CakeSetting(key, value)));
}
