using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Fairlead.Build.Frosting;

/// <summary>Base of a build's own context: everything Cake offers, and what the build adds.</summary>
public class FrostingContext(ICakeContext context) : IFrostingContext
{
    public IFileSystem FileSystem => context.FileSystem;

    public ICakeEnvironment Environment => context.Environment;

    public IGlobber Globber => context.Globber;

    public ICakeLog Log => context.Log;

    public ICakeArguments Arguments => context.Arguments;

    public IProcessRunner ProcessRunner => context.ProcessRunner;

    public IRegistry Registry => context.Registry;

    public IToolLocator Tools => context.Tools;

    public ICakeDataResolver Data => context.Data;

    public ICakeConfiguration Configuration => context.Configuration;

    public IToolInstaller ToolInstaller => context.ToolInstaller;

    public IServiceProvider ServiceProvider => context.ServiceProvider;
}
