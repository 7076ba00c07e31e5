using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>One <c>#SBATCH</c> line.</summary>
/// <param name="Value">Null: a flag.</param>
internal sealed record Directive(string Name, string? Value = null)
{
    /// <summary>sbatch splits such a line as a shell would, except that a backslash counts within single quotes too.</summary>
    public override string ToString() => Value is null
        ? $"#SBATCH --{Name}"
        : $"#SBATCH --{Name}={ShellWord.Quote(Value.Replace(@"\", @"\\", StringComparison.Ordinal))}";
}
