using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Rendering.Slurm;

/// <summary>A run folder below a job directory in which rendered scripts really run, without a cluster: an srun stands in that starts one rank.</summary>
internal sealed class JobRun : IDisposable
{
    private const string Srun = """
        #!/bin/bash
        while [[ $1 = --* ]]; do shift; done
        SLURM_PROCID=0 SLURM_LOCALID=0 SLURM_NODEID=0 SLURM_NTASKS=1 exec "$@"
        """;

    private readonly TemporaryDirectory directory = new();

    public JobRun()
    {
        foreach (var folder in new[] { "code", "files" })
            System.IO.Directory.CreateDirectory(Path(folder));
        var srun = directory.Write("bin/srun", Srun);
        File.SetUnixFileMode(srun, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The job directory.</summary>
    public string Directory => directory.Path;

    public string Log => Text("logs/rank-0.log");

    public string Path(string relative) => directory.File($"runs/one/{relative}");

    public string Text(string relative) => File.ReadAllText(Path(relative));

    public bool Has(string relative) => File.Exists(Path(relative));

    public void Write(string relative, string text) => directory.Write($"runs/one/{relative}", text);

    public void Script(string python) => Write($"code/{Jobs.Source.Script}", python);

    /// <summary>Runs the batch script to its end.</summary>
    public ProcessResult Batch(RenderInputs inputs, params (string Name, string Value)[] variables)
    {
        Render(inputs);
        return Run("bash", "job.sbatch", [("PATH", $"{directory.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}"),
            ("SLURM_JOB_ID", "12345"), ("SLURM_JOB_NODELIST", "n1"), ("SLURMD_NODENAME", "n1"), .. variables]);
    }

    /// <summary>Runs the script of one rank to its end.</summary>
    public ProcessResult Rank(RenderInputs inputs, params (string Name, string Value)[] variables)
    {
        Render(inputs);
        foreach (var folder in new[] { "logs", "state" })
            System.IO.Directory.CreateDirectory(Path(folder));
        return Run("sh", "rank.sh", [("FAIRLEAD_RUN_DIR", Path("")),
            ("SLURM_PROCID", "0"), ("SLURM_LOCALID", "0"), ("SLURM_NODEID", "0"), ("SLURM_NTASKS", "1"), .. variables]);
    }

    public void Dispose() => directory.Dispose();

    private void Render(RenderInputs inputs)
    {
        foreach (var (name, content) in Known.Render(inputs).Files)
            Write($"files/{name}", content);
    }

    private ProcessResult Run(string shell, string script, (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in variables)
            environment[name] = value;
        return ChildProcess.RunAsync(shell, [Path($"files/{script}")], Path(""), environment).GetAwaiter().GetResult();
    }
}
