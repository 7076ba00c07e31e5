using Fairlead.Backends.Docker.Rendering;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Docker.Running.Submitting;

/// <summary>Brings a job to a container engine: first what it needs, and last, once everything is there, its containers.</summary>
internal static class DockerSubmission
{
    public static async Task SubmitAsync(Delivery delivery, TimeProvider time, CancellationToken cancellationToken)
    {
        var (run, request) = (delivery.Run, delivery.Request);
        var part = request.PartAs<DockerPart>();
        var engine = DockerEngines.For(DockerEngines.SiteOf(run));
        var secrets = SecretFile.Of(request);
        CheckPaths(part);
        var gpus = GpuFlags.Of(part.Gpus, part.Client, part.Gpus is { Vendor: GpuVendor.Amd } ? RenderNodes.Read() : []);
        var image = await JobImage.EnsureAsync(engine, part, cancellationToken);
        await JobNetwork.EnsureAsync(engine, part, cancellationToken);

        var own = DockerRunDirectory.Own(run);
        await RunFolderPlacement.PlaceAsync(own.Layout, delivery, cancellationToken);
        WriteSecrets(own, request, secrets);
        await new DockerLaunch(engine, new ContainerWords(run, request, part, image, gpus), time).RunAsync(own);
    }

    private static void CheckPaths(DockerPart part)
    {
        if (part.HostPaths.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            throw new FairleadException(ExitCode.SubmissionRefused, $"the job mounts {missing}, which is not there", "make it, or correct mounts or docker_args");
    }

    private static void WriteSecrets(DockerRunDirectory own, JobRequest request, Secret secrets)
    {
        var started = own.ReadMarks().Started;
        foreach (var node in Enumerable.Range(0, request.Secrets.IsEmpty ? 0 : request.Nodes).Except(started))
            own.WriteSecrets(node, secrets);
    }
}
