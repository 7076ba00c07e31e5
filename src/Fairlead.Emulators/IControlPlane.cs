using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators;

/// <summary>One platform's API. When disposed it starts no more pods; those that live are ended after.</summary>
internal interface IControlPlane : IAsyncDisposable
{
    void Map(IEndpointRouteBuilder routes);
}
