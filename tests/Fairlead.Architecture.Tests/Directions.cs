using ArchUnitNET.NUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Fairlead.Architecture.Tests;

/// <summary>Data flows one way, and so do references.</summary>
public sealed class Directions
{
    private static IEnumerable<TestCaseData> Pairs =>
        from right in Enumerable.Range(1, House.LeftToRight.Count - 1)
        from left in Enumerable.Range(0, right)
        select new TestCaseData(House.LeftToRight[left], House.LeftToRight[right]).SetArgDisplayNames(House.LeftToRight[left].GetName().Name!, House.LeftToRight[right].GetName().Name!);

    [TestCaseSource(nameof(Pairs))]
    public void A_project_knows_nothing_of_one_on_its_right(System.Reflection.Assembly left, System.Reflection.Assembly right) =>
        Types().That().ResideInAssembly(left).Should().NotDependOnAny(Types().That().ResideInAssembly(right)).WithoutRequiringPositiveResults().Check(House.Architecture);

    [Test]
    public void What_only_starts_jobs_does_not_know_who_runs_them() =>
        Types().That().ResideInAssembly(typeof(Runs.Backend).Assembly).Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Fairlead\.Backends")).WithoutRequiringPositiveResults().Check(House.Architecture);

    [TestCase("Local")]
    [TestCase("Docker")]
    [TestCase("Slurm")]
    [TestCase("Cloud")]
    public void A_backend_knows_no_other(string backend)
    {
        var others = string.Join('|', new[] { "Local", "Docker", "Slurm", "Cloud" }.Where(other => other != backend));
        Types().That().ResideInNamespaceMatching($@"^Fairlead\.Backends\.{backend}(\.|$)").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^Fairlead\.Backends\.({others})(\.|$)")).Check(House.Architecture);
    }

    [TestCase("RunAi", "Lepton")]
    [TestCase("Lepton", "RunAi|KubeRay")]
    public void A_cloud_knows_no_other(string cloud, string others) =>
        Types().That().ResideInNamespaceMatching($@"^Fairlead\.Backends\.Cloud\.{cloud}(\.|$)").Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^Fairlead\.Backends\.Cloud\.({others})(\.|$)")).Check(House.Architecture);
}
