using System.Xml;
using System.Xml.Linq;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Project;

/// <summary>Reads result files of <c>dotnet test --logger trx</c> (Visual Studio's TeamTest 2010 schema).</summary>
public static class TestResults
{
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <exception cref="FairleadException">A file is not what a finished test run writes.</exception>
    public static TestCount SumIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories).Select(Read).Aggregate(TestCount.None, TestCount.Add);

    /// <summary>Null when the run is good; otherwise the reason why it is not.</summary>
    /// <param name="exitCode">Of <c>dotnet test</c>.</param>
    /// <param name="skipsAllowed">False where every service that tests need must be there.</param>
    public static string? Objection(TestCount count, int exitCode, bool skipsAllowed) => count switch
    {
        { Failed: > 0 } => $"{count.Failed} tests failed",
        _ when exitCode != 0 => $"dotnet test ended with {exitCode} although no test failed: see its messages above",
        { Passed: 0 } => "no test ran",
        { Skipped: > 0 } when !skipsAllowed => $"{count.Skipped} tests were skipped, and FAIRLEAD_REQUIRE_SERVICES forbids it",
        _ => null,
    };

    private static TestCount Read(string file)
    {
        try
        {
            var counters = XDocument.Load(file).Root?.Element(Schema + "ResultSummary")?.Element(Schema + "Counters")
                ?? throw Damaged(file, "no Counters element");
            var (total, executed, passed) = (Number(counters, "total"), Number(counters, "executed"), Number(counters, "passed"));
            return new TestCount(passed, executed - passed, total - executed);
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw Damaged(file, exception.Message, exception);
        }
    }

    private static int Number(XElement counters, string name) =>
        (int?)counters.Attribute(name) ?? throw new FormatException($"no '{name}' attribute");

    private static FairleadException Damaged(string file, string problem, Exception? inner = null) =>
        FairleadException.Stage($"{file}: expected the results of a finished test run; {problem}", "run ./build.sh --target=Test again", inner);
}
