using System.Collections.Immutable;

namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>A text with expressions in it, in OmegaConf's syntax: <c>${key}</c>, <c>${resolver:argument,...}</c>, nested at will; <c>\${</c> is plain text.</summary>
internal sealed record Template(ImmutableArray<TemplatePart> Parts);

internal abstract record TemplatePart;

internal sealed record LiteralPart(string Text) : TemplatePart;

/// <param name="Key">What is looked up.</param>
internal sealed record ReferencePart(Template Key) : TemplatePart;

internal sealed record ResolverPart(string Resolver, ImmutableArray<Template> Arguments) : TemplatePart;
