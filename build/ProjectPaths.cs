namespace Fairlead.Build;

/// <summary>Where things are, from the root of the project.</summary>
internal static class ProjectPaths
{
    public const string Solution = "Fairlead.slnx";
    public const string Configuration = "Release";
    public const string Benchmarks = "benchmarks/Fairlead.Benchmarks";
    public const string ClusterScript = "tests/services/slurm-cluster";
    public const string TestCluster = ".fairlead/test-cluster";
    public const string TestResults = "artifacts/test-results";
    public const string BuildOutput = "artifacts/bin";
    public const string IntermediateOutput = "artifacts/obj";
}
