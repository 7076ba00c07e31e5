using Fairlead.Build.Hosting;
using Fairlead.Build.Tasks.Images;

namespace Fairlead.Build.Tasks.Project;

[Publishes]
[TaskDescription("Test, then build and publish the images of --release to --registry")]
[IsDependentOn(typeof(Test))]
[IsDependentOn(typeof(PublishImages))]
public sealed class Release : FrostingTask
{
}
