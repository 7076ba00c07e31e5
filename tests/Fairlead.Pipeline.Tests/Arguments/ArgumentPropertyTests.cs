using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Pipeline.Tests.Arguments;

public sealed class ArgumentPropertyTests
{
    private static readonly Gen<string> Text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get);

    private static readonly Gen<string> Key = Text.Select(text => "k" + text.Replace('=', '.'));

    [Test]
    public void Any_setting_survives_the_command_line() =>
        Prop.ForAll(
            Arb.From(Key.Zip(Text)),
            pair => Parse($"--set={pair.Item1}={pair.Item2}").Sets.Single() == new SettingArgument(pair.Item1, pair.Item2))
            .QuickCheckThrowOnFailure();

    [Test]
    public void Any_script_argument_survives_the_command_line() =>
        Prop.ForAll(Arb.From(Text.ListOf()), words => Parse(["--", .. words]).ScriptArguments.SequenceEqual(words)).QuickCheckThrowOnFailure();

    [Test]
    public void Whatever_is_typed_is_read_or_refused() =>
        Prop.ForAll(Arb.From(Gen.OneOf(Gen.Elements("--set", "--tail=", "--since", "-v=", "--", "x=1", "--json", "-t"), Text).ListOf()), words =>
        {
            try
            {
                Parse([.. words]);
                return true;
            }
            catch (FairleadException exception)
            {
                return exception.ExitCode == ExitCode.Usage;
            }
        }).QuickCheckThrowOnFailure();

    private static PipelineOptions Parse(params string[] words) => ArgumentParser.Parse(words, ["Default"]);
}
