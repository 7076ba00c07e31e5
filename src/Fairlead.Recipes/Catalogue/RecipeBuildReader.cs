using System.Collections.Immutable;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>Reads the <c>[build]</c> table of a spec. Without one, a Dockerfile beside the spec, or in the nearest folder above it, says that the recipe owns its image.</summary>
internal static class RecipeBuildReader
{
    private const string DefaultDockerfile = "Dockerfile";

    /// <returns>Null: the recipe runs in an image of somebody else's.</returns>
    /// <exception cref="Fairlead.Primitives.FairleadException">The Dockerfile or the context is not there, or a secret is no reference.</exception>
    public static RecipeBuild? Read(TableReader build, string root, string specFile)
    {
        var given = build.Text("dockerfile");
        var context = build.Text("context");
        var arguments = build.TextTable("args");
        var secrets = Secrets(build);
        var platform = build.Text("platform");
        var dockerfile = given is null ? Nearest(root, specFile) : RecipePaths.Resolve(root, given, build.OriginOf("dockerfile"));
        if (!File.Exists(dockerfile))
            return given is null && context is null && arguments.IsEmpty && secrets.IsEmpty
                ? null
                : throw build.OriginOf("dockerfile").Fault($"the Dockerfile '{dockerfile}' does not exist", "name it with dockerfile in [build]");
        var folder = context is null ? Path.GetDirectoryName(dockerfile)! : RecipePaths.Resolve(root, context, build.OriginOf("context"));
        return Directory.Exists(folder)
            ? new RecipeBuild(dockerfile, folder, arguments, secrets, platform)
            : throw build.OriginOf("context").Fault($"the build context '{folder}' is no folder");
    }

    private static string Nearest(string root, string specFile)
    {
        var own = Path.GetDirectoryName(specFile)!;
        for (var folder = own; folder is not null && RecipePaths.IsInside(root, folder); folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, DefaultDockerfile) is var dockerfile && File.Exists(dockerfile))
                return dockerfile;
        }

        return Path.Combine(own, DefaultDockerfile);
    }

    private static ImmutableSortedDictionary<string, string> Secrets(TableReader build)
    {
        var secrets = build.TextTable("secrets");
        foreach (var (id, reference) in secrets)
        {
            if (SecretPolicy.ParseReference(reference) is not { Scheme: "env" or "file" })
                throw build.OriginOf("secrets").Fault($"'{build.Full($"secrets.{id}")}' expects env:NAME or file:/path, found something else", "the value itself never stands in a recipe");
        }

        return secrets;
    }
}
