using Cake.Cli;
using Cake.Common.Modules;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Modules;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Fairlead.Build.Frosting;

internal sealed record WorkingDirectory(DirectoryPath Path);

internal sealed record CakeSetting(string Key, string Value);

/// <summary>What every build program gets from Cake, before it registers anything of its own.</summary>
internal static class HostServices
{
    public static ServiceCollection Create()
    {
        var services = new ServiceCollection();
        services.UseModule(new CoreModule());
        services.UseModule(new CommonModule());
        services.AddSingleton<ICakeLog, CakeBuildLog>();
        services.AddSingleton<IConsole, CakeConsole>();
        services.AddSingleton<ICakeReportPrinter, CakeReportPrinter>();
        services.AddSingleton<IAnsiConsole>(_ => AnsiConsole.Console);
        services.AddSingleton(Configuration);
        services.AddSingleton<IVersionResolver, VersionResolver>();
        services.AddSingleton<VersionFeature>();
        services.AddSingleton<InfoFeature>();
        services.AddSingleton<IFrostingContext, FrostingContext>();
        services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        services.AddSingleton<TreeScriptHost>();
        services.AddSingleton<DescriptionScriptHost>();
        return services;
    }

    private static ICakeConfiguration Configuration(IServiceProvider provider)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var settings = provider.GetServices<CakeSetting>().Select(setting => KeyValuePair.Create(setting.Key, setting.Value));
        return new CakeConfigurationProvider(provider.GetRequiredService<IFileSystem>(), environment)
            .CreateConfiguration(environment.WorkingDirectory, settings, new Dictionary<string, string>());
    }
}
