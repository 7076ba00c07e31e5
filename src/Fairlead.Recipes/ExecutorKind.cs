namespace Fairlead.Recipes;

/// <summary>Where a job runs. The names in lower case are the values of <c>executor</c> in env.toml.</summary>
public enum ExecutorKind
{
    Local,
    Docker,
    Slurm,
    Lepton,
    DgxCloud,
}
