using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Build.Frosting;

/// <summary>Runs task classes on the Cake engine, with the public shape of Cake.Frosting.</summary>
public sealed class CakeHost
{
    private readonly ServiceCollection services = HostServices.Create();
    private readonly List<Assembly> assemblies = Assembly.GetEntryAssembly() is { } entry ? [entry] : [];

    public static CakeHost Create() => new();

    /// <summary>One more assembly to look for public task classes in; the entry assembly is there already.</summary>
    public CakeHost AddAssembly(Assembly assembly)
    {
        assemblies.Add(assembly);
        return this;
    }

    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        services(this.services);
        return this;
    }

    /// <returns>The exit code: 0, or what Cake makes of the failure, which it has logged.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a task throws becomes an exit code here.")]
    public int Run(IEnumerable<string> args)
    {
        foreach (var task in assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(IsTask))
            services.AddSingleton(typeof(IFrostingTask), task);
        services.AddSingleton<ICakeArguments>(provider => new CakeArguments(provider.GetRequiredService<HostOptions>().Arguments));
        services.AddSingleton(_ => HostOptions.Parse(args));
        using var provider = services.BuildServiceProvider();
        var log = provider.GetRequiredService<ICakeLog>();
        try
        {
            Run(provider, provider.GetRequiredService<HostOptions>(), log);
            return 0;
        }
        catch (Exception exception)
        {
            return log.LogException(exception);
        }
    }

    private static bool IsTask(Type type) => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type);

    private static void Run(IServiceProvider provider, HostOptions options, ICakeLog log)
    {
        log.Verbosity = options.Verbosity;
        if (options.Has("version"))
            provider.GetRequiredService<VersionFeature>().Run(provider.GetRequiredService<IConsole>());
        else if (options.Has("info"))
            provider.GetRequiredService<InfoFeature>().Run(provider.GetRequiredService<IConsole>());
        else
            RunTargets(provider, options);
    }

    private static void RunTargets(IServiceProvider provider, HostOptions options)
    {
        EnterWorkingDirectory(provider, options);
        Wire(provider);
        IScriptHost host =
            options.Has("dryrun") ? provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>()
            : options.Has("tree") ? provider.GetRequiredService<TreeScriptHost>()
            : options.Has("description") ? provider.GetRequiredService<DescriptionScriptHost>()
            : provider.GetRequiredService<BuildScriptHost<IFrostingContext>>();
        if (options.Has("exclusive"))
            host.Settings.UseExclusiveTarget();
        host.RunTargets(options.Targets);
    }

    private static void EnterWorkingDirectory(IServiceProvider provider, HostOptions options)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var asked = options.WorkingDirectory is { } path ? new DirectoryPath(path) : provider.GetService<WorkingDirectory>()?.Path;
        var directory = asked?.MakeAbsolute(environment) ?? environment.WorkingDirectory;
        if (!provider.GetRequiredService<IFileSystem>().Exist(directory))
            throw new FrostingException($"The working directory '{directory}' does not exist.");
        environment.WorkingDirectory = directory;
    }

    private static void Wire(IServiceProvider provider)
    {
        var engine = provider.GetRequiredService<ICakeEngine>();
        var context = provider.GetRequiredService<IFrostingContext>();
        foreach (var task in provider.GetServices<IFrostingTask>())
            TaskRegistration.Register(engine, task, context);
        if (provider.GetService<IFrostingSetup>() is { } setup)
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        if (provider.GetService<IFrostingTeardown>() is { } teardown)
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        if (provider.GetService<IFrostingTaskSetup>() is { } taskSetup)
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        if (provider.GetService<IFrostingTaskTeardown>() is { } taskTeardown)
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
    }
}
