using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Brings a job to a cluster: first what it needs, and last, once everything is there, the job itself.</summary>
internal sealed class SlurmSubmission(Func<SlurmSite, IRemoteHost> hosts, TimeProvider time)
{
    public async Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (run, request, payload) = (delivery.Run, delivery.Request, delivery.Payload);
        var part = request.PartAs<SlurmPart>();
        var site = RunSite.Of(run, hosts);
        var secrets = SecretFile.Of(request);
        var uploads = Upload.Of(request, site.Layout, payload.Archive, payload.FileInputs);

        var missing = await Survey.MissingAsync(site, [.. uploads.Select(upload => upload.Path), .. request.Artifacts.Values.Select(artifact => site.Layout.Artifact(artifact.Digest))], cancellationToken);
        var dependencies = Dependencies.Options(request, site.Layout, PublishersOf(payload.After), missing);
        await MountSources.RequireAsync(site, part, cancellationToken);
        await ProvideImageAsync(RunSite.SiteOf(run), part.Image, cancellationToken);
        await GitCheckouts.ProvideAsync(site, part.Commits, cancellationToken);

        await Uploads.SendAsync(site, [.. uploads.Where(upload => missing.Contains(upload.Path))], cancellationToken);
        delivery.Progress.Report(SubmitStep.SourceUnpacked);
        await Placement.PlaceAsync(site, request, cancellationToken);
        delivery.Progress.Report(SubmitStep.FilesWritten);
        delivery.Progress.Report(SubmitStep.InputsPlaced);
        return await new JobSubmission(site, time).RunAsync(dependencies, secrets);
    }

    private async Task ProvideImageAsync(SlurmSite site, string? image, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(image))
            await new SlurmImages(hosts).EnsureAsync(site, image, again: false, cancellationToken);
    }

    private static List<(Run, PinnedArtifact)> PublishersOf(IEnumerable<Run> runs) =>
        [.. runs.Select(run => (Run: run, Artifact: run.Request.PartAs<SlurmPart>().Publishes)).Where(pair => pair.Artifact is not null).Select(pair => (pair.Run, pair.Artifact!))];
}
