using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>The registry did not do it this time; it may the next.</summary>
internal sealed class PassingTroubleException(string words) : FairleadException(ExitCode.StageFailed, words);
