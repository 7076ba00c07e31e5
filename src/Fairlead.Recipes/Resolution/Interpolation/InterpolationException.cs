namespace Fairlead.Recipes.Resolution.Interpolation;

/// <summary>One value cannot be resolved; the message lacks the place, which the interpolator adds.</summary>
public sealed class InterpolationException(string message) : Exception(message);
