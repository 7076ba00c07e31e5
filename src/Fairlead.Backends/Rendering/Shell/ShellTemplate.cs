using Fairlead.Primitives;
using HandlebarsDotNet;

namespace Fairlead.Backends.Rendering.Shell;

/// <summary>A Handlebars template of a shell script, shipped inside this assembly.</summary>
public sealed class ShellTemplate
{
    private const string Extension = ".sh.hbs";
    private readonly string text;
    private readonly Dictionary<string, string> parts;
    private readonly Lazy<HandlebarsTemplate<object, object>> compiled;

    /// <param name="name">The file's name, for example <c>local.sh.hbs</c>.</param>
    /// <param name="parts">Templates it includes: <c>members</c> is <c>members.sh.hbs</c>.</param>
    public ShellTemplate(string name, params IEnumerable<string> parts)
    {
        text = TextOf(name);
        this.parts = parts.ToDictionary(part => part, part => TextOf(part + Extension));
        compiled = new(Compile);
    }

    /// <summary>Identity of the template's text, for keys.</summary>
    public Digest Digest => Digest.Of(string.Join('\0', parts.Values.Prepend(text)));

    public string Render(object model) => compiled.Value(model);

    private HandlebarsTemplate<object, object> Compile()
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = new ShellEncoder(),
            ThrowOnUnresolvedBindingExpression = true,
        });
        foreach (var (name, part) in parts)
            handlebars.RegisterTemplate(name, part);
        return handlebars.Compile(text);
    }

    private static string TextOf(string name)
    {
        using var stream = typeof(ShellTemplate).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no template named '{name}'", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
