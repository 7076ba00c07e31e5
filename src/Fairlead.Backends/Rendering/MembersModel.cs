using System.Globalization;
using Fairlead.Backends.Rendering.Shell;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Rendering;

/// <summary>What <c>members.sh.hbs</c> is filled with: the part that scripts share which start a job's members themselves.</summary>
internal static class MembersModel
{
    /// <summary>The template's name, for those that include it.</summary>
    public const string Template = "members";

    /// <summary>The template that lets readers ask for what logs said since a moment.</summary>
    public const string Sampling = "sample";

    /// <summary>The template that writes the records of ends.</summary>
    public const string Recording = "record";

    /// <summary>The template that gives users without a name one.</summary>
    public const string User = "user";

    /// <exception cref="FairleadException">A variable that no shell can export, or that is Fairlead's own.</exception>
    public static Dictionary<string, object> Of(ResolvedJob job, SourceReference source)
    {
        var member = new MemberCommand(job, job.Nodes);
        return new Dictionary<string, object>
        {
            ["members"] = member.Count.ToString(CultureInfo.InvariantCulture),
            ["membersPerNode"] = member.PerNode.ToString(CultureInfo.InvariantCulture),
            ["kind"] = member.Kind,
            ["ranks"] = member.AreRanks,
            ["script"] = source.Script,
            ["mount"] = source.Mount,
            ["environment"] = UserVariables.Of(job),
            ["startup"] = job.StartupCommands.ToArray(),
            ["command"] = member.Text,
        };
    }
}
