using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Testing;

/// <summary>An answer that a registry gives when it is not well.</summary>
public sealed class RegistryFault
{
    public static readonly RegistryFault Unauthorized = new(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", ("WWW-Authenticate", "Basic realm=\"test\""));
    public static readonly RegistryFault Forbidden = new(StatusCodes.Status403Forbidden, "DENIED");
    public static readonly RegistryFault TooManyRequests = new(StatusCodes.Status429TooManyRequests, "TOOMANYREQUESTS", ("Retry-After", "1"));
    public static readonly RegistryFault InternalError = new(StatusCodes.Status500InternalServerError, "UNKNOWN");

    /// <summary>No answer at all: the connection ends.</summary>
    public static readonly RegistryFault Dropped = new(status: null, code: "");

    private readonly int? status;
    private readonly string code;
    private readonly (string Name, string Value)[] headers;

    private RegistryFault(int? status, string code, params (string Name, string Value)[] headers)
    {
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    public override string ToString() => status?.ToString(CultureInfo.InvariantCulture) ?? nameof(Dropped);

    internal async Task AnswerAsync(HttpContext context)
    {
        if (status is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status.Value;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync($$"""{"errors":[{"code":"{{code}}","message":"a fault on purpose"}]}""");
    }
}
