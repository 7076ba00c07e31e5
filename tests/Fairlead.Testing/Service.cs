using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>Programs and rights that some tests need and some machines lack.</summary>
public static class Service
{
    private const string RequireVariable = "FAIRLEAD_REQUIRE_SERVICES";
    private const string Daemons = "/usr/sbin";

    /// <summary>Skips the test with the reason when the program is missing; fails it where services are required.</summary>
    public static void Require(string program) =>
        Require(Find(program) is not null, $"{program} is neither on PATH nor in {Daemons}");

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append(Daemons)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public static void Require(bool available, string reason)
    {
        if (available)
            return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
            Assert.Fail($"{reason}, and {RequireVariable}=1 makes that a failure");
        Assert.Ignore(reason);
    }
}
