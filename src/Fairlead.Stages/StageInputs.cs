using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Stages;

/// <summary>Everything that decides a stage's result, and the key made of it.</summary>
public sealed record StageInputs
{
    /// <param name="stage">For example <c>package</c>; lower-case words joined by hyphens.</param>
    /// <param name="version">Raised when the stage's own code gives another result for the same inputs.</param>
    /// <param name="subject">Whom the stage is run for, such as <c>nano3/sft local</c>. It finds the inputs of the run before; it is no part of the key.</param>
    /// <param name="inputs">In any order.</param>
    /// <exception cref="FairleadException">Two inputs carry the same name, or text is not valid Unicode.</exception>
    public StageInputs(string stage, int version, string subject, ImmutableArray<StageInput> inputs)
    {
        Stage = stage;
        Version = version;
        Subject = subject;
        Inputs = inputs.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        RefuseDuplicates();
        Key = Digest.Of(InputsDocument.Write(this).Span);
    }

    public string Stage { get; }

    public int Version { get; }

    public string Subject { get; }

    /// <summary>In ordinal order of their names.</summary>
    public ImmutableArray<StageInput> Inputs { get; }

    /// <summary>SHA-256 of the canonical document of stage, version and inputs.</summary>
    public Digest Key { get; }

    private void RefuseDuplicates()
    {
        for (var i = 1; i < Inputs.Length; i++)
        {
            if (Inputs[i].Name == Inputs[i - 1].Name)
                throw FairleadException.Stage($"stage '{Stage}' names the input '{Inputs[i].Name}' twice; each input has one value");
        }
    }
}
