using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Runs;

/// <summary>One executor, whole: what it understands, how it turns a job into a request, where that runs. Whatever Fairlead does with an executor, it asks here.</summary>
public abstract record Backend(ExecutorSpec Spec)
{
    private const string ConfigFile = "config.json";

    public string Name => Spec.Name;

    /// <summary>What people call the place where its jobs run.</summary>
    public virtual string Place => Name;

    /// <summary>Acts on what was rendered.</summary>
    public abstract IExecutor Executor { get; }

    /// <summary>Of the templates that it renders with.</summary>
    protected abstract ImmutableArray<Digest> Templates { get; }

    /// <summary>The shape of what its requests say beyond their files; null: nothing.</summary>
    public virtual JsonTypeInfo? PartFormat => null;

    /// <summary>The shape of what is recorded with a run to find it again; null: nothing.</summary>
    public virtual JsonTypeInfo? SiteFormat => null;

    /// <summary>Identity of everything that renders, for keys.</summary>
    public Digest IdentifyRendering() =>
        RenderingIdentity.Of([GetType().Module.ModuleVersionId, typeof(Backend).Module.ModuleVersionId], Templates);

    /// <summary>The complete request for a job. Pure: no network, no cluster tool, no secret.</summary>
    /// <exception cref="FairleadException">A setting cannot be meant; the message names it.</exception>
    public JobRequest Request(RenderInputs inputs)
    {
        var (job, rendered) = (inputs.Job, Render(inputs));
        return new JobRequest
        {
            Recipe = job.Recipe.Name,
            Config = job.ConfigName,
            Executor = Name,
            Nodes = rendered.Nodes,
            ProcessesPerNode = job.ProcessesPerNode,
            GpusPerNode = job.GpusPerNode,
            Source = inputs.Source,
            Artifacts = inputs.Artifacts,
            FileInputs = inputs.FileInputs,
            Secrets = job.Secrets.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Files = rendered.Files.Add(ConfigFile, JobConfig.Write(job.Config, inputs.FileInputs.Keys)),
            Part = rendered.Part,
        };
    }

    /// <summary>What is worth a word about a job's settings, though they can be used.</summary>
    public virtual IEnumerable<string> WarningsOf(ResolvedJob job) => [];

    /// <summary>Where a job goes; null: nowhere but here.</summary>
    /// <param name="environment">Reads a variable of the caller's environment.</param>
    public virtual BackendSite? SiteOf(ResolvedJob job, Func<string, string?> environment) => null;

    /// <summary>Refuses what could not be sent, before anything is prepared or asked.</summary>
    public virtual Task RequireSendableAsync(JobRequest request, Payload payload, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Refuses commits that nobody could check out, where this machine can ask and the place that runs the job would be too late.</summary>
    public virtual Task RequireCommitsAsync(ImmutableArray<PinnedCommit> commits, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Looks at the place where a job would run.</summary>
    /// <param name="runsRoot">The ledger's folder.</param>
    public virtual Task<IReadOnlyList<CheckupFinding>> ExamineAsync(ResolvedJob job, string runsRoot, Func<string, string?> environment, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CheckupFinding>>([]);

    protected abstract RenderedJob Render(RenderInputs inputs);
}
