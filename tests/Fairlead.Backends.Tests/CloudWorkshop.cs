using Fairlead.Backends.Cloud;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Tests.Cloud;
using Fairlead.Emulators;
using Fairlead.Emulators.Http;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs on an emulated platform, whose pods are processes of this machine.</summary>
internal abstract class CloudWorkshop : Workshop
{
    private readonly TemporaryDirectory place;
    private readonly Func<ApiConnection, ICloud> reach;

    /// <param name="told">Takes lines of progress.</param>
    protected CloudWorkshop(TemporaryDirectory place, EmulatedCloud cloud, ApiConnection connection, Func<ApiConnection, ICloud> reach, List<string> told)
        : base(new CloudExecutor(reach(connection), connection.Time, told.Add))
    {
        this.place = place;
        this.reach = reach;
        Cloud = cloud;
        Connection = connection;
        Told = told;
    }

    public EmulatedCloud Cloud { get; }

    public ApiConnection Connection { get; }

    /// <summary>Lines of progress.</summary>
    public IReadOnlyList<string> Told { get; }

    /// <summary>Reaches the platform anew, as another process would.</summary>
    public CloudExecutor Anew(Func<ApiConnection, ApiConnection>? change = null)
    {
        var own = change?.Invoke(Connection) ?? Connection;
        return new CloudExecutor(reach(own), own.Time);
    }

    /// <summary>Reaches it while something goes wrong there.</summary>
    public CloudExecutor Facing(Fault fault) => Anew(own => own.Facing(fault));

    public Task<ExitCode> SubmitAsync(CloudExecutor executor, (JobRequest Request, Payload Payload) job) => FaultRounds.ExitOfAsync(
        () => new Submitter(Ledger, executor, Connection.Time).SubmitAsync(job.Request, Target, job.Payload, resubmit: false, CancellationToken.None));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cloud.DisposeAsync();
        place.Dispose();
    }

    /// <summary>The bodies of requests of one path, whatever their query.</summary>
    protected IReadOnlyList<string> AskedAt(string method, string path) =>
        [.. Cloud.Requests.All.Where(request => request.Method == method && request.Path.Split('?')[0] == path).Select(request => request.Body)];
}
