namespace Fairlead.Pipeline;

/// <summary>The stages that have targets of their own, in the order a model goes through them.</summary>
public enum StageName
{
    Pretrain,
    Sft,
    Rl,
}
