using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>Resolves the submit-time expressions of executor settings and reserved tables. Every problem is collected, so that one run reports them all.</summary>
/// <param name="environment">Reads a variable of the caller's environment.</param>
/// <param name="scope">Where references look.</param>
internal sealed class Interpolator(Func<string, string?> environment, ReferenceScope scope)
{
    private readonly List<string> problems = [];

    /// <param name="path">The table's own place in the scope, such as <c>run.env</c>.</param>
    public TableSetting Resolve(TableSetting table, string path) => (TableSetting)Resolve(table, path, []);

    /// <exception cref="FairleadException">Anything was wrong: all of it, one line each.</exception>
    public void ThrowIfAnything()
    {
        if (problems.Count == 0)
            return;
        var isUnset = problems.Any(problem => problem.EndsWith(Evaluation.NotSet, StringComparison.Ordinal));
        throw FairleadException.Usage(string.Join(Environment.NewLine, problems.Distinct()), isUnset ? "set the variables, or give a default as in ${oc.env:NAME,default}" : null);
    }

    internal Setting Resolve(Setting setting, string path, ImmutableArray<string> chain) => setting switch
    {
        TableSetting table => table.Select((key, value) => Resolve(value, $"{path}.{key}", chain)),
        ListSetting list => list with { Items = [.. list.Items.Select((item, i) => Resolve(item, $"{path}[{i}]", chain))] },
        ScalarSetting { Value: string text } scalar => Text(scalar, text, path, chain),
        _ => setting,
    };

    private Setting Text(ScalarSetting scalar, string text, string path, ImmutableArray<string> chain)
    {
        try
        {
            var template = TemplateParser.Parse(text);
            var evaluation = new Evaluation(this, environment, scope, path, scalar.Origin, chain.Add(path));
            var value = evaluation.Value(template);
            return SecretGuard.Apply(value, path, evaluation.Variables, isWhole: template.Parts.Length == 1, evaluation.TookDefault);
        }
        catch (Exception exception) when (exception is FormatException or InterpolationException)
        {
            problems.Add($"{(scalar.Origin.File is null ? "" : $"{scalar.Origin.Place}: ")}{scalar.Origin.Layer}, key '{ReferenceScope.Display(path)}': {exception.Message}");
            return scalar;
        }
    }
}
