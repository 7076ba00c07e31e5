using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Emulators.Http;

/// <summary>Stands before all control planes: writes down every request and lets faults befall it.</summary>
internal sealed class RequestPipeline(RequestList requests, FaultList faults, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var told = requests.Add(context.Request.Method, context.Request.Path + context.Request.QueryString, await BufferedBodyAsync(context));
        context.Response.OnStarting(() =>
        {
            if (!context.Items.ContainsKey(typeof(FaultKind.Cut)))
                told(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        var fault = faults.Take(context.Request.Method, context.Request.Path);
        if (fault is { Position: FaultPosition.After, Kind: FaultKind.Status or FaultKind.Cut or FaultKind.Slow })
            await AfterAsync(context, next, fault.Kind);
        else
            await BeforeAsync(context, next, fault?.Kind);
    }

    private async Task BeforeAsync(HttpContext context, RequestDelegate next, FaultKind? kind)
    {
        switch (kind)
        {
            case FaultKind.Status status:
                await AnswerAsync(context, status);
                return;
            case FaultKind.Cut:
                Cut(context);
                return;
            case FaultKind.Slow slow:
                await Task.Delay(slow.Delay, time, context.RequestAborted);
                break;
            case FaultKind.CutAfter cut:
                context.Response.Body = new CutStream(context.Response.Body, cut.Bytes);
                break;
            case FaultKind.Phase phase:
                context.Features.Set(new ToldPhase(phase.Word));
                break;
        }

        await next(context);
    }

    private async Task AfterAsync(HttpContext context, RequestDelegate next, FaultKind kind)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held));
        await next(context);
        context.Features.Set(body);
        if (kind is FaultKind.Cut)
        {
            Cut(context);
            return;
        }

        if (kind is FaultKind.Status status)
        {
            context.Response.Clear();
            await AnswerAsync(context, status);
            return;
        }

        await Task.Delay(((FaultKind.Slow)kind).Delay, time, context.RequestAborted);
        await context.Response.Body.WriteAsync(held.ToArray(), context.RequestAborted);
    }

    // Kestrel would announce a status even of an answer that is never sent.
    private static void Cut(HttpContext context)
    {
        context.Items[typeof(FaultKind.Cut)] = true;
        context.Abort();
    }

    private static Task AnswerAsync(HttpContext context, FaultKind.Status status)
    {
        if (status.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.AnswerMessageAsync(status.Code, status.Message);
    }

    private static async Task<string> BufferedBodyAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        return Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}
