using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Tests.Arguments;

public sealed class ArgumentRefusalTests
{
    [TestCase("unknown option '--exeuctor'. Did you mean '--executor'?", "--exeuctor=local")]
    [TestCase("unknown option '--zzzzzzzz'.", "--zzzzzzzz")]
    [TestCase("unknown option '-x'.", "-x")]
    [TestCase("unknown target 'SubmitSfd'. Did you mean 'SubmitSft'?", "--target=SubmitSfd")]
    [TestCase("expected an option, found 'train.lr=1'. Did you mean '--set=train.lr=1'?", "train.lr=1")]
    [TestCase("expected an option, found 'SubmitSft'. Did you mean '--target=SubmitSft'?", "SubmitSft")]
    [TestCase("--executor expects one of local, docker, slurm, lepton, dgxcloud; found 'slrum'. Did you mean 'slurm'?", "--executor=slrum")]
    [TestCase("--verbosity expects one of quiet, minimal, normal, verbose, diagnostic; found 'loud'.", "--verbosity=loud")]
    [TestCase("--tail expects a whole number, zero or more; found 'many'.", "--tail=many")]
    [TestCase("--rank expects a whole number, zero or more; found '99999999999'.", "--rank=99999999999")]
    [TestCase("--since expects a duration such as 90s, 15m, 2h or 1d; found '15'.", "--since=15")]
    [TestCase("--jobs expects a whole number, one or more; found '0'.", "--jobs=0")]
    [TestCase("--max-bytes expects a number of bytes, such as 500000000000; found '5G'.", "--max-bytes=5G")]
    [TestCase("--since expects a duration such as 90s, 15m, 2h or 1d; found '9999999d'.", "--since=9999999d")]
    [TestCase("--set expects key=value; found 'train.lr'.", "--set=train.lr")]
    [TestCase("--set expects key=value; found '=1'.", "--set==1")]
    [TestCase("--profile expects a value: --profile=NAME.", "--profile")]
    [TestCase("--profile expects a value: --profile=NAME.", "--profile=")]
    [TestCase("--profile expects a value: --profile=NAME.", "--profile", "")]
    [TestCase("--profile expects a value: --profile=NAME.", "--profile", "--json")]
    [TestCase("--json is a flag and takes no value; found 'yes'.", "--json=yes")]
    [TestCase("--executor is given 2 times; expected it once at most.", "--executor=local", "--executor=local")]
    [TestCase("--attach and --detach contradict each other; expected one of them at most.", "--attach", "--detach")]
    public void It_says_what_was_expected_and_what_was_found(string message, params string[] words)
    {
        var refusal = Assert.Throws<FairleadException>(() => ArgumentParser.Parse(words, ["Default", "RenderSft", "SubmitSft"]));

        Assert.That(refusal!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(refusal.Message.Split(Environment.NewLine)[0], Is.EqualTo(message));
    }
}
