using Fairlead.Build.Hosting;

namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Submit pretraining, then fine-tuning")]
[Refuses("detach", "SubmitPipe waits for pretraining before it submits fine-tuning; it cannot detach", "leave --detach out, or submit the stages one by one")]
[IsDependentOn(typeof(SubmitPretrain))]
[IsDependentOn(typeof(SubmitSft))]
public sealed class SubmitPipe : FrostingTask
{
}
