using System.Text;
using Fairlead.Primitives;
using HandlebarsDotNet;

namespace Fairlead.Backends.Rendering.Shell;

/// <summary>Makes <c>{{value}}</c> in a template one quoted shell word; <c>{{{value}}}</c> stays raw and is easy to search for.</summary>
internal sealed class ShellEncoder : ITextEncoder
{
    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target) => target.Write(ShellWord.Quote(text ?? ""));

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var collected = new StringBuilder();
        while (text?.MoveNext() == true)
            collected.Append(text.Current);
        Encode(collected, target);
    }
}
