using System.Collections.Immutable;
using System.Text;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using FsCheck;
using FsCheck.Fluent;

namespace Fairlead.Backends.Tests.Cloud.Transport;

public sealed class TransportPlanTests
{
    private static readonly ImmutableSortedDictionary<string, string> Fixed =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("FAIRLEAD_HOME", "/vol/fairlead")]);

    private static readonly Parcel Source = Volume.Pack(Parcel.Source, ("big.txt", Volume.Noise(40_000)), ("small.txt", "x"), ("tiny.txt", ""));
    private static readonly Parcel Job = Volume.Pack(Parcel.Job, ("files/pod.sh", Volume.Noise(2_000)));

    [Test]
    public void Chunks_of_any_size_give_the_parcel_back() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(),
        Gen.Choose(1, 50).ToArbitrary(),
        (content, chunk) =>
        {
            var parcel = new Parcel(Parcel.Source, Digest.Of(content.Get), ParcelCodec.Gzip, content.Get);
            var variables = TransportPlan.Of(Order(TransportMode.Environment) with { Parcels = [parcel], Limits = TransportLimits.Lepton with { ChunkCharacters = chunk } }).Variables;
            var count = int.Parse(variables["FAIRLEAD_SRC_CHUNKS"]);
            var chunks = Enumerable.Range(0, count).Select(i => variables[$"FAIRLEAD_SRC_CHUNK_{i}"]).ToList();
            Assert.That(Convert.FromBase64String(string.Concat(chunks)), Is.EqualTo(content.Get));
            Assert.That(chunks.Select(text => text.Length), Is.All.LessThanOrEqualTo(chunk).And.All.Positive);
            Assert.That(variables.Keys.Count(name => name.Contains("_CHUNK_", StringComparison.Ordinal)), Is.EqualTo(count));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Parts_of_any_size_give_the_parcel_back() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(),
        Gen.Choose(1, 50).ToArbitrary(),
        (content, size) =>
        {
            var parcel = new Parcel(Parcel.Source, Digest.Of(content.Get), ParcelCodec.Gzip, content.Get);
            var plan = TransportPlan.Of(Order(TransportMode.Volume) with { Parcels = [parcel], PartBytes = size });
            Assert.That(plan.Parts.SelectMany(part => part.Content.ToArray()), Is.EqualTo(content.Get));
            Assert.That(plan.Parts.Select(part => part.Content.Length), Is.All.InRange(1, size));
            Assert.That(plan.Parts.Select(part => part.Name), Is.Unique);
            Assert.That(plan.Parts.Select(part => part.Digest), Is.EqualTo(plan.Parts.Select(part => Digest.Of(part.Content.Span))));
            Assert.That(plan.Variables["FAIRLEAD_SRC_PARTS"], Is.EqualTo($"{plan.Parts.Length}"));
        }).QuickCheckThrowOnFailure();

    [Test]
    public void More_parts_than_anybody_waits_for_are_refused_naming_the_largest_files()
    {
        var order = Order(TransportMode.Volume) with { PartBytes = Source.Content.Length / TransportLimits.MostParts };
        Assert.That(
            () => TransportPlan.Of(order),
            Throws.TypeOf<FairleadException>().With.Message.Contains("the limit is 200").And.Message.Contains("big.txt"));
        Assert.That(() => TransportPlan.Of(order with { PartBytes = order.PartBytes * 2 }), Throws.Nothing);
    }

    [Test]
    public void What_fits_travels_in_the_environment()
    {
        var plan = TransportPlan.Of(Order(TransportMode.Auto));
        Assert.That(plan.Parts, Is.Empty);
        Assert.That(plan.Variables, Does.ContainKey("FAIRLEAD_SRC_CHUNK_0").And.ContainKey("FAIRLEAD_JOB_CHUNK_0").And.ContainKey("FAIRLEAD_HOME"));
        Assert.That(plan.Variables["FAIRLEAD_SRC_SHA256"], Is.EqualTo(Source.Digest.ToString()));
    }

    [Test]
    public void No_variable_is_longer_than_the_platform_takes()
    {
        foreach (var limits in (TransportLimits[])[TransportLimits.RunAi, TransportLimits.Lepton])
        {
            var plan = TransportPlan.Of(Order(TransportMode.Environment) with { Limits = limits });
            Assert.That(plan.Variables.Values.Select(value => value.Length), Is.All.LessThanOrEqualTo(limits.ValueCharacters));
            Assert.That(plan.Variables.Select(variable => variable.Key.Length + variable.Value.Length + 2), Is.All.LessThanOrEqualTo(TransportLimits.KernelStringBytes));
        }
    }

    [Test]
    public void What_just_fits_is_taken_and_one_character_more_is_refused_with_the_three_largest_files()
    {
        var total = (int)TransportPlan.Of(Order(TransportMode.Environment)).Variables.Sum(variable => (long)variable.Key.Length + variable.Value.Length);
        Assert.That(() => TransportPlan.Of(Order(TransportMode.Environment, total)), Throws.Nothing);

        var error = Assert.Throws<FairleadException>(() => TransportPlan.Of(Order(TransportMode.Environment, total - 1)));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(
            error.Message,
            Does.Contain($"{total:N0} characters").And.Contain($"the limit is {total - 1:N0}")
                .And.Contain("big.txt (40,000), files/pod.sh (2,000), small.txt (1)").And.Contain("transport = \"auto\""));
    }

    [Test]
    public void The_source_goes_over_the_volume_when_it_does_not_fit_and_the_job_s_own_files_stay()
    {
        var plan = TransportPlan.Of(Order(TransportMode.Auto, 10_000));
        Assert.That(plan.Parts.Select(part => part.Name), Is.EqualTo(new[] { $".part-{Source.Digest.ToString()[..16]}-0" }));
        Assert.That(plan.Parts[0].Content.ToArray(), Is.EqualTo(Source.Content.ToArray()));
        Assert.That(plan.Variables, Does.ContainKey("FAIRLEAD_JOB_CHUNK_0").And.ContainKey("FAIRLEAD_SRC_PARTS").And.Not.ContainKey("FAIRLEAD_SRC_CHUNKS"));
    }

    [TestCase(TransportMode.Auto, 1_000)]
    [TestCase(TransportMode.Volume, 1_400_000)]
    public void Everything_goes_over_the_volume_when_it_must(TransportMode mode, int total)
    {
        var plan = TransportPlan.Of(Order(mode, total));
        Assert.That(plan.Parts, Has.Length.EqualTo(2));
        Assert.That(plan.Variables.Keys, Has.None.Contains("CHUNK"));
    }

    [Test]
    public void A_value_that_the_platform_refuses_is_named_with_its_size()
    {
        var error = Refusal(TransportLimits.RunAi, "FAIRLEAD_HOME", "/" + new string('h', 10_000));
        Assert.That(error.Message, Does.Contain("FAIRLEAD_HOME has 10,001 characters, the platform takes 10,000"));
    }

    [Test]
    public void A_value_that_no_program_can_be_started_with_is_named_with_its_bytes()
    {
        var limits = TransportLimits.Lepton with { ValueCharacters = int.MaxValue };
        var longest = TransportLimits.KernelStringBytes - "X".Length - 2;
        Assert.That(() => LimitCheck.Variable(limits, "X", new string('x', longest)), Throws.Nothing);
        Assert.That(Refusal(limits, "X", new string('x', longest + 1)).Message, Does.Contain("131,073 bytes"));
        Assert.That(Refusal(limits, "X", new string('ü', longest / 2) + "xx").Message, Does.Contain("X has 131,073 bytes"));
    }

    [TestCase("/vol/$(HOSTNAME)")]
    [TestCase("/vol/$$")]
    public void A_value_that_Kubernetes_would_change_is_refused(string value) =>
        Assert.That(Refusal(TransportLimits.Lepton, "FAIRLEAD_HOME", value).Message, Does.Contain("FAIRLEAD_HOME").And.Contain("Kubernetes"));

    [Test]
    public void A_command_that_the_platform_refuses_is_refused_here()
    {
        var limits = TransportLimits.RunAi;
        Assert.That(() => TransportPlan.Of(Order(TransportMode.Auto) with { Limits = limits, Command = new string('c', 9_500) }), Throws.Nothing);
        Assert.That(
            () => TransportPlan.Of(Order(TransportMode.Auto) with { Limits = limits, Command = new string('c', 9_501) }),
            Throws.TypeOf<FairleadException>().With.Message.Contains("the command has 9,501 bytes, the platform takes 9,500"));
    }

    [Test]
    public void A_part_fits_the_environment_of_the_pod_that_stores_it()
    {
        foreach (var total in (int[])[5_000, 200_000, 1_400_000, 5_000_000])
        {
            var limits = TransportLimits.RunAi with { TotalCharacters = total };
            var content = Encoding.ASCII.GetBytes(Volume.Noise(2 * limits.PartBytes))[..limits.PartBytes];
            var variables = new VolumePart(".part-0", content, Digest.Of(content)).Variables("/vol/fairlead", limits);
            Assert.That(variables.Sum(variable => variable.Key.Length + variable.Value.Length), Is.LessThanOrEqualTo(total));
        }
    }

    [Test]
    public void A_small_limit_does_not_make_thousands_of_parts() =>
        Assert.That((TransportLimits.RunAi with { TotalCharacters = 5_000 }).PartBytes, Is.GreaterThanOrEqualTo(1_000));

    private static FairleadException Refusal(TransportLimits limits, string name, string value) =>
        Assert.Throws<FairleadException>(() => LimitCheck.Variable(limits, name, value))!;

    private static TransportOrder Order(TransportMode mode, int total = 1_400_000) => new(
        TransportLimits.RunAi with { TotalCharacters = total },
        mode,
        [Source, Job],
        Fixed,
        "-c script",
        PartBytes: null);
}
