using Fairlead.Backends.Slurm.Running.Submitting;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class RemediesForRefusals
{
    [TestCase("Invalid account or account/partition combination specified", "set account")]
    [TestCase("Invalid partition name specified", "set partition")]
    [TestCase("Invalid qos specification", "set qos")]
    [TestCase("Requested time limit is invalid (missing or exceeds some limit)", "set time")]
    [TestCase("Node count specification invalid", "set nodes")]
    [TestCase("Requested node configuration is not available", "gpus_per_node")]
    [TestCase("Invalid feature specification", "set constraint")]
    [TestCase("Job dependency problem", "correct dependency")]
    [TestCase("sbatch: unrecognized option '--foo=1'", "correct extra_sbatch")]
    public void A_refusal_is_answered_with_the_key_that_it_is_about(string words, string remedy) => Assert.That(Refusals.Remedy(words), Does.Contain(remedy));
}
