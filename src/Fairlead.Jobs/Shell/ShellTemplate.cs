using Fairlead.Primitives;
using HandlebarsDotNet;

namespace Fairlead.Jobs.Shell;

/// <summary>A Handlebars template of a shell script, shipped inside this assembly.</summary>
public sealed class ShellTemplate
{
    private readonly string text;

    /// <param name="name">The file's name, for example <c>local.sh.hbs</c>.</param>
    public ShellTemplate(string name)
    {
        using var stream = typeof(ShellTemplate).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no template named '{name}'", nameof(name));
        using var reader = new StreamReader(stream);
        text = reader.ReadToEnd();
    }

    /// <summary>Identity of the template's text, for keys.</summary>
    public Digest Digest => Digest.Of(text);

    public string Render(object model)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = new ShellEncoder(),
            ThrowOnUnresolvedBindingExpression = true,
        });
        return handlebars.Compile(text)(model);
    }
}
