using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Tests.Docker;

/// <summary>A job with settings that only container engines know.</summary>
internal static class DockerChanges
{
    public static ResolvedJob WithArguments(this ResolvedJob job, params string[] words) =>
        job with { ExecutorSettings = job.ExecutorSettings.With("docker_args", new ListSetting([.. words.Select(word => new ScalarSetting(word, Origin.BuiltIn))], Origin.BuiltIn)) };

    public static ResolvedJob With(this ResolvedJob job, string key, string value) =>
        job with { ExecutorSettings = job.ExecutorSettings.With(key, new ScalarSetting(value, Origin.BuiltIn)) };
}
