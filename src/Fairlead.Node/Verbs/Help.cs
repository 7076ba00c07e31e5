namespace Fairlead.Node.Verbs;

internal static class Help
{
    public static string Text => string.Join(Environment.NewLine, Lines);

    private static IEnumerable<string> Lines => VerbTable.All
        .SelectMany(verb => verb.Options.Select(option => $"      {$"--{option.Name}={option.Value}",-32} {option.Summary}{(option.IsNeeded ? "" : " (optional)")}").Prepend($"  {verb.Name,-34}  {verb.Summary}"))
        .Prepend("usage: fairlead-node VERB [--name=value ...], --version, --help");
}
