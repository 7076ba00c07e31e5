namespace Fairlead.Build.Tasks.Submitting;

[TaskDescription("Submit pretraining, then fine-tuning")]
[IsDependentOn(typeof(SubmitPretrain))]
[IsDependentOn(typeof(SubmitSft))]
public sealed class SubmitPipe : FrostingTask
{
}
