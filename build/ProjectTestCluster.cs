using Cake.Common.IO;
using Fairlead.Pipeline.Project;

namespace Fairlead.Build;

/// <summary>The test cluster of this checkout.</summary>
internal static class ProjectTestCluster
{
    public static TestCluster Of(FairleadContext context) => new(
        context.MakeAbsolute(context.File(ProjectPaths.ClusterScript)).FullPath,
        context.MakeAbsolute(context.Directory(ProjectPaths.TestCluster)).FullPath);
}
