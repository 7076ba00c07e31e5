using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Fairlead.Testing;

/// <summary>Compares what users see with a recorded text beside the test. FAIRLEAD_APPROVE=1 records anew.</summary>
public static class Approved
{
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Approved", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("FAIRLEAD_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.That(File.Exists(path), Is.True, $"{path} is missing: run with FAIRLEAD_APPROVE=1 and review it");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"differs from {path}: run with FAIRLEAD_APPROVE=1 and review the difference");
    }
}
