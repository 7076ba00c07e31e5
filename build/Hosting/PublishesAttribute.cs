namespace Fairlead.Build.Hosting;

/// <summary>A target that ends in publishing images: where to and under which tags is looked at before anything runs, since a release is tested for minutes first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublishesAttribute : Attribute;
