using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>Programs and rights that some tests need and some machines lack.</summary>
public static class Service
{
    private const string RequireVariable = "FAIRLEAD_REQUIRE_SERVICES";

    /// <summary>Skips the test with the reason when the program is missing; fails it where services are required.</summary>
    public static void Require(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        Require(found, $"{program} is not on PATH");
    }

    public static void Require(bool available, string reason)
    {
        if (available)
            return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
            Assert.Fail($"{reason}, and {RequireVariable}=1 makes that a failure");
        Assert.Ignore(reason);
    }
}
