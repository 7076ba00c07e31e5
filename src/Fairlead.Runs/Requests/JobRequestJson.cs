using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Requests;

/// <summary>The canonical text of a request: what <c>Render</c> prints, what is keyed, what is sent.</summary>
public static class JobRequestJson
{
    private const string PartMember = "part";

    public static string Write(JobRequest request)
    {
        var node = JsonSerializer.SerializeToNode(request, RequestFormat.Default.JobRequest)!;
        if (request.Part is { } part)
            node[PartMember] = JsonSerializer.SerializeToNode(part, part.Format);
        return CanonicalJson.Write(node, indented: true) + "\n";
    }

    /// <param name="place">Where the text is, for people.</param>
    /// <exception cref="FairleadException">The text is not a request of a schema this version knows.</exception>
    public static JobRequest Read(string text, string place, BackendMap backends)
    {
        try
        {
            var node = StrictJson.ReadObject(Encoding.UTF8.GetBytes(text));
            RecordSchema.Upgrade(node, JobRequest.CurrentSchema, PartMember, RequestFormat.Default.JobRequest);
            node.Remove(PartMember, out var part);
            var request = StrictJson.Read(node, RequestFormat.Default.JobRequest);
            return request with { Part = RecordSchema.ReadOwn<JobPart>(part, backends.Of(request.Executor).PartFormat, PartMember) };
        }
        catch (Exception exception) when (exception is JsonException or FairleadException)
        {
            throw FairleadException.Usage($"expected a job request in {place}, found something else: {exception.Message}", inner: exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JobRequest))]
internal sealed partial class RequestFormat : JsonSerializerContext;
