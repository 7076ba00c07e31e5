using System.Text.Json.Nodes;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>The secrets among a job's variables, as a platform is told of them.</summary>
internal static class CloudVariables
{
    private const string OfPlatform = "secret";

    /// <summary>The variables whose values the platform itself keeps.</summary>
    /// <param name="write">How the platform writes a variable that refers to a named secret.</param>
    /// <exception cref="FairleadException">A secret would have to be sent as a plain value, and the settings do not allow it; or a name that no shell can export.</exception>
    public static JsonArray Of(ResolvedJob job, CloudSettings settings, Func<string, SecretReference, JsonObject> write)
    {
        foreach (var (variable, reference) in job.Secrets)
        {
            EnvironmentName.Checked(variable);
            if (reference.Scheme != OfPlatform && !settings.PlainSecrets)
                throw FairleadException.Usage(
                    $"{variable} is the secret {reference}, and profile {job.Profile} would have to send its value as a plain variable, which everybody sees who may look at the job",
                    $"keep it on the platform and name it: secret_vars.{variable} = \"...\"; or allow it with allow_plain_secrets = true");
        }

        return [.. job.Secrets.Where(secret => secret.Value.Scheme == OfPlatform).Select(secret => write(secret.Key, secret.Value))];
    }

    /// <summary>The same, and the plain ones: the pods of a Ray cluster are started by the platform, before any script of the job's.</summary>
    /// <exception cref="FairleadException">A value that platforms would change: they expand dollar signs.</exception>
    public static JsonArray OfRayPods(ResolvedJob job, CloudSettings settings, Func<string, SecretReference, JsonObject> write)
    {
        var variables = Of(job, settings, write);
        foreach (var (name, value) in job.Environment)
        {
            if (value.Contains('$', StringComparison.Ordinal))
                throw FairleadException.Usage($"the variable {EnvironmentName.Checked(name)} holds a dollar sign, which the pods of a Ray cluster would not get unchanged", "set it in the script");
            variables.Add(new JsonObject { ["name"] = EnvironmentName.Checked(name), ["value"] = value });
        }

        return variables;
    }
}
