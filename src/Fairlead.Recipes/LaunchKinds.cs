using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes;

/// <summary>How launch kinds are written.</summary>
public static class LaunchKinds
{
    private static readonly string[] Names = ["torchrun", "ray", "direct"];

    /// <summary>Reads <c>torchrun</c>, <c>ray</c>, <c>direct</c>, or upstream's <c>python</c>, which means direct.</summary>
    /// <exception cref="FairleadException">Anything else.</exception>
    public static LaunchKind Parse(string text, Origin origin) => text switch
    {
        "torchrun" => LaunchKind.Torchrun,
        "ray" => LaunchKind.Ray,
        "direct" or "python" => LaunchKind.Direct,
        _ => throw origin.Fault($"unknown launch '{text}'.{Suggest.DidYouMean(text, Names)}", $"use one of: {string.Join(", ", Names)}"),
    };

    public static string Name(this LaunchKind launch) => launch switch
    {
        LaunchKind.Torchrun => "torchrun",
        LaunchKind.Ray => "ray",
        _ => "direct",
    };
}
