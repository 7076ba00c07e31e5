using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Backends.Rendering;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>Renders the script that runs one node of a job, in a pod of any platform.</summary>
internal static class PodScript
{
    /// <summary>Its name among the request's files, known to the bootstrap.</summary>
    public const string Name = "pod.sh";

    private static readonly ShellTemplate Template = new("pod.sh.hbs", MembersModel.Template, MembersModel.Recording, MembersModel.User);

    public static ImmutableArray<Digest> Templates => [Template.Digest, Digest.Of(PodBootstrap.Script)];

    /// <param name="ray">Who brings Ray up.</param>
    /// <exception cref="FairleadException">A variable that no shell can export, or that is Fairlead's own.</exception>
    public static string Render(RenderInputs inputs, PodRay ray, CloudSettings settings) => Template.Render(new Dictionary<string, object>(Members(inputs, ray))
    {
        ["nodes"] = Text(ray == PodRay.OfPlatform ? 1 : inputs.Job.Nodes),
        ["driver"] = ray != PodRay.None,
        ["ray"] = ray == PodRay.OfPods,
        ["mountFolder"] = Path.GetDirectoryName(inputs.Source.Mount) ?? "",
        ["commits"] = inputs.Commits.Select(commit => new
        {
            repository = commit.Repository,
            commit = commit.Commit,
            target = commit.Target,
            path = RepositoryPath.Of(commit),
        }).ToArray(),
        ["artifacts"] = inputs.Artifacts.Select(artifact => new
        {
            variable = $"FAIRLEAD_ARTIFACT_{artifact.Key.ToUpperInvariant()}",
            digest = artifact.Value.Digest.ToString(),
            missing = $"the artifact {artifact.Value.Name} is not on the volume; it was prepared, and then removed or kept elsewhere",
        }).ToArray(),
        ["python"] = inputs.Job.Python,
        ["pip"] = ShellWord.QuoteAll(settings.PipExtras),
        ["preLaunch"] = settings.PreLaunch.ToArray(),
        ["publishes"] = inputs.Publishes?.Digest.ToString() ?? "",
    });

    // On a Ray cluster one script drives all nodes.
    private static Dictionary<string, object> Members(RenderInputs inputs, PodRay ray) =>
        MembersModel.Of(ray == PodRay.None ? inputs.Job : inputs.Job with { Nodes = 1, Launch = LaunchKind.Ray }, inputs.Source);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Who brings up the Ray cluster of a job.</summary>
internal enum PodRay
{
    /// <summary>The job has none, or its script starts its own on the one node.</summary>
    None,

    /// <summary>The job's pods among themselves.</summary>
    OfPods,

    /// <summary>The platform; the script runs where the platform lets drivers run.</summary>
    OfPlatform,
}
