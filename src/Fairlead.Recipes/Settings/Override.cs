using Fairlead.Primitives;

namespace Fairlead.Recipes.Settings;

/// <summary>One <c>--set=key=value</c>.</summary>
/// <param name="Path">Dotted, without the <c>env.</c> or <c>run.env.</c> of an executor setting.</param>
/// <param name="IsExecutorSetting">Whether it addresses an executor setting, rather than the recipe's config.</param>
public sealed record Override(string Path, bool IsExecutorSetting, Setting Value)
{
    private static readonly string[] ExecutorPrefixes = ["run.env.", "env."];

    /// <summary>Reads <c>key=value</c>: the first <c>=</c> splits; the value is a YAML scalar, flow list or flow map.</summary>
    /// <exception cref="FairleadException">There is no <c>=</c>, or the key is not dotted words.</exception>
    public static Override Parse(string text)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        if (split < 0)
            throw FairleadException.Usage($"--set expects key=value, found '{text}'", $"write --set={text}=<value>");
        var key = text[..split].Trim();
        if (key is ['+' or '~', ..])
            throw FairleadException.Usage($"--set does not understand the prefix of '{key}'", $"write --set={key.TrimStart('+', '~')}=<value>; with --allow-unknown-keys it may be a new key");
        if (key.Split('.').Any(word => word.Length == 0 || word.Any(char.IsWhiteSpace)))
            throw FairleadException.Usage($"--set expects a dotted key such as train.lr, found '{key}'");
        var prefix = ExecutorPrefixes.FirstOrDefault(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
        return new Override(key[(prefix?.Length ?? 0)..], prefix is not null, YamlSettings.ReadValue(text[(split + 1)..], Origin.CommandLine));
    }
}
