using Fairlead.Backends.Rendering;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Local.Rendering;

/// <summary>Renders the script that runs a job as processes of this machine.</summary>
public static class LocalJob
{
    private static readonly ShellTemplate Template = new("local.sh.hbs", MembersModel.Template, MembersModel.Sampling, MembersModel.Recording);

    public static Digest TemplateDigest => Template.Digest;

    /// <exception cref="FairleadException">The job asks for what one machine cannot give.</exception>
    public static RenderedJob Render(RenderInputs inputs)
    {
        var job = inputs.Job;
        if (job.Launch == LaunchKind.Ray && job.Nodes > 1)
            throw FairleadException.Usage(
                $"recipe {job.Recipe.Name} wants a Ray cluster of {job.Nodes} nodes; the local executor runs Ray jobs on one node",
                "add --set=env.nodes=1, or choose another --executor");
        return RenderedJob.Of("launch.sh", Template.Render(MembersModel.Of(job, inputs.Source)), job.Nodes);
    }
}
