using System.Collections.Immutable;
using Fairlead.Backends.Rendering;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Renders the script that each node's container runs, and the options the container is made with.</summary>
internal static class DockerJob
{
    private static readonly ShellTemplate Template = new("docker.sh.hbs", MembersModel.Template, MembersModel.Sampling, MembersModel.Recording, MembersModel.User);

    public static Digest TemplateDigest => Template.Digest;

    /// <exception cref="FairleadException">A setting that an engine cannot carry, or a job that cannot run there.</exception>
    public static RenderedJob Render(RenderInputs inputs)
    {
        var job = inputs.Job;
        if (job.Launch == LaunchKind.Ray && job.Nodes > 1)
            throw FairleadException.Usage(
                $"recipe {job.Recipe.Name} wants a Ray cluster of {job.Nodes} nodes; the docker executor runs Ray jobs on one node",
                "add --set=env.nodes=1, or choose another --executor");
        var settings = DockerSettings.Of(job);
        var part = new DockerPart(
            settings.Client,
            ImageOf(inputs),
            inputs.ImageKey,
            settings.Network,
            settings.User,
            settings.Gpus,
            [.. settings.Mounts.Mounts.Select(mount => mount.HostPath).OfType<string>()],
            DockerOptions.Of(settings));
        return RenderedJob.Of("launch.sh", Template.Render(Model(inputs)), job.Nodes, part);
    }

    private static string ImageOf(RenderInputs inputs) =>
        new[] { inputs.ImageName, inputs.Job.ContainerImage }.FirstOrDefault(name => !string.IsNullOrEmpty(name))
        ?? throw FairleadException.Usage(
            $"profile {inputs.Job.Profile} runs {inputs.Job.Recipe.Name} in a container, and there is no image: 'container_image' is not set, and the recipe has no Dockerfile",
            "set container_image in the profile, or put a Dockerfile beside the recipe");

    private static Dictionary<string, object> Model(RenderInputs inputs) => new(MembersModel.Of(inputs.Job, inputs.Source))
    {
        ["runDirectory"] = ContainerPath.RunDirectory,
        ["secrets"] = string.Join(' ', inputs.Job.Secrets.Keys.Select(EnvironmentName.Checked)),
        ["places"] = inputs.Artifacts.Keys.ToImmutableSortedDictionary(slot => $"FAIRLEAD_ARTIFACT_{slot.ToUpperInvariant()}", slot => $"{ContainerPath.RunDirectory}/artifacts/{slot}", StringComparer.Ordinal),
        ["several"] = inputs.Job.Nodes > 1,
    };
}
