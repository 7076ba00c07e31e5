using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline.Nodes;

/// <summary>The program of compute nodes: one file, published once for each state of its sources.</summary>
internal sealed class NodeProgram(StageCache cache, StageRunner runner, PipelineFolders folders)
{
    public const string Name = "fairlead-node";
    private const string Stage = "node-program";
    private const string Project = "src/Fairlead.Node/Fairlead.Node.csproj";
    private const int Version = 1;
    private const int FolderLength = 12;

    /// <returns>Where it is on this machine.</returns>
    /// <exception cref="FairleadException">It cannot be built.</exception>
    public async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(Inputs(), BuildAsync, cancellationToken);
        var folder = Path.Combine(folders.Cache, "node", result.Outputs[Name].Digest.ToString()[..FolderLength]);
        await cache.MaterialiseAsync(result, folder, cancellationToken);
        return Path.Combine(folder, Name);
    }

    private StageInputs Inputs()
    {
        var files = ProjectSources.Of(folders.Root, Project);
        var digests = cache.Files.DigestsOf([.. files.Select(file => Path.Combine(folders.Root, file))]);
        return new StageInputs(Stage, Version, Name, [new("setting:runtime", Environment.Version.ToString()), .. files.Zip(digests, (file, digest) => new StageInput($"file:{file}", digest.ToString()))]);
    }

    // In folders of its own: the program that runs here may have been built in the usual ones.
    private async Task BuildAsync(string output, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("fairlead-node-");
        try
        {
            var published = Path.Combine(work.FullName, "published");
            var build = await ChildProcess.RunAsync(
                "dotnet",
                [
                    "publish", Path.Combine(folders.Root, Project), "--configuration", "Release", "--output", published, "--nologo", "--verbosity", "quiet",
                    $"-p:ArtifactsPath={Path.Combine(work.FullName, "artifacts")}", "-p:RestoreLockedMode=true", "-p:DebugType=none", "-p:RunAnalyzers=false", "-nodeReuse:false",
                ],
                workingDirectory: folders.Root,
                cancellationToken: cancellationToken);
            if (!build.Succeeded)
                throw FairleadException.Stage($"{Name} cannot be built:\n{build.Output.Trim()}{build.Error.Trim()}", $"dotnet build {Project} says more");
            File.Move(Path.Combine(published, Name), Path.Combine(output, Name));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
