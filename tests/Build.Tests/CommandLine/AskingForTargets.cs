using Fairlead.Build.Hosting;
using Fairlead.Build.Tasks.Images;
using Fairlead.Build.Tasks.Submitting;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Build.Tests.CommandLine;

/// <summary>A task is told whether it was asked for by its own name, whatever other names begin alike.</summary>
public sealed class AskingForTargets
{
    [Test]
    public void Build_beside_SubmitSft_does_not_ask_for_the_image_that_is_a_step_of_it()
    {
        var options = ArgumentParser.Parse(["--target=Build", "--target=SubmitSft"], TaskCatalogue.Names);
        Assert.That((TaskCatalogue.AsksFor(options, new SubmitSft()), TaskCatalogue.AsksFor(options, new BuildSftImage())), Is.EqualTo((true, false)));
    }

    [TestCase("--target=SubmitPipe", "--detach", "it cannot detach")]
    [TestCase("--target=BuildImages", "--image=x", "--image names none of them")]
    [TestCase("--target=PublishImages", "--json", "--registry=HOST/PATH")]
    [TestCase("--target=Release", "--json", "--registry=HOST/PATH")]
    public void What_a_target_cannot_honour_is_refused_before_anything_runs(string target, string option, string reason) =>
        Assert.That(() => TaskCatalogue.Accepted(ArgumentParser.Parse([target, option], TaskCatalogue.Names)), Throws.InstanceOf<FairleadException>().With.Message.Contains(reason));

    [TestCase("--target=SaveImages", "--image=x")]
    [TestCase("--target=SubmitSft", "--detach")]
    [TestCase("--target=Release", "--dryrun")]
    public void What_only_a_step_would_refuse_is_taken(string target, string option) =>
        Assert.That(() => TaskCatalogue.Accepted(ArgumentParser.Parse([target, option], TaskCatalogue.Names)), Throws.Nothing);
}
