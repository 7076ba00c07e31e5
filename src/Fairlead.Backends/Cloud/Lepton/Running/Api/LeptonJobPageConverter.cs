using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>Workspaces answer with a list of jobs, newer ones with an object that has it as <c>jobs</c>.</summary>
internal sealed class LeptonJobPageConverter : JsonConverter<LeptonJobPage>
{
    public override LeptonJobPage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var list = document.RootElement;
        if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty("jobs", out var jobs))
            list = jobs;
        return new LeptonJobPage(list.ValueKind == JsonValueKind.Null ? [] : list.Deserialize(LeptonJson.Default.IReadOnlyListLeptonJobInfo) ?? []);
    }

    public override void Write(Utf8JsonWriter writer, LeptonJobPage value, JsonSerializerOptions options) => throw new NotSupportedException("pages of jobs are only read");
}
