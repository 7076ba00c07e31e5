namespace Fairlead.Acceptance;

/// <summary>The default config of fine-tuning, made small enough to train on two cores in seconds, under the torchrun of Python 3.11.</summary>
internal static class SmallGpt
{
    public static readonly string[] Settings =
    [
        "--config=default",
        "--set=env.launcher_args=[--redirects,'1',--tee,'1']",
        "--set=data.modules=core",
        "--set=model.layers=1",
        "--set=model.heads=2",
        "--set=model.width=16",
        "--set=model.context=64",
        "--set=data.max_tokens=32",
        "--set=train.steps=30",
        "--set=train.batch_rows=8",
        "--set=train.learning_rate=0.02",
        "--set=train.warmup_steps=2",
        "--set=train.expect_loss_factor=0.95",
        "--set=eval.rows=8",
    ];
}
