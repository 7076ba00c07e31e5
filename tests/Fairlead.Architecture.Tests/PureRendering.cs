using System.Diagnostics;
using System.Net.Sockets;
using ArchUnitNET.NUnit;
using Fairlead.Primitives;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Fairlead.Architecture.Tests;

/// <summary>A request follows from a resolved job alone: what renders it touches nothing.</summary>
public sealed class PureRendering
{
    private const string Rendering = @"^Fairlead\.Backends(\.\w+)*\.Rendering(\.|$)";

    [Test]
    public void It_reads_and_writes_no_file_starts_no_program_and_talks_to_nobody() =>
        Types().That().ResideInNamespaceMatching(Rendering).Should().NotDependOnAny(
            typeof(File), typeof(Directory), typeof(FileInfo), typeof(DirectoryInfo), typeof(FileStream), typeof(AtomicFile), typeof(FileStatus), typeof(LibC),
            typeof(Process), typeof(ChildProcess), typeof(HttpClient), typeof(Socket), typeof(Environment), typeof(Console)).Check(House.Architecture);

    [Test]
    public void It_looks_at_no_clock() =>
        Types().That().ResideInNamespaceMatching(Rendering).Should().NotDependOnAny(typeof(TimeProvider), typeof(DateTime), typeof(DateTimeOffset), typeof(Stopwatch)).Check(House.Architecture);

    [Test]
    public void It_does_not_know_who_acts_on_what_it_renders() =>
        Types().That().ResideInNamespaceMatching(Rendering).Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Fairlead\.Backends(\.\w+)*\.Running(\.|$)")).Check(House.Architecture);
}
