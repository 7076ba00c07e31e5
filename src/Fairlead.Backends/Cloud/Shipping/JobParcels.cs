using System.Runtime.CompilerServices;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.Shipping;

/// <summary>What travels with a request. It is packed once for as long as somebody holds the request, whose digests say what is in it.</summary>
internal sealed class JobParcels
{
    private static readonly ConditionalWeakTable<JobRequest, JobParcels> Packed = [];

    private Task<Parcel?>? xz;

    private JobParcels(Parcel source, Parcel job) => (Source, Job) = (source, job);

    public Parcel Source { get; }

    public Parcel Job { get; }

    public static async Task<JobParcels> PackAsync(JobRequest request, Payload payload, CancellationToken cancellationToken)
    {
        if (Packed.TryGetValue(request, out var known))
            return known;
        var packed = new JobParcels(
            await SourceParcel.ReadAsync(payload.Archive, request.Source.Digest, cancellationToken),
            await JobParcel.PackAsync(request, payload, cancellationToken));
        Packed.AddOrUpdate(request, packed);
        return packed;
    }

    /// <summary>The source in fewer bytes; null where there is no xz.</summary>
    public async Task<Parcel?> SmallerSourceAsync(CancellationToken cancellationToken) =>
        xz is { IsCompletedSuccessfully: true } ? await xz : await (xz = XzProgram.CompressAsync(Source, cancellationToken));
}
